import type { AppraisalRecord } from '#app/domain/appraisal/export-columns.ts';
import {
  computeRecord,
  type EarnedCertificate,
  type RecordContent,
  type RecordPosting,
  type YearRules,
} from '#app/domain/appraisal/record.ts';
import { toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import { addDays, type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { isEffectiveOn } from '#app/domain/people/organisation.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  insertRecords,
  listEarnedCertificates,
  listPeople,
  listPostingsOfYear,
  listRecordsOfPeople,
  listUnitNames,
  lockYear,
  sumHoursOfYear,
  updateYear,
} from '#db/stores/appraisal.ts';
import { listCertificateEvents } from '#db/stores/certification.ts';

const NO_HOURS = { entries: 0, online: 0, offJob: 0, ownUnit: 0 };

/**
 * Computes the records of some people again, in one transaction and in a fixed number of queries, and appends a new
 * version for each one that differs from the one before. Whoever no longer belongs to the year keeps the last record
 * they had, marked as withdrawn. Everything is read after the year's row was taken, so that the last computation to
 * commit has seen everything committed before it.
 * @returns how many records changed.
 */
export async function recomputePeople({
  tx,
  context,
  rules,
  on,
  personIds,
}: {
  tx: Handle;
  context: Context;
  rules: YearRules;
  on: Day;
  personIds: readonly string[];
}): Promise<number> {
  const { year } = rules;
  const row = await lockYear(tx, year);
  if (!row) throw new Error(`year ${year} is not open`);
  const known = new Map((await listRecordsOfPeople(tx, { personIds, year })).map((one) => [one.personId, one]));
  const contents = await computeContents({ tx, context, rules, on, personIds });

  const changed: AppraisalRecord[] = [];
  for (const personId of personIds) {
    const before = known.get(personId);
    const content = contents.get(personId) ?? (before && contentOf(before));
    if (!content) continue;
    const withdrawn = !contents.has(personId);
    if (before && before.withdrawn === withdrawn && isSame(contentOf(before), content)) continue;
    changed.push({
      ...content,
      id: newId(context, 'apr'),
      version: (before?.version ?? 0) + 1,
      change: row.lastChange + changed.length + 1,
      computedAt: context.clock.now(),
      withdrawn,
    });
  }
  if (changed.length > 0) {
    await insertRecords(tx, changed);
    await updateYear(tx, { year, lastChange: row.lastChange + changed.length });
  }
  return changed.length;
}

function contentOf({ id, version, change, computedAt, withdrawn, ...content }: AppraisalRecord): RecordContent {
  return content;
}

const isSame = (a: RecordContent, b: RecordContent) => toCanonicalJson(a) === toCanonicalJson(b);

async function computeContents({
  tx,
  context,
  rules,
  on,
  personIds,
}: {
  tx: Handle;
  context: Context;
  rules: YearRules;
  on: Day;
  personIds: readonly string[];
}): Promise<Map<string, RecordContent>> {
  const people = await listPeople(tx, personIds);
  const postings = await readPostings({ tx, personIds, year: rules.year, on });
  const certificates = await readCertificates({ tx, context, personIds });
  const hours = await sumHoursOfYear(tx, { personIds, year: rules.year });
  const contents = new Map<string, RecordContent>();
  for (const person of people) {
    const posting = postings.get(person.id);
    if (!posting) continue;
    const facts = {
      person,
      posting,
      certificates: certificates.get(person.id) ?? [],
      hours: hours.get(person.id) ?? NO_HOURS,
    };
    contents.set(person.id, computeRecord({ facts, rules, on }));
  }
  return contents;
}

/** Where each person serves on the day, or served last in the year, under the name that the unit had then. */
async function readPostings({
  tx,
  personIds,
  year,
  on,
}: {
  tx: Handle;
  personIds: readonly string[];
  year: number;
  on: Day;
}): Promise<Map<string, RecordPosting>> {
  const latest = new Map<string, Awaited<ReturnType<typeof listPostingsOfYear>>[number]>();
  for (const posting of await listPostingsOfYear(tx, { personIds, year, on })) {
    if (!latest.has(posting.personId)) latest.set(posting.personId, posting);
  }
  const names = await listUnitNames(tx, [...new Set([...latest.values()].map(({ unitId }) => unitId))]);
  const byUnit = new Map<string, typeof names>();
  for (const name of names) byUnit.set(name.unitId, [...(byUnit.get(name.unitId) ?? []), name]);
  const postings = new Map<string, RecordPosting>();
  for (const [personId, { id, unitId, positionLevel, validTo }] of latest) {
    const lastDay = validTo !== null && validTo <= on ? addDays(validTo, -1) : on;
    const versions = byUnit.get(unitId) ?? [];
    const unit = versions.find((version) => isEffectiveOn(version, lastDay)) ?? versions[0];
    if (!unit) throw new Error(`unit ${unitId} has no name`);
    postings.set(personId, { postingId: id, unitId, orgCode: unit.code, orgName: unit.name, positionLevel });
  }
  return postings;
}

async function readCertificates({
  tx,
  context,
  personIds,
}: {
  tx: Handle;
  context: Context;
  personIds: readonly string[];
}): Promise<Map<string, EarnedCertificate[]>> {
  const rows = await listEarnedCertificates(tx, personIds);
  const events = await listCertificateEvents(
    tx,
    rows.map(({ id }) => id),
  );
  const changes = new Map<string, typeof events>();
  for (const event of events) changes.set(event.certificateId, [...(changes.get(event.certificateId) ?? []), event]);
  const certificates = new Map<string, EarnedCertificate[]>();
  for (const { personId, endedAt, gradedAt, ...row } of rows) {
    const certificate: EarnedCertificate = {
      ...row,
      changes: changes.get(row.id) ?? [],
      passedOn: dayOf(endedAt ?? gradedAt, context.zone),
    };
    certificates.set(personId, [...(certificates.get(personId) ?? []), certificate]);
  }
  return certificates;
}
