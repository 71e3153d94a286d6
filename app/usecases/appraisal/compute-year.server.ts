import { openDifferenceCounts, type RecordDifference } from '#app/domain/appraisal/differences.ts';
import type { YearRules } from '#app/domain/appraisal/record.ts';
import { hashJson } from '#app/domain/kernel/canonical.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { letOthersRun } from '#app/usecases/let-others-run.ts';
import type { Handle } from '#db/open.server.ts';
import {
  countPeopleOfYear,
  insertYearEvent,
  lockYear,
  pagePeopleOfYear,
  pagePeopleWithStaleStatus,
  pageUnrecordedPeople,
  updateYear,
} from '#db/stores/appraisal.ts';
import { dayOfRecords, ensureYear, readRulesToBe, readYearRules } from './open-year.server.ts';
import { findDifferences, type PendingRecord, recomputePeople } from './recompute-people.server.ts';
import { readRecordReach } from './record-reach.server.ts';

/** People per transaction: short enough that an exam's answers never wait long for the writer. */
const BATCH = 100;

export type YearComputation = { readonly people: number; readonly changed: number };
/** How far a walk through a year's people is; `total` is known when it begins. */
export type Progress = (at: { readonly people: number; readonly total: number }) => void;

/** A person's difference, and what tells it from any other that a computation could make of the record. */
export type FoundDifference = { readonly difference: RecordDifference; readonly fingerprint: string };
type OnDifference = (found: FoundDifference) => void;

/**
 * What computing everyone within reach who belongs to a year would change, person by person; nothing is written, not
 * even for a year that is not open yet, which is computed by the policies that it would pin.
 */
export async function previewYear(
  context: Context,
  actor: Actor,
  { year, onDifference, onProgress }: { year: number; onDifference: OnDifference; onProgress: Progress },
): Promise<Result<YearComputation, 'year-not-open'>> {
  const { read } = context.database;
  const { unitIds } = await readRecordReach({ context, actor, action: 'appraisal.compute' });
  const on = dayOfRecords(context, year);
  const rules = await readRulesToBe(context, year);
  if (on === null || !rules) return refuse('year-not-open', { year });
  const total = await countPeopleOfYear(read, { year, on, unitIds });
  const walk = await walkPages({
    page: (after) => pagePeopleOfYear(read, { year, on, unitIds, after, limit: BATCH }),
    work: (personIds) => findDifferences({ handle: read, context, rules, on, personIds }),
    onDifference,
    onProgress: (people) => onProgress({ people, total }),
  });
  return ok(walk);
}

/**
 * Computes the records of everyone within reach who belongs to a year, in batches. A year is `computed` once someone
 * whose reach is the whole authority has done so; one that was checked stays so unless a record changes.
 */
export async function computeYear(
  context: Context,
  actor: Actor,
  {
    year,
    onDifference = () => undefined,
    onProgress = () => undefined,
  }: { year: number; onDifference?: OnDifference; onProgress?: Progress },
): Promise<Result<YearComputation, 'year-not-open'>> {
  const { unitIds, whole } = await readRecordReach({ context, actor, action: 'appraisal.compute' });
  const counts = openDifferenceCounts();
  const walk = await walkPeople({
    context,
    year,
    count: (handle, on) => countPeopleOfYear(handle, { year, on, unitIds }),
    page: (handle, { on, after }) => pagePeopleOfYear(handle, { year, on, unitIds, after, limit: BATCH }),
    onDifference(found) {
      counts.add(found.difference);
      onDifference(found);
    },
    onProgress,
  });
  if (!walk) return refuse('year-not-open', { year });
  const now = context.clock.now();
  const { kinds } = counts.read();
  // `changed` is the sum of all kinds, as it always was in the log.
  const detail = { ...kinds, ...walk, whole };
  await context.database.transaction(async (tx) => {
    const row = await lockYear(tx, year);
    if (whole && row)
      await updateYear(tx, { year, status: row.status === 'checked' ? 'checked' : 'computed', computedAt: now });
    await insertYearEvent(tx, {
      id: newId(context, 'aye'),
      year,
      kind: 'computed',
      at: now,
      actorId: identifyActor(actor).actorId,
      note: '',
      detail,
    });
    await recordAudit(
      { tx, context, actor },
      { stream: 'appraisal', action: 'appraisal.compute', subject: { kind: 'year', id: String(year) }, detail },
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
  count = async () => 0,
  page,
  onDifference = () => undefined,
  onProgress = () => undefined,
}: {
  context: Context;
  year: number;
  count?: (handle: Handle, on: string) => Promise<number>;
  page: (handle: Handle, place: { on: string; after: string }) => Promise<string[]>;
  onDifference?: OnDifference;
  onProgress?: Progress;
}): Promise<YearComputation | null> {
  const on = dayOfRecords(context, year);
  const row = await context.database.transaction((tx) => ensureYear(tx, context, year));
  if (!row || on === null) return null;
  const total = await count(context.database.read, on);
  let rules: YearRules | undefined;
  return walkPages({
    page: (after) => page(context.database.read, { on, after }),
    async work(personIds) {
      rules ??= await readYearRules(context.database.read, row);
      const known = rules;
      return context.database.transaction((tx) => recomputePeople({ tx, context, rules: known, on, personIds }));
    },
    onDifference,
    onProgress: (people) => onProgress({ people, total }),
  });
}

async function walkPages({
  page,
  work,
  onDifference,
  onProgress,
}: {
  page: (after: string) => Promise<string[]>;
  work: (personIds: readonly string[]) => Promise<PendingRecord[]>;
  onDifference: OnDifference;
  onProgress: (people: number) => void;
}): Promise<YearComputation> {
  let people = 0;
  let changed = 0;
  for (let after = ''; ; ) {
    const personIds = await page(after);
    const last = personIds.at(-1);
    if (last === undefined) return { people, changed };
    for (const { content, withdrawn, difference } of await work(personIds)) {
      changed += 1;
      onDifference({ difference, fingerprint: hashJson({ content, withdrawn }) });
    }
    people += personIds.length;
    onProgress(people);
    after = last;
    await letOthersRun();
  }
}
