import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { type AppraisalYearRow, findYear } from '#db/stores/appraisal.ts';
import {
  countPersonFinding,
  countRecordFinding,
  countRecordFindings,
  countSameNames,
  type FindingScope,
  type FoundPerson,
  listPersonFinding,
  listRecordFinding,
  PERSON_FINDINGS,
  RECORD_FINDINGS,
} from '#db/stores/appraisal-findings.ts';
import { dayOfRecords, readYearRules } from './open-year.server.ts';
import { readRecordReach } from './record-reach.server.ts';

/** What is looked for by itself before a year is checked; the first seven should be empty, the rest are to be known. */
export const FINDINGS = [
  'unrecorded',
  'person-differs',
  'posting-differs',
  'hours-differ',
  'certificate-differs',
  'expired-since',
  'other-policy',
  'no-posting',
  'no-current-posting',
  'no-hours',
  'certificate-acted-on',
  'at-line',
  'same-name',
] as const;
export type Finding = (typeof FINDINGS)[number];
/** These say that a record is not what computing would make of it now: computing puts them right. */
export const PUT_RIGHT_BY_COMPUTING: readonly Finding[] = FINDINGS.slice(0, 7);

export const FINDING_PAGE_SIZE = 50;

export type FindingCounts = Readonly<Record<Finding, number>>;

async function readScope(
  context: Context,
  actor: Actor,
  year: number,
): Promise<{ row: AppraisalYearRow; scope: FindingScope; whole: boolean } | null> {
  const { read } = context.database;
  const { unitIds, whole } = await readRecordReach({ context, actor, action: 'appraisal.view' });
  const on = dayOfRecords(context, year);
  const row = await findYear(read, year);
  if (!row || on === null) return null;
  const { policy, policyVersionId } = await readYearRules(read, row);
  const lines = policy.suggested.map(({ fromScore }) => fromScore).filter((line) => line > 0);
  return { row, whole, scope: { year, on, unitIds, policyVersionId, lines } };
}

/** How many people each finding names, within reach. */
export async function readFindings(
  context: Context,
  actor: Actor,
  { year }: { year: number },
): Promise<Result<{ year: AppraisalYearRow; whole: boolean; counts: FindingCounts }, 'year-not-open'>> {
  const { read } = context.database;
  const found = await readScope(context, actor, year);
  if (!found) return refuse('year-not-open', { year });
  const { row, scope, whole } = found;
  return ok({
    year: row,
    whole,
    counts: {
      ...(await countRecordFindings(read, scope)),
      'same-name': await countSameNames(read, scope),
      unrecorded: await countPersonFinding(read, 'unrecorded', scope),
      'no-posting': await countPersonFinding(read, 'no-posting', scope),
    },
  });
}

/** One page of the people whom a finding names. */
export async function listFinding(
  context: Context,
  actor: Actor,
  { year, finding, page }: { year: number; finding: Finding; page: number },
): Promise<
  Result<{ people: readonly FoundPerson[]; total: number; page: number; recorded: boolean }, 'year-not-open'>
> {
  const { read } = context.database;
  const found = await readScope(context, actor, year);
  if (!found) return refuse('year-not-open', { year });
  const { scope } = found;
  const ofPeople = PERSON_FINDINGS.find((one) => one === finding);
  const ofRecords = RECORD_FINDINGS.find((one) => one === finding);
  const total = ofPeople
    ? await countPersonFinding(read, ofPeople, scope)
    : ofRecords && ofRecords !== 'same-name'
      ? await countRecordFinding(read, ofRecords, scope)
      : await countSameNames(read, scope);
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / FINDING_PAGE_SIZE)));
  const place = { scope, offset: (shown - 1) * FINDING_PAGE_SIZE, limit: FINDING_PAGE_SIZE };
  const people = ofPeople
    ? await listPersonFinding(read, { finding: ofPeople, ...place })
    : ofRecords
      ? await listRecordFinding(read, { finding: ofRecords, ...place })
      : [];
  return ok({ people, total, page: shown, recorded: !ofPeople });
}
