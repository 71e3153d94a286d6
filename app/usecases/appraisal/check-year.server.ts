import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { insertYearEvent, lockYear, updateYear } from '#db/stores/appraisal.ts';
import { PUT_RIGHT_BY_COMPUTING } from './read-findings.server.ts';
import { readRecordReach } from './record-reach.server.ts';

const MOST_CHARACTERS = 500;

/**
 * Marks a computed year as checked, by someone who answers for the whole authority.
 * @param lastChange the change number of the records that HR looked at: when more has changed since, nothing is marked.
 * @param findings how many people each automatic finding named when HR looked; kept with the mark.
 * @param acknowledged that HR marks the year although records are not what computing would make of them now.
 */
export async function checkYear(
  context: Context,
  actor: Actor,
  {
    year,
    lastChange,
    findings,
    acknowledged,
    ...command
  }: {
    year: number;
    note: string;
    lastChange: number;
    findings: Readonly<Record<string, number>>;
    acknowledged: boolean;
  },
): Promise<
  Result<
    null,
    'forbidden' | 'invalid-input' | 'year-not-open' | 'year-not-computed' | 'stale-version' | 'records-differ'
  >
> {
  const { whole } = await readRecordReach({ context, actor, action: 'appraisal.check' });
  if (!whole) return refuse('forbidden');
  const note = command.note.trim();
  if (!isVisibleText(note) || note.length > MOST_CHARACTERS) return refuse('invalid-input', { errors: ['note'] });
  const differing = PUT_RIGHT_BY_COMPUTING.some((finding) => (findings[finding] ?? 0) > 0);
  if (differing && !acknowledged) return refuse('records-differ', { year });
  const detail = { lastChange, findings, ...(differing ? { acknowledged } : {}) };
  return context.database.transaction(async (tx) => {
    const row = await lockYear(tx, year);
    if (!row) return refuse('year-not-open', { year });
    if (row.status !== 'computed' && row.status !== 'checked') return refuse('year-not-computed', { year });
    if (row.lastChange !== lastChange) return refuse('stale-version', { year });
    await updateYear(tx, { year, status: 'checked' });
    await insertYearEvent(tx, {
      id: newId(context, 'aye'),
      year,
      kind: 'checked',
      at: context.clock.now(),
      actorId: identifyActor(actor).actorId,
      note,
      detail,
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'appraisal',
        action: 'appraisal.check',
        subject: { kind: 'year', id: String(year) },
        detail: { ...detail, note },
      },
    );
    return ok(null);
  });
}

/** Takes the mark back, with a reason: the year is computed again. */
export async function withdrawCheck(
  context: Context,
  actor: Actor,
  { year, ...command }: { year: number; note: string },
): Promise<Result<null, 'forbidden' | 'invalid-input' | 'year-not-open' | 'year-not-checked'>> {
  const { whole } = await readRecordReach({ context, actor, action: 'appraisal.check' });
  if (!whole) return refuse('forbidden');
  const note = command.note.trim();
  if (!isVisibleText(note) || note.length > MOST_CHARACTERS) return refuse('invalid-input', { errors: ['note'] });
  return context.database.transaction(async (tx) => {
    const row = await lockYear(tx, year);
    if (!row) return refuse('year-not-open', { year });
    if (row.status !== 'checked') return refuse('year-not-checked', { year });
    await updateYear(tx, { year, status: 'computed' });
    await insertYearEvent(tx, {
      id: newId(context, 'aye'),
      year,
      kind: 'check-withdrawn',
      at: context.clock.now(),
      actorId: identifyActor(actor).actorId,
      note,
      detail: { by: 'hand', lastChange: row.lastChange },
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'appraisal',
        action: 'appraisal.withdraw-check',
        subject: { kind: 'year', id: String(year) },
        detail: { note },
      },
    );
    return ok(null);
  });
}
