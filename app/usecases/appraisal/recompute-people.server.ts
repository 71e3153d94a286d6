import { describeDifference, type RecordDifference } from '#app/domain/appraisal/differences.ts';
import type { AppraisalRecord } from '#app/domain/appraisal/export-columns.ts';
import {
  computeRecord,
  type EarnedCertificate,
  type RecordContent,
  type RecordPosting,
  type YearRules,
} from '#app/domain/appraisal/record.ts';
import { addDays, type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { identifyActor } from '#app/domain/people/actor.ts';
import { isEffectiveOn } from '#app/domain/people/organisation.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId, systemActor } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type AppraisalYearRow,
  insertRecords,
  insertYearEvent,
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

/** What a computation makes of one person's record. */
export type PendingRecord = {
  readonly before: AppraisalRecord | null;
  readonly content: RecordContent;
  readonly withdrawn: boolean;
  readonly difference: RecordDifference;
};

/** What computing these people now would change, in a fixed number of queries; nothing is written. */
export async function findDifferences({
  handle,
  context,
  rules,
  on,
  personIds,
}: {
  handle: Handle;
  context: Context;
  rules: YearRules;
  on: Day;
  personIds: readonly string[];
}): Promise<PendingRecord[]> {
  const { year } = rules;
  const known = new Map((await listRecordsOfPeople(handle, { personIds, year })).map((one) => [one.personId, one]));
  const contents = await computeContents({ tx: handle, context, rules, on, personIds });
  return personIds.flatMap((personId) => {
    const before = known.get(personId) ?? null;
    const content = contents.get(personId) ?? (before && contentOf(before));
    if (!content) return [];
    const withdrawn = !contents.has(personId);
    const difference = describeDifference({
      before: before && { content: contentOf(before), withdrawn: before.withdrawn },
      content,
      withdrawn,
    });
    return difference ? [{ before, content, withdrawn, difference }] : [];
  });
}

/**
 * Computes the records of some people again, in one transaction and in a fixed number of queries, and appends a new
 * version for each one that differs from the one before. Whoever no longer belongs to the year keeps the last record
 * they had, marked as withdrawn. Everything is read after the year's row was taken, so that the last computation to
 * commit has seen everything committed before it. A year that was checked is computed again from the first change on.
 * @returns what changed.
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
}): Promise<PendingRecord[]> {
  const { year } = rules;
  const row = await lockYear(tx, year);
  if (!row) throw new Error(`year ${year} is not open`);
  const pending = await findDifferences({ handle: tx, context, rules, on, personIds });
  if (pending.length === 0) return pending;
  await insertRecords(
    tx,
    pending.map(({ before, content, withdrawn }, index) => ({
      ...content,
      id: newId(context, 'apr'),
      version: (before?.version ?? 0) + 1,
      change: row.lastChange + index + 1,
      computedAt: context.clock.now(),
      withdrawn,
    })),
  );
  await updateYear(tx, { year, lastChange: row.lastChange + pending.length });
  if (row.status === 'checked') await reopenCheck({ tx, context, row });
  return pending;
}

/** What was checked is no longer what stands: the year is computed, and says so. */
async function reopenCheck({ tx, context, row }: { tx: Handle; context: Context; row: AppraisalYearRow }) {
  await updateYear(tx, { year: row.year, status: 'computed' });
  await insertYearEvent(tx, {
    id: newId(context, 'aye'),
    year: row.year,
    kind: 'check-withdrawn',
    at: context.clock.now(),
    actorId: identifyActor(systemActor('appraisal')).actorId,
    note: '',
    detail: { by: 'change', lastChange: row.lastChange },
  });
  await recordAudit(
    { tx, context, actor: systemActor('appraisal') },
    {
      stream: 'appraisal',
      action: 'appraisal.reopen-check',
      subject: { kind: 'year', id: String(row.year) },
      detail: { lastChange: row.lastChange },
    },
  );
}

function contentOf({ id, version, change, computedAt, withdrawn, ...content }: AppraisalRecord): RecordContent {
  return content;
}

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
