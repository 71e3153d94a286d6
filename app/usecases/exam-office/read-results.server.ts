import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CertificateStatus, statusOn } from '#app/domain/certification/status.ts';
import { isOver } from '#app/domain/exams/attempt.ts';
import { judgeRelease } from '#app/domain/exams/release.ts';
import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { binScores, type ScoreBin, type ScoreSummary, summariseScores } from '#app/domain/statistics/score-summary.ts';
import type { Context } from '#app/usecases/context.ts';
import { titleOf } from '#app/usecases/exams/create-sitting.server.ts';
import { getGradingPolicy } from '#app/usecases/exams/papers.server.ts';
import { listCertificateEvents } from '#db/stores/certification.ts';
import { listPublished } from '#db/stores/content.ts';
import {
  type AttemptFact,
  type CertificateFact,
  type GradeFact,
  listAttemptsOfSitting,
  listCertificatesOfSitting,
  listGradesOfSitting,
  listNamed,
  listStaffFacts,
  type StaffFact,
  sumMarksByCompetency,
} from '#db/stores/sittings.ts';
import { collectInParts } from './in-parts.server.ts';
import { findReachedSitting, type ReachedSitting } from './sitting-access.server.ts';

/** Where a candidate stands: by the attempt that counts, else by the latest. */
export const RESULT_STATES = ['absent', 'in-progress', 'awaiting-marking', 'graded', 'voided'] as const;
export type ResultState = (typeof RESULT_STATES)[number];

export const RESULT_SORTS = ['employeeNo', 'score'] as const;

export type ResultFilter = {
  /** Part of a name, or the beginning of an employee number; empty is no filter. */
  readonly search: string;
  readonly state: ResultState | null;
  readonly passed: boolean | null;
  /** The unit at and below which, by today's postings; null is everywhere. */
  readonly unitId: string | null;
  readonly sort: (typeof RESULT_SORTS)[number];
  readonly descending: boolean;
};

/** One candidate. The attempt that counts is the best one with a result, of equal ones the first. */
export type CandidateResult = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly unitName: string;
  readonly attempts: number;
  readonly state: ResultState;
  readonly endedAt: number | null;
  readonly gradeId: string | null;
  readonly score: number | null;
  readonly maxScore: number | null;
  readonly grade: LocalText | null;
  readonly passed: boolean | null;
  readonly certificate: { readonly number: string; readonly status: CertificateStatus } | null;
};

export type AreaResult = {
  readonly code: string;
  readonly name: LocalText;
  readonly mark: number;
  readonly maxMark: number;
  readonly items: number;
};

export type SittingResults = {
  readonly sitting: {
    readonly id: string;
    readonly code: string;
    readonly title: LocalText;
    readonly released: boolean;
  };
  readonly passPercent: number;
  /** Of everybody, whatever the filter. */
  readonly counts: Readonly<Record<ResultState, number>> & { readonly all: number };
  readonly units: readonly { readonly id: string; readonly name: string; readonly depth: number }[];
  readonly rows: readonly CandidateResult[];
  /** Of the filter's candidates with a result. */
  readonly passedCount: number;
  readonly summary: ScoreSummary;
  readonly maxScore: number | null;
  readonly bins: readonly ScoreBin[] | null;
  readonly areas: readonly AreaResult[];
};

/**
 * The results of a sitting held by a unit within reach: one row per candidate who is named or began, filtered and in
 * order, with the figures of exactly those rows. A sitting's results belong to whoever holds it, wherever a candidate
 * serves today.
 */
export async function readResults(
  context: Context,
  actor: Actor,
  { sittingId, filter }: { sittingId: string; filter: ResultFilter },
): Promise<Result<SittingResults, 'not-found'>> {
  const reached = await findReachedSitting(context, actor, { sittingId, action: 'sitting.results' });
  if (!reached) return refuse('not-found');
  const { sitting, organisation } = reached;
  if (filter.unitId !== null && !organisation.find(filter.unitId)) return refuse('not-found');
  const { read } = context.database;
  const all = await gatherResults(context, reached);
  const counts = Object.fromEntries(RESULT_STATES.map((state) => [state, 0])) as Record<ResultState, number>;
  for (const { state } of all) counts[state] += 1;
  const rows = filterResults(all, { filter, within: organisation.within });
  const scored = rows.flatMap(({ score, maxScore, gradeId }) =>
    score === null || maxScore === null || gradeId === null ? [] : [{ score, maxScore, gradeId }],
  );
  const { passPercent } = await getGradingPolicy(read, sitting.gradingPolicyVersionId);
  const now = context.clock.now();
  return ok({
    sitting: {
      id: sittingId,
      code: sitting.code,
      title: titleOf(sitting),
      released: counts.graded > 0 && judgeRelease({ rule: sitting.release, status: 'graded', now }).released,
    },
    passPercent,
    counts: { ...counts, all: all.length },
    units: unitsOf(all, organisation),
    rows,
    passedCount: rows.filter(({ passed }) => passed === true).length,
    summary: summariseScores(scored.map(({ score }) => score)),
    maxScore: scored[0]?.maxScore ?? null,
    bins: binScores(scored),
    areas: await nameAreas(context, scored),
  });
}

/** The units in which candidates serve, with those above them, each above those below it. */
function unitsOf(rows: readonly CandidateResult[], organisation: ReachedSitting['organisation']) {
  const wanted = new Set(
    [...new Set(rows.flatMap(({ unitId }) => unitId ?? []))].flatMap((id) =>
      organisation.pathOf(id).map((unit) => unit.id),
    ),
  );
  const found: { id: string; name: string; depth: number }[] = [];
  const visit = (units: readonly { id: string; name: string }[], depth: number) => {
    for (const { id, name } of units) {
      if (!wanted.has(id)) continue;
      found.push({ id, name, depth });
      visit(organisation.childrenOf(id), depth + 1);
    }
  };
  visit(organisation.roots, 0);
  return found;
}

async function gatherResults(context: Context, { sitting, organisation }: ReachedSitting): Promise<CandidateResult[]> {
  const { read } = context.database;
  const now = context.clock.now();
  const day = dayOf(now, context.zone);
  const attempts = await collectInParts((part) => listAttemptsOfSitting(read, { sittingId: sitting.id, ...part }));
  await nextTurn();
  const grades = new Map((await listGradesOfSitting(read, sitting.id)).map((grade) => [grade.attemptId, grade]));
  await nextTurn();
  const held = await listCertificatesOfSitting(read, sitting.id);
  const statuses = await readCertificateStatuses(context, held);
  const certificates = new Map(
    held.map(({ id, attemptId, number }) => [attemptId, { number, status: statuses.get(id) ?? 'valid' }]),
  );
  const named = await listNamed(read, sitting.id);
  const byPerson = new Map<string, AttemptFact[]>(named.map((personId) => [personId, []]));
  for (const attempt of attempts) {
    const own = byPerson.get(attempt.personId) ?? [];
    own.push(attempt);
    byPerson.set(attempt.personId, own);
  }
  await nextTurn();
  const facts = await listStaffFacts(read, { personIds: [...byPerson.keys()], day });
  return facts.map((fact) =>
    resultOf({
      fact,
      attempts: byPerson.get(fact.personId) ?? [],
      grades,
      certificates,
      now,
      unitName: fact.unitId === null ? '' : (organisation.find(fact.unitId)?.name ?? ''),
    }),
  );
}

function resultOf({
  fact: { personId, employeeNo, name, unitId },
  attempts,
  grades,
  certificates,
  now,
  unitName,
}: {
  fact: StaffFact;
  attempts: readonly AttemptFact[];
  grades: ReadonlyMap<string, GradeFact>;
  certificates: ReadonlyMap<string, NonNullable<CandidateResult['certificate']>>;
  now: number;
  unitName: string;
}): CandidateResult {
  let best: { attempt: AttemptFact; grade: GradeFact } | null = null;
  for (const attempt of attempts) {
    const grade = attempt.status === 'graded' ? grades.get(attempt.id) : undefined;
    if (grade && (best === null || grade.score > best.grade.score)) best = { attempt, grade };
  }
  const latest = attempts.at(-1);
  const shown = best?.attempt ?? latest;
  return {
    personId,
    employeeNo,
    name,
    unitId,
    unitName,
    attempts: attempts.length,
    state: shown ? stateOf(shown, now) : 'absent',
    endedAt: shown?.endedAt ?? null,
    gradeId: best?.grade.gradeId ?? null,
    score: best?.grade.score ?? null,
    maxScore: best?.grade.maxScore ?? null,
    grade: best ? { zh: best.grade.gradeZh, en: best.grade.gradeEn } : null,
    passed: best?.grade.passed ?? null,
    certificate: (best && certificates.get(best.attempt.id)) ?? null,
  };
}

/** An attempt whose time is over waits for its result, though nobody closed it yet. */
function stateOf({ status, deadlineAt }: AttemptFact, now: number): ResultState {
  if (status === 'in-progress') return isOver({ deadlineAt, now }) ? 'awaiting-marking' : 'in-progress';
  return status === 'submitted' ? 'awaiting-marking' : status;
}

function filterResults(
  rows: readonly CandidateResult[],
  { filter, within }: { filter: ResultFilter; within: (unitId: string) => readonly string[] },
): CandidateResult[] {
  const { state, passed, unitId, sort, descending } = filter;
  const search = filter.search.normalize('NFKC').trim().toLowerCase();
  const units = unitId === null ? null : new Set(within(unitId));
  const found = rows.filter(
    (row) =>
      (state === null || row.state === state) &&
      (passed === null || row.passed === passed) &&
      (units === null || (row.unitId !== null && units.has(row.unitId))) &&
      (search === '' || row.name.toLowerCase().includes(search) || row.employeeNo.toLowerCase().startsWith(search)),
  );
  const byNumber = (a: CandidateResult, b: CandidateResult) => (a.employeeNo < b.employeeNo ? -1 : 1);
  const turn = descending ? -1 : 1;
  return found.sort((a, b) => {
    if (sort === 'employeeNo') return turn * byNumber(a, b);
    // Without a score at the end in either order: unknown is neither more nor less.
    if (a.score === null || b.score === null) return a.score === b.score ? byNumber(a, b) : a.score === null ? 1 : -1;
    return a.score === b.score ? byNumber(a, b) : turn * (a.score - b.score);
  });
}

async function nameAreas(context: Context, scored: readonly { gradeId: string }[]): Promise<AreaResult[]> {
  if (scored.length === 0) return [];
  const { read } = context.database;
  const sums = await sumMarksByCompetency(
    read,
    scored.map(({ gradeId }) => gradeId),
  );
  const competencies = (await listPublished(read, 'standard')).flatMap(({ body }) =>
    body.domains.flatMap((domain) => domain.competencies),
  );
  const place = new Map(competencies.map(({ code }, i) => [code, i]));
  const names = new Map(competencies.map(({ code, name }) => [code, name]));
  return sums
    .map(({ competency, mark, maxMark, items }) => ({
      code: competency,
      name: names.get(competency) ?? { zh: competency },
      mark,
      maxMark,
      items,
    }))
    .sort((a, b) => (place.get(a.code) ?? place.size) - (place.get(b.code) ?? place.size));
}

/** How some certificates stand today, by id. */
async function readCertificateStatuses(
  context: Context,
  certificates: readonly Pick<CertificateFact, 'id' | 'issuedOn' | 'validUntil'>[],
): Promise<Map<string, CertificateStatus>> {
  const today: Day = dayOf(context.clock.now(), context.zone);
  const ids = certificates.map(({ id }) => id);
  const events = new Map<string, Awaited<ReturnType<typeof listCertificateEvents>>>();
  for (let at = 0; at < ids.length; at += 2_000)
    for (const event of await listCertificateEvents(context.database.read, ids.slice(at, at + 2_000)))
      events.set(event.certificateId, [...(events.get(event.certificateId) ?? []), event]);
  return new Map(
    certificates.map(({ id, issuedOn, validUntil }) => [
      id,
      statusOn({ day: today, issuedOn, validUntil, changes: events.get(id) ?? [] }) ?? 'valid',
    ]),
  );
}
