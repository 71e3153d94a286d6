import { and, asc, count, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import { firstDayOf, lastDayOf } from '#app/domain/appraisal/record.ts';
import type { Day } from '#app/domain/kernel/instant.ts';
import type { Handle } from '#db/open.server.ts';
import { isOneOf } from './read-rows.ts';

/** What may be found about a record; each is a condition on the current record of a person and year. */
export const RECORD_FINDINGS = [
  'person-differs',
  'posting-differs',
  'hours-differ',
  'certificate-differs',
  'expired-since',
  'other-policy',
  'no-hours',
  'no-current-posting',
  'certificate-acted-on',
  'at-line',
  'same-name',
] as const;
export type RecordFinding = (typeof RECORD_FINDINGS)[number];

/** What may be found about someone who has no record. */
export const PERSON_FINDINGS = ['unrecorded', 'no-posting'] as const;
export type PersonFinding = (typeof PERSON_FINDINGS)[number];

export type FindingScope = {
  readonly year: number;
  readonly on: Day;
  /** Null is everywhere. */
  readonly unitIds: readonly string[] | null;
  readonly policyVersionId: string;
  /** The lines of the policy in hundredths: whoever stands exactly on one. */
  readonly lines: readonly number[];
};

export type FoundPerson = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly orgName: string | null;
};

function conditionOf(handle: Handle, finding: RecordFinding, { year, on, policyVersionId, lines }: FindingScope): SQL {
  const { appraisalCurrent: current, appraisalRecord: record } = handle.tables;
  const firstDay = firstDayOf(year);
  const lastDay = lastDayOf(year);
  switch (finding) {
    case 'person-differs':
      return sql`exists (select 1 from person p where p.id = ${current.personId} and (p.name <> ${record.name} or p.employee_no <> ${record.employeeNo}))`;
    case 'posting-differs':
      return sql`coalesce((select o.unit_id from posting o where o.person_id = ${current.personId} and o.valid_from <= ${on} and (o.valid_to is null or o.valid_to > ${firstDay}) order by o.valid_from desc limit 1), '') <> ${record.unitId}`;
    case 'hours-differ':
      return sql`coalesce((select sum(h.hours) from hours_entry h where h.person_id = ${current.personId} and h.year = ${year}), 0) <> ${record.hoursEarned}`;
    case 'certificate-differs':
      // One that was revoked since, or a higher one that the record does not know.
      return sql`exists (select 1 from certificate c where c.person_id = ${current.personId} and c.issued_on <= ${on} and c.valid_until >= ${firstDay} and (
        (c.number = ${record.certificateNo} and ${record.certificateStatus} <> 'revoked' and exists (select 1 from certificate_event e where e.certificate_id = c.id and e.kind = 'revoked' and e.effective_on <= ${on}))
        or (c.tier > coalesce(${record.tier}, 0) and not exists (select 1 from certificate_event e where e.certificate_id = c.id and e.kind in ('revoked', 'suspended') and e.effective_on <= ${on}))))`;
    case 'expired-since':
      return sql`${and(inArray(record.certificateStatus, ['valid', 'suspended']), lt(record.validUntil, on))}`;
    case 'other-policy':
      return ne(record.policyVersionId, policyVersionId);
    case 'no-hours':
      return sql`not exists (select 1 from hours_entry h where h.person_id = ${current.personId} and h.year = ${year})`;
    case 'no-current-posting':
      return sql`not exists (select 1 from posting o where o.person_id = ${current.personId} and o.valid_from <= ${on} and (o.valid_to is null or o.valid_to > ${on}))`;
    case 'certificate-acted-on':
      return sql`exists (select 1 from certificate c join certificate_event e on e.certificate_id = c.id where c.person_id = ${current.personId} and e.kind in ('revoked', 'suspended') and e.effective_on >= ${firstDay} and e.effective_on <= ${lastDay})`;
    case 'at-line':
      return lines.length === 0 ? sql`1 = 0` : inArray(record.indicatorScore, [...lines]);
    case 'same-name':
      return sql`exists (select 1 from appraisal_record r2 join appraisal_current c2 on c2.record_id = r2.id where c2.year = ${year} and c2.unit_id = ${current.unitId} and c2.person_id <> ${current.personId} and r2.name = ${record.name})`;
  }
}

const scoped = (handle: Handle, { year, unitIds }: FindingScope): SQL | undefined => {
  const { appraisalCurrent } = handle.tables;
  return and(
    eq(appraisalCurrent.year, year),
    eq(appraisalCurrent.withdrawn, false),
    unitIds === null ? undefined : isOneOf(handle, appraisalCurrent.unitId, unitIds),
  );
};

/** How many records each finding names, in one walk over the year. */
export async function countRecordFindings(
  handle: Handle,
  scope: FindingScope,
): Promise<Record<Exclude<RecordFinding, 'same-name'>, number>> {
  const { appraisalCurrent, appraisalRecord } = handle.tables;
  const findings = RECORD_FINDINGS.filter((finding) => finding !== 'same-name');
  const fields = Object.fromEntries(
    findings.map((finding) => [
      finding,
      sql<number>`sum(case when ${conditionOf(handle, finding, scope)} then 1 else 0 end)`,
    ]),
  );
  const [row] =
    scope.unitIds?.length === 0
      ? []
      : await handle.db
          .select(fields)
          .from(appraisalCurrent)
          .innerJoin(appraisalRecord, eq(appraisalRecord.id, appraisalCurrent.recordId))
          .where(scoped(handle, scope));
  return Object.fromEntries(findings.map((finding) => [finding, Number(row?.[finding] ?? 0)])) as Record<
    Exclude<RecordFinding, 'same-name'>,
    number
  >;
}

/** How many records one finding names. */
export async function countRecordFinding(handle: Handle, finding: RecordFinding, scope: FindingScope): Promise<number> {
  if (scope.unitIds?.length === 0) return 0;
  const { appraisalCurrent, appraisalRecord } = handle.tables;
  const [row] = await handle.db
    .select({ total: count() })
    .from(appraisalCurrent)
    .innerJoin(appraisalRecord, eq(appraisalRecord.id, appraisalCurrent.recordId))
    .where(and(scoped(handle, scope), conditionOf(handle, finding, scope)));
  return Number(row?.total ?? 0);
}

/** How many people share their name with someone else of the same unit. */
export async function countSameNames(handle: Handle, scope: FindingScope): Promise<number> {
  if (scope.unitIds?.length === 0) return 0;
  const { appraisalCurrent, appraisalRecord } = handle.tables;
  const groups = handle.db
    .select({ total: count().as('total') })
    .from(appraisalCurrent)
    .innerJoin(appraisalRecord, eq(appraisalRecord.id, appraisalCurrent.recordId))
    .where(scoped(handle, scope))
    .groupBy(appraisalCurrent.unitId, appraisalRecord.name)
    .having(sql`count(*) > 1`)
    .as('same_names');
  const [row] = await handle.db.select({ total: sql<number>`coalesce(sum(${groups.total}), 0)` }).from(groups);
  return Number(row?.total ?? 0);
}

/** The people whom a finding names, by employee number. */
export async function listRecordFinding(
  handle: Handle,
  { finding, scope, offset, limit }: { finding: RecordFinding; scope: FindingScope; offset: number; limit: number },
): Promise<FoundPerson[]> {
  if (scope.unitIds?.length === 0) return [];
  const { appraisalCurrent, appraisalRecord } = handle.tables;
  return handle.db
    .select({
      personId: appraisalCurrent.personId,
      employeeNo: appraisalRecord.employeeNo,
      name: appraisalRecord.name,
      orgName: appraisalRecord.orgName,
    })
    .from(appraisalCurrent)
    .innerJoin(appraisalRecord, eq(appraisalRecord.id, appraisalCurrent.recordId))
    .where(and(scoped(handle, scope), conditionOf(handle, finding, scope)))
    .orderBy(asc(appraisalCurrent.employeeNo), asc(appraisalCurrent.personId))
    .limit(limit)
    .offset(offset);
}

/**
 * People without a record: `unrecorded` serve in the year, `no-posting` are active and serve nowhere in it. The latter
 * belong to no unit, so they are for whoever answers for all.
 */
function wherePeople(handle: Handle, finding: PersonFinding, { year, on, unitIds }: FindingScope): SQL {
  const { person, posting } = handle.tables;
  const serving = sql`exists (select 1 from posting where ${posting.personId} = ${person.id} and ${posting.validFrom} <= ${on} and (${posting.validTo} is null or ${posting.validTo} > ${firstDayOf(year)})${
    unitIds === null ? sql`` : sql` and ${isOneOf(handle, posting.unitId, unitIds)}`
  })`;
  const recorded = sql`exists (select 1 from appraisal_current c where c.person_id = ${person.id} and c.year = ${year})`;
  return finding === 'unrecorded'
    ? sql`${serving} and not ${recorded}`
    : sql`${eq(person.active, true)} and not ${serving} and not ${recorded}${unitIds === null ? sql`` : sql` and 1 = 0`}`;
}

export async function countPersonFinding(handle: Handle, finding: PersonFinding, scope: FindingScope): Promise<number> {
  if (scope.unitIds?.length === 0) return 0;
  const [row] = await handle.db
    .select({ total: count() })
    .from(handle.tables.person)
    .where(wherePeople(handle, finding, scope));
  return Number(row?.total ?? 0);
}

export async function listPersonFinding(
  handle: Handle,
  { finding, scope, offset, limit }: { finding: PersonFinding; scope: FindingScope; offset: number; limit: number },
): Promise<FoundPerson[]> {
  if (scope.unitIds?.length === 0) return [];
  const { person } = handle.tables;
  const rows = await handle.db
    .select({ personId: person.id, employeeNo: person.employeeNo, name: person.name })
    .from(person)
    .where(wherePeople(handle, finding, scope))
    .orderBy(asc(person.employeeNo))
    .limit(limit)
    .offset(offset);
  return rows.map((row) => ({ ...row, orgName: null }));
}
