import { expect, test } from 'vitest';
import { checkYear, withdrawCheck } from '#app/usecases/appraisal/check-year.server.ts';
import { computeYear, type FoundDifference, previewYear } from '#app/usecases/appraisal/compute-year.server.ts';
import { listPolicyChoices, openYear } from '#app/usecases/appraisal/open-year.server.ts';
import { type Finding, listFinding, readFindings } from '#app/usecases/appraisal/read-findings.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Database } from '#db/open.server.ts';
import { seedAuthority, seedPerson } from '#db/seed/records.ts';
import { findYear, listYearEvents } from '#db/stores/appraisal.ts';
import { findNewestAuditEntry } from '#db/stores/audit.ts';
import { insertHoursEntry } from '#db/stores/learning.ts';
import { endPosting, insertPosting } from '#db/stores/people.ts';
import { makeActor } from '#test/support/actors.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';

const hr = makeActor({ role: 'hr' });
const hrOfFinance = makeActor({ role: 'hr', unitId: 'org_fin' });
const POLICIES = { policyVersionId: 'ver_policy_appraisal', hoursPolicyVersionId: 'ver_policy_hours' };

async function start(fresh: () => Promise<Database>) {
  const database = await fresh();
  await seedAuthority(database);
  await seedPerson(database, { id: 'zhang', name: '张三', employeeNo: '0001' });
  await seedPerson(database, { id: 'li', name: '李四', employeeNo: '0002', unitId: 'org_fin' });
  return { database, context: makeTestContext(database) };
}

let entries = 0;
async function creditHours(context: Context, { personId, hours }: { personId: string; hours: number }) {
  entries += 1;
  const id = `hrs_year_${entries}`;
  await context.database.transaction((tx) =>
    insertHoursEntry(tx, {
      id,
      personId,
      year: 2026,
      kind: 'online',
      hours,
      sourceKind: 'test',
      sourceId: id,
      policyVersionId: 'ver_policy_hours',
      reversesId: null,
      at: context.clock.now(),
    }),
  );
}

async function differencesOf(context: Context, work: 'preview' | 'apply', actor = hr) {
  const found: FoundDifference[] = [];
  const command = {
    year: 2026,
    onDifference: (one: FoundDifference) => void found.push(one),
    onProgress: () => undefined,
  };
  const result =
    work === 'preview' ? await previewYear(context, actor, command) : await computeYear(context, actor, command);
  if (!result.ok) throw new Error(result.code);
  return found;
}

async function countsOf(context: Context, actor = hr) {
  const found = await readFindings(context, actor, { year: 2026 });
  if (!found.ok) throw new Error(found.code);
  return Object.fromEntries(Object.entries(found.value.counts).filter(([, total]) => total > 0));
}

describeOnBothEngines('the appraisal year', (fresh) => {
  test('is opened by HR with chosen policies, once; a year to come, an unknown policy and HR of one unit are refused', async () => {
    const { context, database } = await start(fresh);
    const { policies, hoursPolicies } = await listPolicyChoices(database.read);
    expect(policies.map(({ versionId }) => versionId)).toEqual(['ver_policy_appraisal']);
    expect(hoursPolicies.map(({ versionId }) => versionId)).toEqual(['ver_policy_hours']);
    expect(await openYear(context, hrOfFinance, { year: 2024, ...POLICIES })).toMatchObject({ code: 'forbidden' });
    expect(await openYear(context, hr, { year: 2027, ...POLICIES })).toMatchObject({ code: 'year-in-future' });
    expect(await openYear(context, hr, { year: 2024, ...POLICIES, policyVersionId: 'ver_policy_hours' })).toMatchObject(
      {
        code: 'policy-unknown',
        detail: { errors: ['policyVersionId'] },
      },
    );
    expect(await openYear(context, hr, { year: 2024, ...POLICIES })).toEqual({ ok: true, value: null });
    expect(await openYear(context, hr, { year: 2024, ...POLICIES })).toMatchObject({ code: 'year-open-already' });
    expect(await findYear(database.read, 2024)).toMatchObject({ status: 'open', ...POLICIES });
    expect(await listYearEvents(database.read, { year: 2024, limit: 9 })).toMatchObject([
      { kind: 'opened', actorId: 'per_hr' },
    ]);
  });

  test('a preview writes nothing, and computing then does what it said', async () => {
    const { context, database } = await start(fresh);
    const first = await differencesOf(context, 'preview');
    expect(first.map(({ difference: { kind, name } }) => [kind, name])).toEqual([
      ['new', '李四'],
      ['new', '张三'],
    ]);
    expect(await findYear(database.read, 2026)).toBeNull();
    expect(await differencesOf(context, 'apply')).toEqual(first);
    expect(await differencesOf(context, 'preview')).toEqual([]);

    await creditHours(context, { personId: 'per_zhang', hours: 4500 });
    await database.transaction((tx) => endPosting(tx, { id: 'pst_li', validTo: '2025-12-31' }));
    const second = await differencesOf(context, 'preview');
    expect(second.map(({ difference: { kind, name } }) => [kind, name])).toEqual([
      ['withdrawn', '李四'],
      ['changed', '张三'],
    ]);
    expect(second[1]?.difference.changes.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['hoursEarned', 0, 4500],
      ['hoursEntries', 0, 1],
      ['hoursPoints', 0, 1000],
      ['indicatorScore', 0, 1000],
    ]);
    expect(await differencesOf(context, 'apply')).toEqual(second);
    expect(
      await findNewestAuditEntry(database.read, { stream: 'appraisal', action: 'appraisal.compute' }),
    ).toMatchObject({
      detail: { people: 2, changed: 2, new: 0, withdrawn: 1, returned: 0, whole: true },
    });
  });

  test('what moved between preview and computing has another fingerprint', async () => {
    const { context } = await start(fresh);
    const preview = await differencesOf(context, 'preview');
    await creditHours(context, { personId: 'per_zhang', hours: 100 });
    const applied = await differencesOf(context, 'apply');
    const same = applied.filter(({ fingerprint }) => preview.some((one) => one.fingerprint === fingerprint));
    expect(same.map(({ difference }) => difference.name)).toEqual(['李四']);
  });

  test('is checked with a note once computed, by who looked at the records as they are; a change takes the mark back', async () => {
    const { context, database } = await start(fresh);
    const check = (lastChange: number, note = '逐项核对', actor = hr, over = {}) =>
      checkYear(context, actor, {
        acknowledged: false,
        year: 2026,
        note,
        lastChange,
        findings: { 'no-hours': 2 },
        ...over,
      });
    expect(await check(0)).toMatchObject({ code: 'year-not-open' });
    await openYear(context, hr, { year: 2026, ...POLICIES });
    expect(await check(0)).toMatchObject({ code: 'year-not-computed' });
    await differencesOf(context, 'apply');
    expect(await check(1)).toMatchObject({ code: 'stale-version' });
    expect(await check(2, ' ')).toMatchObject({ code: 'invalid-input', detail: { errors: ['note'] } });
    expect(await check(2, '逐项核对', hrOfFinance)).toMatchObject({ code: 'forbidden' });
    const differing = { findings: { 'posting-differs': 1 } };
    expect(await check(2, '逐项核对', hr, differing)).toMatchObject({ code: 'records-differ' });
    expect(await check(2, '逐项核对', hr, { ...differing, acknowledged: true })).toMatchObject({ ok: true });
    expect(await check(2)).toMatchObject({ ok: true });
    expect(await findYear(database.read, 2026)).toMatchObject({ status: 'checked' });

    context.pass(1000);
    // Computing that changes nothing leaves the mark.
    expect(await differencesOf(context, 'apply')).toEqual([]);
    expect(await findYear(database.read, 2026)).toMatchObject({ status: 'checked' });

    await creditHours(context, { personId: 'per_zhang', hours: 100 });
    await differencesOf(context, 'apply', hrOfFinance);
    expect(await findYear(database.read, 2026)).toMatchObject({ status: 'checked' });
    await differencesOf(context, 'apply');
    expect(await findYear(database.read, 2026)).toMatchObject({ status: 'computed', lastChange: 3 });
    const events = await listYearEvents(database.read, { year: 2026, limit: 20 });
    expect(events.filter(({ kind }) => kind.startsWith('check')).map(({ kind, actorId }) => [kind, actorId])).toEqual([
      ['check-withdrawn', 'appraisal'],
      ['checked', 'per_hr'],
      ['checked', 'per_hr'],
    ]);
  });

  test('HR takes the mark back with a reason; a year that is not checked has none to take back', async () => {
    const { context, database } = await start(fresh);
    await differencesOf(context, 'apply');
    expect(await withdrawCheck(context, hr, { year: 2026, note: '有误' })).toMatchObject({ code: 'year-not-checked' });
    await checkYear(context, hr, { year: 2026, note: '核对', lastChange: 2, findings: {}, acknowledged: false });
    expect(await withdrawCheck(context, hr, { year: 2026, note: '' })).toMatchObject({ code: 'invalid-input' });
    expect(await withdrawCheck(context, hr, { year: 2026, note: '有误' })).toMatchObject({ ok: true });
    expect(await findYear(database.read, 2026)).toMatchObject({ status: 'computed' });
  });

  test('findings name whoever is to be looked at, and computing puts the differing ones right', async () => {
    const { context, database } = await start(fresh);
    await differencesOf(context, 'apply');
    expect(await countsOf(context)).toEqual({ 'no-hours': 2 });
    await creditHours(context, { personId: 'per_zhang', hours: 100 });
    await seedPerson(database, { id: 'wang', name: '王五', employeeNo: '0003', unitId: 'org_fin' });
    await seedPerson(database, { id: 'gone', name: '赵六', employeeNo: '0004', validTo: '2024-01-01' });
    await database.transaction(async (tx) => {
      await endPosting(tx, { id: 'pst_li', validTo: '2026-03-01' });
      await insertPosting(tx, {
        id: 'pst_li_2',
        personId: 'per_li',
        unitId: 'org_edu',
        positionLevel: '一级科员',
        category: 'general',
        validFrom: '2026-03-01',
        validTo: '2026-05-01',
      });
    });
    expect(await countsOf(context)).toEqual({
      unrecorded: 1,
      'hours-differ': 1,
      'posting-differs': 1,
      'no-posting': 1,
      'no-current-posting': 1,
      'no-hours': 1,
    });
    const named = async (finding: Finding, actor = hr) => {
      const found = await listFinding(context, actor, { year: 2026, finding, page: 1 });
      return found.ok ? found.value.people.map(({ name }) => name) : found.code;
    };
    expect(await named('hours-differ')).toEqual(['张三']);
    expect(await named('posting-differs')).toEqual(['李四']);
    expect(await named('unrecorded')).toEqual(['王五']);
    expect(await named('no-posting')).toEqual(['赵六']);
    expect(await named('no-posting', hrOfFinance)).toEqual([]);
    expect(await named('hours-differ', hrOfFinance)).toEqual([]);
    await differencesOf(context, 'apply');
    expect(await countsOf(context)).toEqual({ 'no-posting': 1, 'no-current-posting': 1, 'no-hours': 2 });
  });

  test('two people of one unit with one name are both named, of two units neither', async () => {
    const { context, database } = await start(fresh);
    await seedPerson(database, { id: 'zhang2', name: '张三', employeeNo: '0009' });
    await seedPerson(database, { id: 'zhang3', name: '张三', employeeNo: '0010', unitId: 'org_fin' });
    await differencesOf(context, 'apply');
    expect((await countsOf(context))['same-name']).toBe(2);
    const found = await listFinding(context, hr, { year: 2026, finding: 'same-name', page: 1 });
    expect(found.ok && found.value.people.map(({ employeeNo }) => employeeNo)).toEqual(['0001', '0009']);
  });
});
