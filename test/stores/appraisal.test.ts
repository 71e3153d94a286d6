import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { ExportRow } from '#app/domain/appraisal/export-columns.ts';
import { bringYearUpToDate, computeYear } from '#app/usecases/appraisal/compute-year.server.ts';
import { exportRecords, type RecordWriter } from '#app/usecases/appraisal/export-records.server.ts';
import { listChanges } from '#app/usecases/appraisal/list-changes.server.ts';
import { listAppraisalYears } from '#app/usecases/appraisal/list-years.server.ts';
import { readAppraisalRecord } from '#app/usecases/appraisal/read-record.server.ts';
import { readAppraisalYear } from '#app/usecases/appraisal/read-year.server.ts';
import { emitEvent, recordAudit } from '#app/usecases/audit/record.server.ts';
import { revokeCertificate } from '#app/usecases/certification/revoke-certificate.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import type { Database } from '#db/open.server.ts';
import { SEED_APPRAISAL_POLICY, seedAuthority, seedGrade, seedPerson, seedVersion } from '#db/seed/records.ts';
import { findYear, listRecordVersions } from '#db/stores/appraisal.ts';
import { findNewestAuditEntry } from '#db/stores/audit.ts';
import { listCertificatesOfPeople } from '#db/stores/certification.ts';
import { insertHoursEntry } from '#db/stores/learning.ts';
import { endPosting, insertPosting } from '#db/stores/people.ts';
import { makeActor } from '#test/support/actors.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';

const hr = makeActor({ role: 'hr' });
const hrOfFinance = makeActor({ role: 'hr', unitId: 'org_fin' });
const system = systemActor('test');

async function start(fresh: () => Promise<Database>): Promise<{ context: TestContext; database: Database }> {
  const database = await fresh();
  await seedAuthority(database);
  await seedPerson(database, { id: 'zhang', name: '张三', employeeNo: '0001' });
  await seedPerson(database, { id: 'li', name: '李四', employeeNo: '0002', unitId: 'org_fin' });
  const made = makeTestContext(database);
  const context: TestContext = {
    ...made,
    events: { kick: () => undefined, drain: () => dispatchDueEvents(context) },
  };
  return { context, database };
}

async function pass(
  context: Context,
  { personId, score, number = 1 }: { personId: string; score: number; number?: number },
) {
  const { database } = context;
  const grade = await seedGrade(database, { personId, number, score, at: context.clock.now() });
  await database.transaction((tx) => emitEvent({ tx, context }, { type: 'exam-graded', personId, ...grade }));
  await dispatchDueEvents(context);
}

let entries = 0;
async function earn(context: Context, { personId, hours, year }: { personId: string; hours: number; year: number }) {
  entries += 1;
  const id = `hrs_${entries}`;
  await context.database.transaction(async (tx) => {
    await insertHoursEntry(tx, {
      id,
      personId,
      year,
      kind: 'online',
      hours,
      sourceKind: 'test',
      sourceId: id,
      policyVersionId: 'ver_policy_hours',
      reversesId: null,
      at: context.clock.now(),
    });
    await emitEvent({ tx, context }, { type: 'hours-credited', entryId: id, personId, year });
  });
  await dispatchDueEvents(context);
}

/** A writer that keeps the rows. */
function collect(): { writer: RecordWriter; rows: ExportRow[] } {
  const rows: ExportRow[] = [];
  return {
    rows,
    writer: {
      format: 'json',
      begin: async () => undefined,
      write: async (page) => void rows.push(...page),
      end: async () => ({ sha256: 'f'.repeat(64), bytes: rows.length }),
    },
  };
}

async function exported(context: Context, year = 2026, actor: Parameters<typeof exportRecords>[1] = hr) {
  const { writer, rows } = collect();
  const result = await exportRecords(context, actor, { year, filter: {}, writer });
  if (!result.ok) throw new Error(result.code);
  return rows;
}

const versionsOf = async (database: Database, personId: string, year = 2026) =>
  (await listRecordVersions(database.read, { personId, year })).map(
    ({ version, change, hoursEarned, certificateNo }) => ({
      version,
      change,
      hoursEarned,
      certificate: certificateNo !== null,
    }),
  );

describeOnBothEngines('appraisal records', (fresh) => {
  test('the first export opens and computes the year: one row for everyone, empty fields without a certificate', async () => {
    const { context, database } = await start(fresh);
    const rows = await exported(context);
    expect(rows.map(({ employee_no }) => employee_no)).toEqual(['0001', '0002']);
    expect(rows[0]).toEqual({
      employee_no: '0001',
      name: '张三',
      org_code: '340101',
      org_name: '教育局',
      position_level: '一级科员',
      year: 2026,
      tier: null,
      certificate_no: null,
      certificate_status: null,
      exam_code: null,
      score: null,
      max_score: null,
      grade: null,
      passed_on: null,
      valid_until: null,
      hours_required: '90.00',
      hours_earned: '0.00',
      indicator_score: '0.00',
      suggested_rating: '不称职',
      record_version: 1,
      record_status: 'current',
      policy_version: '2026.1',
      updated_at: '2026-11-20T09:30:00+08:00',
    });
    expect(await findYear(database.read, 2026)).toMatchObject({
      status: 'computed',
      policyVersionId: 'ver_policy_appraisal',
    });
  });

  test('a pass and hours make new versions through their events, and the export shows them', async () => {
    const { context, database } = await start(fresh);
    await pass(context, { personId: 'per_zhang', score: 9000 });
    await earn(context, { personId: 'per_zhang', hours: 4500, year: 2026 });
    expect(await versionsOf(database, 'per_zhang')).toEqual([
      { version: 2, change: 2, hoursEarned: 4500, certificate: true },
      { version: 1, change: 1, hoursEarned: 0, certificate: true },
    ]);
    const [row] = await exported(context);
    expect(row).toMatchObject({
      tier: 1,
      certificate_status: 'valid',
      exam_code: 'T1-2026-01',
      score: '90.00',
      max_score: '100.00',
      grade: '优秀',
      passed_on: '2026-11-20',
      valid_until: '2029-11-20',
      hours_earned: '45.00',
      indicator_score: '90.00', // 60 + 20 + half of 20
      suggested_rating: '优秀',
      record_version: 2,
    });
  });

  test('computing again changes nothing when nothing changed', async () => {
    const { context, database } = await start(fresh);
    await pass(context, { personId: 'per_zhang', score: 9000 });
    expect(await computeYear(context, hr, { year: 2026 })).toEqual({ ok: true, value: { people: 2, changed: 1 } });
    expect(await computeYear(context, hr, { year: 2026 })).toEqual({ ok: true, value: { people: 2, changed: 0 } });
    expect((await findYear(database.read, 2026))?.lastChange).toBe(2);
  });

  test('a revocation of this year leaves last year’s record as it is and takes the points from this year’s', async () => {
    const { context, database } = await start(fresh);
    context.setNow(Date.parse('2025-06-01T02:00:00Z'));
    await pass(context, { personId: 'per_zhang', score: 9000 });
    await exported(context, 2025);
    context.setNow(Date.parse('2026-03-01T02:00:00Z'));
    await exported(context, 2026);
    const [certificate] = await listCertificatesOfPeople(database.read, ['per_zhang']);
    await revokeCertificate(context, hr, {
      certificateId: certificate!.id,
      reason: '作弊',
      decisionNo: '1号',
      effectiveOn: '2026-02-01',
    });
    expect((await exported(context, 2025))[0]).toMatchObject({ certificate_status: 'valid', indicator_score: '80.00' });
    expect((await exported(context, 2026))[0]).toMatchObject({
      certificate_status: 'revoked',
      indicator_score: '0.00',
      record_version: 2,
    });
  });

  test('the year before opens by itself, the one before that and the next do not', async () => {
    const { context } = await start(fresh);
    expect(await bringYearUpToDate(context, { year: 2025, system })).toEqual({ ok: true, value: null });
    expect(await bringYearUpToDate(context, { year: 2024, system })).toMatchObject({ code: 'year-not-open' });
    expect(await bringYearUpToDate(context, { year: 2027, system })).toMatchObject({ code: 'year-not-open' });
  });

  test('hours of a year that was never opened change nothing and do not block the events behind them', async () => {
    const { context, database } = await start(fresh);
    await earn(context, { personId: 'per_zhang', hours: 100, year: 2020 });
    await earn(context, { personId: 'per_zhang', hours: 100, year: 2026 });
    expect(await versionsOf(database, 'per_zhang')).toHaveLength(1);
    expect(await findYear(database.read, 2020)).toBeNull();
  });

  test('a year keeps to the policy it was opened with', async () => {
    const { context, database } = await start(fresh);
    await exported(context);
    await database.transaction((tx) =>
      seedVersion(tx, {
        kind: 'policy',
        code: 'appraisal-later',
        body: { ...SEED_APPRAISAL_POLICY, id: 'appraisal-later', version: '2026.2', effectiveFrom: '2026-06-01' },
      }),
    );
    await computeYear(context, hr, { year: 2026 });
    expect((await exported(context))[0]).toMatchObject({ policy_version: '2026.1' });
    expect((await exported(context, 2025))[0]).toMatchObject({ policy_version: '2026.2' });
  });

  test('a certificate that runs out on 20 November is valid on that day and expired on the next, without any event', async () => {
    const { context, database } = await start(fresh);
    context.setNow(Date.parse('2023-11-20T01:00:00Z'));
    await pass(context, { personId: 'per_zhang', score: 9000 });
    context.setNow(Date.parse('2026-11-20T15:59:59Z')); // 23:59:59 in Shanghai
    expect((await exported(context))[0]).toMatchObject({ certificate_status: 'valid', valid_until: '2026-11-20' });
    context.setNow(Date.parse('2026-11-20T16:00:00Z'));
    expect((await exported(context))[0]).toMatchObject({
      certificate_status: 'expired',
      indicator_score: '80.00', // it was valid in this year
      record_version: 2,
    });
    expect(await exported(context)).toEqual(await exported(context));
    expect(await versionsOf(database, 'per_zhang')).toHaveLength(2);
  });

  test('someone who joins is in the next export, someone who left before the year is withdrawn from it', async () => {
    const { context, database } = await start(fresh);
    await exported(context);
    await seedPerson(database, { id: 'wang', employeeNo: '0003', validFrom: '2026-11-20' });
    await database.transaction((tx) => endPosting(tx, { id: 'pst_li', validTo: '2026-01-01' }));
    await computeYear(context, hr, { year: 2026 });
    const rows = await exported(context);
    expect(
      rows.map(({ employee_no, record_status, record_version }) => [employee_no, record_status, record_version]),
    ).toEqual([
      ['0001', 'current', 1],
      ['0002', 'withdrawn', 2],
      ['0003', 'current', 1],
    ]);
  });

  test('someone who left on 2 January belongs to the year; a transfer shows the unit of the reference day', async () => {
    const { context, database } = await start(fresh);
    await database.transaction(async (tx) => {
      await endPosting(tx, { id: 'pst_li', validTo: '2026-01-02' });
      await endPosting(tx, { id: 'pst_zhang', validTo: '2026-11-20' });
      await insertPosting(tx, {
        id: 'pst_new',
        personId: 'per_zhang',
        unitId: 'org_fin',
        positionLevel: '四级主任科员',
        category: 'general',
        validFrom: '2026-11-20',
        validTo: null,
      });
    });
    const rows = await exported(context);
    expect(rows.map(({ employee_no, org_name, position_level }) => [employee_no, org_name, position_level])).toEqual([
      ['0001', '财政局', '四级主任科员'],
      ['0002', '财政局', '一级科员'],
    ]);
  });

  test('HR of one unit exports and reads that unit’s records alone, and their computing does not close the year', async () => {
    const { context, database } = await start(fresh);
    expect(await computeYear(context, hrOfFinance, { year: 2026 })).toEqual({
      ok: true,
      value: { people: 1, changed: 1 },
    });
    expect((await findYear(database.read, 2026))?.status).toBe('open');
    const rows = await exported(context, 2026, hrOfFinance);
    expect(rows.map(({ employee_no }) => employee_no)).toEqual(['0002']);
    const feed = await listChanges(context, hrOfFinance, { year: 2026, after: 0, limit: 10 });
    expect(feed.ok && feed.value.records.map(({ employee_no }) => employee_no)).toEqual(['0002']);
    const { writer } = collect();
    const other = await exportRecords(context, hrOfFinance, { year: 2026, filter: { unitId: 'org_edu' }, writer });
    expect(other).toMatchObject({ code: 'not-found' });
  });

  test('every export is recorded with who, what, how many rows and the file’s hash', async () => {
    const { context, database } = await start(fresh);
    const { writer } = collect();
    await exportRecords(context, hr, { year: 2026, filter: { unitId: 'org_edu', search: '张' }, writer });
    const entry = await findNewestAuditEntry(database.read, { stream: 'appraisal', action: 'appraisal.export' });
    expect(entry).toMatchObject({
      actorId: hr.personId,
      subjectId: '2026',
      detail: { format: 'json', filter: { unitId: 'org_edu', search: '张' }, rows: 1, sha256: 'f'.repeat(64) },
    });
  });

  test('the feed gives every changed record once, in pages, and afterwards only what changed since', async () => {
    const { context } = await start(fresh);
    for (let i = 3; i <= 7; i += 1) await seedPerson(context.database, { id: `n${i}`, employeeNo: `000${i}` });
    const seen: string[] = [];
    let after = 0;
    for (;;) {
      const page = await listChanges(context, hr, { year: 2026, after, limit: 3 });
      if (!page.ok) throw new Error(page.code);
      if (page.value.records.length === 0) break;
      seen.push(...page.value.records.map(({ employee_no }) => String(employee_no)));
      after = Number(page.value.next);
    }
    expect(seen.sort()).toEqual(['0001', '0002', '0003', '0004', '0005', '0006', '0007']);
    await pass(context, { personId: 'per_n5', score: 6000 });
    const since = await listChanges(context, hr, { year: 2026, after, limit: 3 });
    expect(since).toMatchObject({
      ok: true,
      value: { records: [{ employee_no: '0005', record_version: 2, certificate_status: 'valid' }] },
    });
    const again = await listChanges(context, hr, { year: 2026, after: 0, limit: 100 });
    expect(again.ok && again.value.records.filter(({ employee_no }) => employee_no === '0005')).toHaveLength(1);
  });

  test('two nodes computing one person at once give versions 1 and 2 and change numbers without a gap', async () => {
    const { context, database } = await start(fresh);
    const other = makeTestContext(database, { seed: 'other' });
    await pass(context, { personId: 'per_li', score: 9000 });
    const emit = async (hours: number) => {
      const id = `hrs_race_${hours}`;
      await database.transaction(async (tx) => {
        await insertHoursEntry(tx, {
          id,
          personId: 'per_zhang',
          year: 2026,
          kind: 'online',
          hours,
          sourceKind: 'race',
          sourceId: id,
          policyVersionId: 'ver_policy_hours',
          reversesId: null,
          at: 0,
        });
        await emitEvent({ tx, context }, { type: 'hours-credited', entryId: id, personId: 'per_zhang', year: 2026 });
      });
    };
    for (const hours of [100, 200, 300]) await emit(hours);
    await Promise.all([dispatchDueEvents(context), dispatchDueEvents(other), computeYear(context, hr, { year: 2026 })]);
    const versions = await listRecordVersions(database.read, { personId: 'per_zhang', year: 2026 });
    expect(versions[0]?.hoursEarned).toBe(600);
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, i) => versions.length - i));
    expect((await findYear(database.read, 2026))?.lastChange).toBe(versions.length + 1);
  });
});

describeOnBothEngines('the appraisal pages', (fresh) => {
  const everything = { search: '', suggestedRating: null, certificate: null, withdrawn: null, unitId: null };
  const yearOf = async (
    context: Context,
    actor: Parameters<typeof readAppraisalYear>[1],
    query: Partial<Parameters<typeof readAppraisalYear>[2]> = {},
  ) => {
    const view = await readAppraisalYear(context, actor, {
      year: 2026,
      filter: everything,
      sort: 'employeeNo',
      descending: false,
      page: 1,
      ...query,
    });
    if (!view.ok) throw new Error(view.code);
    return view.value;
  };

  /** Four people: a pass, a revoked certificate, none, and one who left before the year and is withdrawn. */
  async function fill(fresh: () => Promise<Database>) {
    const { context, database } = await start(fresh);
    await seedPerson(database, { id: 'wang', name: '王五', employeeNo: '0003' });
    await seedPerson(database, { id: 'zhao', name: '赵六', employeeNo: '0004' });
    await pass(context, { personId: 'per_zhang', score: 9000 });
    await pass(context, { personId: 'per_li', score: 6500 });
    await computeYear(context, hr, { year: 2026 });
    const [certificate] = await listCertificatesOfPeople(database.read, ['per_li']);
    await revokeCertificate(context, hr, {
      certificateId: certificate!.id,
      reason: '作弊',
      decisionNo: '1号',
      effectiveOn: '2026-11-20',
    });
    await database.transaction((tx) => endPosting(tx, { id: 'pst_zhao', validTo: '2026-01-01' }));
    await dispatchDueEvents(context);
    await computeYear(context, hr, { year: 2026 });
    return { context, database };
  }

  test('a year’s counts add up: by certificate and by rating, withdrawn apart', async () => {
    const { context } = await fill(fresh);
    const { counts, status, whole, total, pending } = await yearOf(context, hr);
    expect(counts).toEqual({
      records: 3,
      certificates: { valid: 1, expired: 0, suspended: 0, revoked: 1, none: 1 },
      ratings: [
        { word: '优秀', total: 0 },
        { word: '称职', total: 1 },
        { word: '不称职', total: 2 },
      ],
      withdrawn: 1,
    });
    expect({ status, whole, total, pending }).toEqual({
      status: 'computed',
      whole: true,
      total: 4,
      pending: { unrecorded: 0, stale: 0, movedAt: null },
    });
  });

  test('someone who joined is counted as without a record until the year is computed again', async () => {
    const { context, database } = await fill(fresh);
    await seedPerson(database, { id: 'sun', employeeNo: '0005', validFrom: '2026-11-20' });
    expect((await yearOf(context, hr)).pending).toMatchObject({ unrecorded: 1, stale: 0 });
    await computeYear(context, hr, { year: 2026 });
    expect((await yearOf(context, hr)).pending).toMatchObject({ unrecorded: 0, stale: 0 });
  });

  test('a year says when people were changed since it was computed', async () => {
    const { context, database } = await fill(fresh);
    const act = (action: string, outcome?: string) =>
      database.transaction((tx) =>
        recordAudit(
          { tx, context, actor: system },
          { stream: 'people', action, subject: { kind: 'person', id: 'per_zhang' }, ...(outcome ? { outcome } : {}) },
        ),
      );
    context.pass(1000);
    await act('person.view');
    await act('person.leave', 'forbidden');
    expect((await yearOf(context, hr)).pending.movedAt).toBeNull();
    await act('person.leave');
    const movedAt = context.clock.now();
    context.pass(1000);
    expect((await yearOf(context, hr)).pending.movedAt).toBe(movedAt);
    await computeYear(context, hr, { year: 2026 });
    expect((await yearOf(context, hr)).pending.movedAt).toBeNull();
    for (const correction of ['person.redate', 'person.retract']) {
      context.pass(1000);
      await act(correction);
      expect((await yearOf(context, hr)).pending.movedAt).toBe(context.clock.now());
    }
  });

  test('a certificate that ran out yesterday is counted as lagging until the year is computed again', async () => {
    const { context } = await start(fresh);
    context.setNow(Date.parse('2023-11-20T01:00:00Z'));
    await pass(context, { personId: 'per_zhang', score: 9000 });
    context.setNow(Date.parse('2026-11-20T01:00:00Z'));
    await computeYear(context, hr, { year: 2026 });
    expect((await yearOf(context, hr)).pending.stale).toBe(0);
    context.setNow(Date.parse('2026-11-21T01:00:00Z'));
    expect((await yearOf(context, hr)).pending.stale).toBe(1);
    await computeYear(context, hr, { year: 2026 });
    const { pending, counts } = await yearOf(context, hr);
    expect({ stale: pending.stale, ...counts.certificates }).toMatchObject({ stale: 0, valid: 0, expired: 1 });
  });

  test('the page and the file hold the same people under the same filter', async () => {
    const { context } = await fill(fresh);
    const filters = [
      { ...everything, search: '张' },
      { ...everything, search: '000' },
      { ...everything, suggestedRating: '不称职' },
      { ...everything, certificate: 'revoked' as const },
      { ...everything, certificate: 'none' as const },
      { ...everything, withdrawn: true },
      { ...everything, withdrawn: false },
      { ...everything, unitId: 'org_fin' },
      { ...everything, unitId: 'org_root', search: '王' },
    ];
    for (const filter of filters) {
      const page = await yearOf(context, hr, { filter });
      const { writer, rows } = collect();
      const { unitId, ...rest } = filter;
      await exportRecords(context, hr, { year: 2026, filter: unitId === null ? rest : { ...rest, unitId }, writer });
      expect(rows.map((row) => row.employee_no)).toEqual(page.records.map((record) => record.employeeNo));
      expect(page.total).toBe(rows.length);
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  test('unknown scores stand last in either direction', async () => {
    const { context } = await fill(fresh);
    const scores = async (descending: boolean) =>
      (await yearOf(context, hr, { sort: 'score', descending })).records.map(({ score }) => score);
    expect(await scores(false)).toEqual([6500, 9000, null, null]);
    expect(await scores(true)).toEqual([9000, 6500, null, null]);
    const [best] = (await yearOf(context, hr, { sort: 'score', descending: true })).records;
    expect(best?.grade).toEqual({ zh: '优秀', en: 'grade' });
  });

  test('HR of one unit sees that unit’s records and counts alone; another unit is not found', async () => {
    const { context } = await fill(fresh);
    const { records, counts, whole, units } = await yearOf(context, hrOfFinance);
    expect(records.map(({ employeeNo }) => employeeNo)).toEqual(['0002']);
    expect({ records: counts.records, withdrawn: counts.withdrawn, whole }).toEqual({
      records: 1,
      withdrawn: 0,
      whole: false,
    });
    expect(units.map(({ id }) => id)).toEqual(['org_fin']);
    const query = { year: 2026, sort: 'employeeNo', descending: false, page: 1 } as const;
    expect(
      await readAppraisalYear(context, hrOfFinance, { ...query, filter: { ...everything, unitId: 'org_edu' } }),
    ).toMatchObject({ ok: false, code: 'not-found' });
    expect((await listAppraisalYears(context, hrOfFinance)).years[0]?.counts.records).toBe(1);
  });

  test('this year and last are listed before they are open; a year that may not open is refused', async () => {
    const { context, database } = await start(fresh);
    const { years } = await listAppraisalYears(context, hr);
    expect(years.map(({ year, status, policy }) => [year, status, policy.version])).toEqual([
      [2026, 'not-open', '2026.1'],
      [2025, 'not-open', '2026.1'],
    ]);
    expect(await yearOf(context, hr)).toMatchObject({ status: 'not-open', total: 0, pending: { unrecorded: 2 } });
    expect(await findYear(database.read, 2026)).toBeNull();
    const query = { filter: everything, sort: 'employeeNo', descending: false, page: 1 } as const;
    for (const year of [2024, 2027])
      expect(await readAppraisalYear(context, hr, { ...query, year })).toMatchObject({ code: 'year-not-open' });
  });

  test('without a policy no year is listed and none can be read', async () => {
    const context = makeTestContext(await fresh());
    expect((await listAppraisalYears(context, hr)).years).toEqual([]);
    const query = { filter: everything, sort: 'employeeNo', descending: false, page: 1 } as const;
    expect(await readAppraisalYear(context, hr, { ...query, year: 2026 })).toMatchObject({ code: 'year-not-open' });
  });

  test('a record is traced: its band, line, exam, ledger and what each version changed', async () => {
    const { context } = await start(fresh);
    await pass(context, { personId: 'per_zhang', score: 8500 });
    await earn(context, { personId: 'per_zhang', hours: 4500, year: 2026 });
    const found = await readAppraisalRecord(context, hr, { year: 2026, personId: 'per_zhang' });
    if (!found.ok) throw new Error(found.code);
    const { record, band, suggestion, exam, hours, hoursMoved, versions, counts } = found.value;
    expect({ score: record.indicatorScore, parts: record.sources.parts }).toEqual({
      score: 8500,
      parts: { tier: 6000, band: 1500, hours: 1000 },
    });
    expect({ counts, band, suggestion, hoursMoved }).toEqual({
      counts: true,
      band: { fromPercent: 8000, points: 1500 },
      suggestion: { word: { zh: '称职' }, fromScore: 6000 },
      hoursMoved: false,
    });
    expect(exam).toMatchObject({ title: { zh: '初级（通用）考试' }, grade: { zh: '良好' } });
    expect(hours.map((entry) => entry.hours)).toEqual([4500]);
    expect(versions.map(({ version, changes }) => [version, changes?.map(({ field }) => field) ?? null])).toEqual([
      [2, ['hoursEarned', 'hoursEntries', 'hoursPoints', 'indicatorScore']],
      [1, null],
    ]);
  });

  test('a revoked certificate reaches no band; a record without one has no exam', async () => {
    const { context } = await fill(fresh);
    const read = async (personId: string) => {
      const found = await readAppraisalRecord(context, hr, { year: 2026, personId });
      if (!found.ok) throw new Error(found.code);
      return found.value;
    };
    expect(await read('per_li')).toMatchObject({ counts: false, band: null, record: { score: 6500 } });
    expect(await read('per_wang')).toMatchObject({ counts: false, band: null, exam: null, record: { score: null } });
    const left = await read('per_zhao');
    expect({ withdrawn: left.record.withdrawn, changes: left.versions[0]?.changes }).toEqual({
      withdrawn: true,
      changes: [],
    });
  });

  test('a record of another unit, and one that does not exist, are not found; a look is on record', async () => {
    const { context, database } = await fill(fresh);
    for (const personId of ['per_zhang', 'per_nobody'])
      expect(await readAppraisalRecord(context, hrOfFinance, { year: 2026, personId })).toMatchObject({
        ok: false,
        code: 'not-found',
      });
    const looks = () => findNewestAuditEntry(database.read, { stream: 'appraisal', action: 'appraisal.view-record' });
    expect(await looks()).toBeNull();
    await readAppraisalRecord(context, hrOfFinance, { year: 2026, personId: 'per_li' });
    expect(await looks()).toMatchObject({
      actorId: hrOfFinance.personId,
      subjectId: 'per_li',
      detail: { year: 2026 },
    });
  });

  test('HR of the whole authority still has the records of a unit that no longer exists', async () => {
    const { context, database } = await fill(fresh);
    const { orgUnitVersion } = database.read.tables;
    await database.transaction(async (tx) => {
      await tx.db.update(orgUnitVersion).set({ validTo: '2026-11-20' }).where(eq(orgUnitVersion.unitId, 'org_fin'));
    });
    expect((await yearOf(context, hr)).records.map(({ employeeNo }) => employeeNo)).toContain('0002');
    expect((await exported(context)).map((row) => row.employee_no)).toContain('0002');
  });
});
