import type { AppraisalPolicy } from '#app/domain/appraisal/appraisal-policy.ts';
import type { AppraisalRecord } from '#app/domain/appraisal/export-columns.ts';
import { countYear, type YearCounts } from '#app/domain/appraisal/tally.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { listUnitsTopDown, type UnitLine } from '#app/usecases/people/read-reach.server.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type AppraisalYearRow,
  countRecords,
  countStaleRecords,
  countUnrecordedPeople,
  findYear,
  listRecords,
  listYearEvents,
  RECORD_SORTS,
  type RecordFilter,
  type RecordSort,
  tallyRecords,
} from '#db/stores/appraisal.ts';
import { findNewestActAt } from '#db/stores/audit.ts';
import { listGradeWords } from '#db/stores/exams.ts';
import { listPersonNames } from '#db/stores/people.ts';
import { choosePolicies, dayOfRecords, isOpenable, readYearRules } from './open-year.server.ts';
import { narrowUnits, readRecordReach } from './record-reach.server.ts';

const RECORD_PAGE_SIZE = 50;
/** What records can be ordered by. */
export const RECORD_ORDERS = RECORD_SORTS;

export type YearQuery = {
  readonly year: number;
  readonly filter: Omit<RecordFilter, 'year' | 'unitIds'> & {
    /** A unit and everything below it; null is the whole reach. */
    readonly unitId: string | null;
  };
  readonly sort: RecordSort;
  readonly descending: boolean;
  /** From 1; one beyond the last is the last. */
  readonly page: number;
};

export type RecordLine = Pick<
  AppraisalRecord,
  | 'personId'
  | 'employeeNo'
  | 'name'
  | 'orgName'
  | 'tier'
  | 'certificateNo'
  | 'certificateStatus'
  | 'score'
  | 'maxScore'
  | 'hoursEarned'
  | 'hoursRequired'
  | 'indicatorScore'
  | 'suggestedRating'
  | 'withdrawn'
> & { readonly grade: LocalText | null };

export type YearView = {
  readonly year: number;
  readonly status: AppraisalYearRow['status'] | 'not-open';
  readonly openedAt: Instant | null;
  readonly computedAt: Instant | null;
  readonly policy: { readonly version: string; readonly title: LocalText };
  /** The ratings that the year's policy knows, most points first. */
  readonly ratings: readonly LocalText[];
  /** Whether the actor's reach is the whole authority: only then does computing finish the year's step. */
  readonly whole: boolean;
  /** Of everything within reach, whatever the filter. */
  readonly counts: YearCounts;
  /** The last check of the year, and what came of it; null when it was never checked. */
  readonly check: CheckView | null;
  /** What a computation would put right. */
  readonly pending: {
    readonly unrecorded: number;
    readonly stale: number;
    /** When people or units were last changed since the computation; null when nothing was. */
    readonly movedAt: Instant | null;
  };
  readonly units: readonly UnitLine[];
  readonly records: readonly RecordLine[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
};

/** Acts after which somebody may serve elsewhere, otherwise, or not at all. */
const ACTS_THAT_MOVE = [
  ...['create', 'correct', 'transfer', 'leave', 'return', 'cancel-plan', 'redate', 'retract'].map(
    (act) => `person.${act}`,
  ),
  ...['rename', 'merge', 'split', 'dissolve', 'cancel-plan'].map((act) => `unit.${act}`),
];

export type CheckView = {
  readonly at: Instant;
  /** Null when whoever did it is not known by name. */
  readonly by: string | null;
  readonly note: string;
  /** The change number of the records that were checked. */
  readonly lastChange: number;
  /** Whether it still stands: no record changed since, and nobody took it back. */
  readonly stands: boolean;
  /** How it was taken back: by whom and why; null when a change did so by itself, or when it stands. */
  readonly withdrawn: { readonly at: Instant; readonly by: string | null; readonly note: string } | null;
  /** Records within reach that changed since the check. */
  readonly changedSince: number;
};

/**
 * A year as HR sees it: its step, counts that add up and one page of records. It only reads: a year that may open is
 * shown as not open. A unit outside the reach is not found, as if it did not exist.
 */
export async function readAppraisalYear(
  context: Context,
  actor: Actor,
  { year, filter: { unitId, ...wanted }, sort, descending, page }: YearQuery,
): Promise<Result<YearView, 'year-not-open' | 'not-found'>> {
  const { read } = context.database;
  const reach = await readRecordReach({ context, actor, action: 'appraisal.view' });
  const wantedUnits = narrowUnits(reach, unitId);
  if (unitId !== null && wantedUnits?.length === 0) return refuse('not-found', { unit: unitId });
  const on = dayOfRecords(context, year);
  const row = await findYear(read, year);
  const policy = on === null ? null : await readPolicy(context, read, { year, on, row });
  if (on === null || !policy) return refuse('year-not-open', { year });

  const { unitIds } = reach;
  const filter: RecordFilter = { ...wanted, year, unitIds: wantedUnits };
  const total = await countRecords(read, filter);
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / RECORD_PAGE_SIZE)));
  const records = await listRecords(read, {
    filter,
    sort,
    descending,
    offset: (shown - 1) * RECORD_PAGE_SIZE,
    limit: RECORD_PAGE_SIZE,
  });
  const gradeWords = await listGradeWords(
    read,
    records.flatMap(({ sources }) => sources.gradeId ?? []),
  );
  const ratings = policy.suggested.map(({ word }) => word);
  return ok({
    year,
    status: row?.status ?? 'not-open',
    openedAt: row?.openedAt ?? null,
    computedAt: row?.computedAt ?? null,
    policy: { version: policy.version, title: policy.title },
    ratings,
    whole: reach.whole,
    counts: countYear({
      lines: await tallyRecords(read, { years: [year], unitIds }),
      words: ratings.map(({ zh }) => zh),
    }),
    check: row && (await readCheck(read, { row, unitIds })),
    pending: {
      unrecorded: await countUnrecordedPeople(read, { year, on, unitIds }),
      stale: await countStaleRecords(read, { year, on, unitIds }),
      movedAt: row?.computedAt ? await findNewestActAt(read, { actions: ACTS_THAT_MOVE, after: row.computedAt }) : null,
    },
    units: listUnitsTopDown(reach),
    records: records.map((record) =>
      lineOf(
        record,
        gradeWords.find(({ id }) => id === record.sources.gradeId),
      ),
    ),
    total,
    page: shown,
    pageSize: RECORD_PAGE_SIZE,
  });
}

/** The same for one year by itself. Null when the year is not open or was never checked. */
export async function readCheckOfYear(
  context: Context,
  actor: Actor,
  { year }: { year: number },
): Promise<CheckView | null> {
  const { read } = context.database;
  const { unitIds } = await readRecordReach({ context, actor, action: 'appraisal.view' });
  const row = await findYear(read, year);
  return row && readCheck(read, { row, unitIds });
}

const ALL_RECORDS = { search: '', suggestedRating: null, certificate: null, withdrawn: null } as const;
const MOST_EVENTS = 200;

async function readCheck(
  handle: Handle,
  { row, unitIds }: { row: AppraisalYearRow; unitIds: readonly string[] | null },
): Promise<CheckView | null> {
  const { year } = row;
  const events = await listYearEvents(handle, { year, limit: MOST_EVENTS });
  const checkedAt = events.findIndex(({ kind }) => kind === 'checked');
  const checked = events[checkedAt];
  if (!checked) return null;
  const after = events.slice(0, checkedAt).findLast(({ kind }) => kind === 'check-withdrawn');
  const byHand = after && (after.detail as { by?: string }).by === 'hand';
  const names = await listPersonNames(handle, [checked.actorId, ...(after ? [after.actorId] : [])]);
  const lastChange = Number((checked.detail as { lastChange?: number }).lastChange ?? 0);
  return {
    at: checked.at,
    by: names.get(checked.actorId) ?? null,
    note: checked.note,
    lastChange,
    stands: row.status === 'checked',
    withdrawn: after && byHand ? { at: after.at, by: names.get(after.actorId) ?? null, note: after.note } : null,
    changedSince:
      row.lastChange === lastChange
        ? 0
        : await countRecords(handle, { ...ALL_RECORDS, year, unitIds, changedAfter: lastChange }),
  };
}

/** The policy that the year keeps to, or would pin if it opened now; null when it can do neither. */
async function readPolicy(
  context: Context,
  handle: Handle,
  { year, on, row }: { year: number; on: string; row: AppraisalYearRow | null },
): Promise<AppraisalPolicy | null> {
  if (row) return (await readYearRules(handle, row)).policy;
  if (!isOpenable(context, year)) return null;
  return (await choosePolicies(handle, on))?.policy.body ?? null;
}

const lineOf = (record: AppraisalRecord, word: { zh: string; en: string } | undefined): RecordLine => ({
  personId: record.personId,
  employeeNo: record.employeeNo,
  name: record.name,
  orgName: record.orgName,
  tier: record.tier,
  certificateNo: record.certificateNo,
  certificateStatus: record.certificateStatus,
  score: record.score,
  maxScore: record.maxScore,
  // The record keeps the Chinese word; the other language stands with the grade itself.
  grade: record.gradeWord === null ? null : { zh: record.gradeWord, ...(word ? { en: word.en } : {}) },
  hoursEarned: record.hoursEarned,
  hoursRequired: record.hoursRequired,
  indicatorScore: record.indicatorScore,
  suggestedRating: record.suggestedRating,
  withdrawn: record.withdrawn,
});
