import { setImmediate as nextTurn } from 'node:timers/promises';
import { isOver, type SittingState, type StartFacts, stateOfSitting } from '#app/domain/exams/attempt.ts';
import { type EntitlementReason, judgeCandidate, openAudience } from '#app/domain/exams/eligibility.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { postingOf, servesOn } from '#app/usecases/exams/candidacy.server.ts';
import { titleOf } from '#app/usecases/exams/create-sitting.server.ts';
import { isWithinReach } from '#app/usecases/people/read-reach.server.ts';
import type { SittingRow } from '#db/stores/exams.ts';
import {
  listAttemptsOfSitting,
  listHolders,
  listNamed,
  listStaffByKeys,
  listStaffFacts,
  listStaffOfAudience,
  type StaffFact,
} from '#db/stores/sittings.ts';
import { collectInParts } from './in-parts.server.ts';
import { findReachedSitting, type ReachedSitting } from './sitting-access.server.ts';

/** How somebody stands to a sitting, its window left aside. */
export const STANDINGS = [
  'may-start',
  'running',
  'attempts-used-up',
  'certificate-missing',
  'left-service',
  'not-in-audience',
] as const;
export type Standing = (typeof STANDINGS)[number];

export type EligibilityRow = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly positionLevel: string;
  readonly named: boolean;
  readonly attemptsMade: number;
  readonly standing: Standing;
};

export type EligibilityQuery = {
  readonly sittingId: string;
  readonly standing: Standing | null;
  readonly named: boolean | null;
  /** Part of a name, or the beginning of an employee number. Somebody beyond the list is found by the whole of either. */
  readonly search: string;
  /** From 1; one beyond the last is the last. */
  readonly page: number;
};

export type Eligibility = {
  readonly sitting: { readonly id: string; readonly title: LocalText; readonly state: SittingState };
  readonly counts: Readonly<Record<Standing, number>>;
  readonly all: number;
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly rows: readonly EligibilityRow[];
  /** People whom the search means exactly and who have nothing to do with the sitting, with the reason. */
  readonly beyond: readonly EligibilityRow[];
};

const PAGE_SIZE = 50;
const UNITS_AT_ONCE = 100;
/** How many are judged before others have their turn. */
const JUDGED_AT_ONCE = 5_000;
const MOST_BEYOND = 20;

/**
 * Everyone named for a sitting, in its audience, or with an attempt of it: who may start it once it is open, and of the
 * others why not. The rule is the one that decides the start itself (judgeCandidate), over one narrow row per person.
 */
export async function listEligibility(
  context: Context,
  actor: Actor,
  query: EligibilityQuery,
): Promise<Result<Eligibility, 'not-found'>> {
  const reached = await findReachedSitting(context, actor, { sittingId: query.sittingId, action: 'sitting.view' });
  if (!reached) return refuse('not-found');
  const judge = await gatherFacts(context, reached);
  const { people, row } = judge;
  const rows: { fact: StaffFact; standing: Standing }[] = [];
  for (const fact of people) {
    rows.push({ fact, standing: judge.of(fact) });
    if (rows.length % JUDGED_AT_ONCE === 0) await nextTurn();
  }
  const counts = Object.fromEntries(STANDINGS.map((standing) => [standing, 0])) as Record<Standing, number>;
  for (const { standing } of rows) counts[standing] += 1;

  const search = query.search.normalize('NFKC').trim().toLowerCase();
  const found = rows.filter(
    ({ fact, standing }) =>
      (query.standing === null || standing === query.standing) &&
      (query.named === null || judge.isNamed(fact.personId) === query.named) &&
      (search === '' || fact.name.toLowerCase().includes(search) || fact.employeeNo.toLowerCase().startsWith(search)),
  );
  found.sort((a, b) => (a.fact.employeeNo < b.fact.employeeNo ? -1 : 1));
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, query.page), pages);
  const { sitting } = reached;
  return ok({
    sitting: { id: sitting.id, title: titleOf(sitting), state: stateOfSitting(sitting, context.clock.now()) },
    counts,
    all: rows.length,
    total: found.length,
    page,
    pageSize: PAGE_SIZE,
    rows: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(({ fact }) => row(fact)),
    beyond: search === '' ? [] : await findBeyond(context, { reached, search: query.search, judge }),
  });
}

type Judge = Awaited<ReturnType<typeof gatherFacts>>;

async function gatherFacts(context: Context, { sitting, organisation }: ReachedSitting) {
  const { read } = context.database;
  const now = context.clock.now();
  const day = dayOf(now, context.zone);
  const audience = openAudience(sitting.audience, organisation.within);
  const named = new Set(await listNamed(read, sitting.id));
  await nextTurn();
  const attempts = new Map<string, StartFacts['attempts'][number][]>();
  const made = await collectInParts((part) => listAttemptsOfSitting(read, { sittingId: sitting.id, ...part }));
  for (const attempt of made) {
    const own = attempts.get(attempt.personId) ?? [];
    own.push(attempt);
    attempts.set(attempt.personId, own);
  }
  await nextTurn();
  const people = new Map<string, StaffFact>();
  const units = audience
    ? [...(audience.units ?? organisation.roots.flatMap(({ id }) => organisation.within(id)))]
    : [];
  for (let at = 0; audience && at < units.length; at += UNITS_AT_ONCE) {
    const some = { ...audience, units: units.slice(at, at + UNITS_AT_ONCE), day };
    const found = await collectInParts((part) => listStaffOfAudience(read, { ...some, ...part }));
    for (const fact of found) people.set(fact.personId, fact);
  }
  const others = [...new Set([...named, ...attempts.keys()])].filter((personId) => !people.has(personId));
  for (const fact of await listStaffFacts(read, { personIds: others, day })) people.set(fact.personId, fact);
  await nextTurn();
  const holders = await listRequiredHolders(context, { sitting, day });

  const start = (personId: string): StartFacts => ({ sitting, attempts: attempts.get(personId) ?? [], now });
  const of = (fact: StaffFact): Standing => {
    const candidate = {
      named: named.has(fact.personId),
      serves: servesOn(fact, day),
      posting: postingOf(fact),
      holdsRequiredTier: holders.has(fact.personId),
    };
    const verdict = judgeCandidate({ audience, candidate, start: start(fact.personId), asIfOpen: true });
    if (verdict.ok) return verdict.value.act === 'resume' ? 'running' : 'may-start';
    if (verdict.code === 'attempt-limit-reached') return 'attempts-used-up';
    return verdict.code as EntitlementReason;
  };
  return {
    people: [...people.values()],
    has: (personId: string) => people.has(personId),
    isNamed: (personId: string) => named.has(personId),
    of,
    row: (fact: StaffFact): EligibilityRow => ({
      personId: fact.personId,
      employeeNo: fact.employeeNo,
      name: fact.name,
      unitName: fact.unitId === null ? '' : (organisation.find(fact.unitId)?.name ?? ''),
      positionLevel: fact.positionLevel ?? '',
      named: named.has(fact.personId),
      attemptsMade: (attempts.get(fact.personId) ?? []).filter(
        ({ status, deadlineAt }) => status !== 'in-progress' || isOver({ deadlineAt, now }),
      ).length,
      standing: of(fact),
    }),
  };
}

async function listRequiredHolders(context: Context, { sitting, day }: { sitting: SittingRow; day: string }) {
  const tier = sitting.audience?.requiredTier ?? null;
  if (tier === null) return new Set<string>();
  return listHolders(context.database.read, { tier, track: sitting.track, day, personIds: null });
}

/** "Why can this person not start?", asked of somebody within reach who is on no list of the sitting. */
async function findBeyond(
  context: Context,
  { reached: { reach }, search, judge }: { reached: ReachedSitting; search: string; judge: Judge },
): Promise<EligibilityRow[]> {
  const day = dayOf(context.clock.now(), context.zone);
  const text = search.normalize('NFKC').trim();
  const keys = [...new Set([text, text.toUpperCase(), text.toLowerCase()])];
  const facts = await listStaffByKeys(context.database.read, { keys, day });
  return facts
    .filter(({ personId }) => !judge.has(personId))
    .filter(({ unitId }) => (unitId === null ? reach === 'all' : isWithinReach(reach, unitId)))
    .slice(0, MOST_BEYOND)
    .map(judge.row);
}
