import type { YearRules } from '#app/domain/appraisal/record.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { pagePeopleOfYear, pagePeopleWithStaleStatus, pageUnrecordedPeople, updateYear } from '#db/stores/appraisal.ts';
import { dayOfRecords, ensureYear, readYearRules } from './open-year.server.ts';
import { recomputePeople } from './recompute-people.server.ts';
import { readRecordReach } from './record-reach.server.ts';

/** People per transaction: short enough that an exam's answers never wait long for the writer. */
const BATCH = 200;

export type YearComputation = { readonly people: number; readonly changed: number };

/**
 * Computes the records of everyone within reach who belongs to a year, in batches. A year is `computed` once someone
 * whose reach is the whole authority has done so.
 */
export async function computeYear(
  context: Context,
  actor: Actor,
  { year, onProgress = () => undefined }: { year: number; onProgress?: (people: number) => void },
): Promise<Result<YearComputation, 'year-not-open'>> {
  const { unitIds, whole } = await readRecordReach({ context, actor, action: 'appraisal.compute' });
  const walk = await walkPeople({
    context,
    year,
    page: (handle, { on, after }) => pagePeopleOfYear(handle, { year, on, unitIds, after, limit: BATCH }),
    onProgress,
  });
  if (!walk) return refuse('year-not-open', { year });
  const now = context.clock.now();
  await context.database.transaction(async (tx) => {
    if (whole) await updateYear(tx, { year, status: 'computed', computedAt: now });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'appraisal',
        action: 'appraisal.compute',
        subject: { kind: 'year', id: String(year) },
        detail: { ...walk, whole },
      },
    );
  });
  return ok(walk);
}

/**
 * Makes a year fit to be read: opened and computed if it never was, people added who came since, and certificates
 * that ran out since shown as expired. Cheap when there is nothing to do.
 */
export async function bringYearUpToDate(
  context: Context,
  { year, system }: { year: number; system: Actor },
): Promise<Result<null, 'year-not-open'>> {
  await context.events.drain();
  const row = await context.database.transaction((tx) => ensureYear(tx, context, year));
  if (!row) return refuse('year-not-open', { year });
  if (row.computedAt === null) {
    const computed = await computeYear(context, system, { year });
    return computed.ok ? ok(null) : computed;
  }
  for (const list of [pageUnrecordedPeople, pagePeopleWithStaleStatus]) {
    await walkPeople({ context, year, page: (handle, place) => list(handle, { year, ...place, limit: BATCH }) });
  }
  return ok(null);
}

/** Recomputes people page by page. Null when the year is not open. */
async function walkPeople({
  context,
  year,
  page,
  onProgress = () => undefined,
}: {
  context: Context;
  year: number;
  page: (handle: Handle, place: { on: string; after: string }) => Promise<string[]>;
  onProgress?: (people: number) => void;
}): Promise<YearComputation | null> {
  const on = dayOfRecords(context, year);
  const row = await context.database.transaction((tx) => ensureYear(tx, context, year));
  if (!row || on === null) return null;
  let rules: YearRules | undefined;
  let people = 0;
  let changed = 0;
  for (let after = ''; ; ) {
    const personIds = await page(context.database.read, { on, after });
    const last = personIds.at(-1);
    if (last === undefined) return { people, changed };
    rules ??= await readYearRules(context.database.read, row);
    const known = rules;
    changed += await context.database.transaction((tx) =>
      recomputePeople({ tx, context, rules: known, on, personIds }),
    );
    people += personIds.length;
    onProgress(people);
    after = last;
  }
}
