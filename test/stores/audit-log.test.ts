import { expect, test } from 'vitest';
import type { AuditStream } from '#app/domain/audit/chain.ts';
import { entryIdOf } from '#app/domain/audit/entry-id.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { exportLog } from '#app/usecases/audit/export-log.server.ts';
import { readLogEntry } from '#app/usecases/audit/read-log-entry.server.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type LogQuery, searchLog } from '#app/usecases/audit/search-log.server.ts';
import { verifyLog } from '#app/usecases/audit/verify-log.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { changeUnits } from '#app/usecases/people/change-units.server.ts';
import { listAuditActions, listAuditEntries, listAuditOutcomes } from '#db/stores/audit.ts';
import { makeActor } from '#test/support/actors.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, seedPerson, seedUnit, taken } from '#test/support/people.ts';

const AUDITOR = makeActor({ role: 'auditor' });
const EVERYTHING: LogQuery = {
  stream: null,
  action: null,
  who: null,
  object: null,
  follow: null,
  outcome: null,
  from: null,
  to: null,
  address: null,
  mentions: false,
  after: null,
  before: null,
};

async function record(
  context: TestContext,
  {
    actor = systemActor('test'),
    stream = 'people',
    action = 'test.do',
    object = 'x',
    outcome = 'done',
  }: { actor?: Actor; stream?: AuditStream; action?: string; object?: string; outcome?: string },
) {
  await context.database.transaction((tx) =>
    recordAudit({ tx, context, actor }, { stream, action, subject: { kind: 'thing', id: object }, outcome }),
  );
}

/** `count` entries in two streams, several of them in the same millisecond. */
async function recordMany(context: TestContext, count: number) {
  for (let i = 0; i < count; i += 1) {
    if (i % 3 === 0) context.pass(1);
    await record(context, { stream: i % 2 ? 'people' : 'sitting:sit_1', object: String(i) });
  }
}

const looks = async (context: TestContext) =>
  (await listAuditEntries(context.database.read, { stream: 'system', after: 0, limit: 1_000 })).filter(
    ({ action }) => action === 'audit.search',
  );

describeOnBothEngines('the log as an auditor reads it', (fresh) => {
  test('pages of 50 lead through 130 entries to older ones and back, each entry once, newest first', async () => {
    const context = makeTestContext(await fresh());
    await recordMany(context, 130);
    const query = { ...EVERYTHING, action: 'test.do' };
    const first = await searchLog(context, AUDITOR, query);
    expect([first.rows.length, first.newer]).toEqual([50, null]);
    const second = await searchLog(context, AUDITOR, { ...query, after: first.older });
    const third = await searchLog(context, AUDITOR, { ...query, after: second.older });
    expect([second.rows.length, third.rows.length, third.older]).toEqual([50, 30, null]);
    const all = [...first.rows, ...second.rows, ...third.rows];
    expect(new Set(all.map(({ id }) => id)).size).toBe(130);
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => b - a));
    const back = await searchLog(context, AUDITOR, { ...query, before: third.newer });
    expect(back.rows).toEqual(second.rows);
    const top = await searchLog(context, AUDITOR, { ...query, before: back.newer });
    expect([top.rows, top.newer, top.older]).toEqual([first.rows, null, first.older]);
  });

  test('going to newer ones, fewer than a page become the first page; an unknown place is the first page too', async () => {
    const context = makeTestContext(await fresh());
    await recordMany(context, 60);
    const query = { ...EVERYTHING, action: 'test.do' };
    const first = await searchLog(context, AUDITOR, query);
    const near = await searchLog(context, AUDITOR, { ...query, before: first.rows[3]?.id ?? '' });
    expect([near.rows.length, near.newer]).toEqual([50, null]);
    for (const after of ['people-999', 'nonsense', ''])
      expect((await searchLog(context, AUDITOR, { ...query, after })).rows).toEqual(first.rows);
  });

  test('narrows by stream, act, outcome and days, the last day included', async () => {
    const context = makeTestContext(await fresh());
    // 2026-11-20 23:59:59.999 and a moment later, in Shanghai.
    const midnight = Date.parse('2026-11-20T16:00:00Z');
    context.setNow(midnight - 1);
    await record(context, { stream: 'sitting:sit_1', object: 'late', outcome: 'too-many-attempts' });
    context.setNow(midnight);
    await record(context, { stream: 'people', object: 'early', action: 'test.other' });
    const found = async (query: Partial<LogQuery>) =>
      (await searchLog(context, AUDITOR, { ...EVERYTHING, ...query })).rows
        .map(({ subject }) => subject.id)
        .filter((id) => id !== 'all');
    expect(await found({})).toEqual(['early', 'late']);
    expect(await found({ stream: 'sitting' })).toEqual(['late']);
    expect(await found({ stream: 'sitting:sit_1' })).toEqual(['late']);
    expect(await found({ stream: 'people' })).toEqual(['early']);
    expect(await found({ action: 'test.other' })).toEqual(['early']);
    expect(await found({ outcome: 'too-many-attempts' })).toEqual(['late']);
    expect(await found({ outcome: 'not-done' })).toEqual(['late']);
    expect(await found({ outcome: 'never-was' })).toEqual([]);
    expect(await found({ to: '2026-11-20' })).toEqual(['late']);
    expect(await found({ from: '2026-11-21' })).toEqual(['early']);
    expect(await found({ from: '2026-11-20', to: '2026-11-21' })).toEqual(['early', 'late']);
    expect(await found({ from: '2026-11-21', to: '2026-11-20' })).toEqual([]);
  });

  test('who may be typed as a name, an employee number or a username; a name that several share asks for one', async () => {
    const context = makeTestContext(await fresh());
    const unitId = await seedUnit(context, { code: '01' });
    const wang = await seedPerson(context, { employeeNo: 'A1', name: '王芳', unitId, username: 'wfang' });
    const other = await seedPerson(context, { employeeNo: 'A2', name: '王芳华', unitId });
    await record(context, { actor: actorOf(wang), object: 'by-wang' });
    await record(context, { actor: actorOf(other), object: 'by-other' });
    await record(context, { actor: systemActor('clock'), object: 'by-clock' });
    const search = (query: Partial<LogQuery>) => searchLog(context, AUDITOR, { ...EVERYTHING, ...query });
    for (const who of ['a1', 'A1', 'WFang', wang, ' Ａ1 '])
      expect((await search({ who })).rows.map(({ subject }) => subject.id)).toEqual(['by-wang']);
    expect((await search({ who: '芳华' })).rows.map(({ subject }) => subject.id)).toEqual(['by-other']);
    expect((await search({ who: 'clock' })).rows.map(({ subject }) => subject.id)).toEqual(['by-clock']);
    const several = await search({ who: '王芳' });
    expect(several.rows).toEqual([]);
    expect(several.who).toMatchObject({ kind: 'people', people: [{ employeeNo: 'A1' }, { employeeNo: 'A2' }] });
    expect((await search({ object: 'A1' })).rows.map(({ action }) => action)).toEqual([
      'account.create',
      'person.create',
    ]);
    // Followed: what she did and what was done to her.
    const followed = await search({ follow: wang });
    expect(followed.rows.map(({ action }) => action)).toEqual(['test.do', 'account.create', 'person.create']);
    expect(followed.rows[0]?.actor.person).toMatchObject({ name: '王芳', employeeNo: 'A1' });
  });

  test('who is followed went with the merge of their unit, which is one entry about units, named as they were', async () => {
    const context = makeTestContext(await fresh());
    const root = await seedUnit(context, { code: '01' });
    const from = await seedUnit(context, { code: '0101', parentId: root });
    const into = await seedUnit(context, { code: '0102', parentId: root });
    const wang = await seedPerson(context, { employeeNo: 'A1', name: '王芳', unitId: from });
    const stays = await seedPerson(context, { employeeNo: 'A2', name: '李强', unitId: into });
    const merge = { kind: 'merge' as const, fromIds: [from], into: { unitId: into }, roles: 'end' as const };
    taken(
      await changeUnits(context, systemActor('test'), { ...merge, day: '2026-11-20', reason: '机构改革', seen: null }),
    );
    const follow = async (who: string) => (await searchLog(context, AUDITOR, { ...EVERYTHING, follow: who })).rows;
    expect((await follow('A1')).map(({ action, subject }) => [action, subject.label])).toEqual([
      ['unit.merge', '单位0101'],
      ['person.create', null],
    ]);
    expect((await follow(stays)).map(({ action }) => action)).toEqual(['person.create']);
    context.pass(1);
    const exported = taken(
      await exportLog(context, AUDITOR, { query: { ...EVERYTHING, follow: wang }, format: 'csv' }),
    );
    const actions: string[] = [];
    for await (const page of exported.pages) actions.push(...page.map(({ action }) => action));
    expect(actions).toContain('unit.merge');
  });

  test('a look is on record once a minute for each filter; its later pages are not, unless the first was never seen', async () => {
    const context = makeTestContext(await fresh());
    await recordMany(context, 60);
    const query = { ...EVERYTHING, action: 'test.do' };
    const { older } = await searchLog(context, AUDITOR, query);
    await searchLog(context, AUDITOR, query);
    await searchLog(context, AUDITOR, { ...query, after: older });
    expect((await looks(context)).map(({ detail, actorId }) => [detail, actorId])).toEqual([
      [{ filter: { action: 'test.do' }, found: 50 }, 'per_auditor'],
    ]);
    context.pass(59_999);
    await searchLog(context, AUDITOR, query);
    expect(await looks(context)).toHaveLength(1);
    context.pass(2);
    await searchLog(context, AUDITOR, query);
    expect(await looks(context)).toHaveLength(2);
    await searchLog(context, AUDITOR, { ...query, outcome: 'done' });
    expect(await looks(context)).toHaveLength(3);
    await searchLog(context, AUDITOR, { ...query, stream: 'people', after: 'people-9' });
    expect(await looks(context)).toHaveLength(4);
    await searchLog(context, makeActor({ role: 'auditor', personId: 'per_second' }), query);
    expect(await looks(context)).toHaveLength(5);
  });

  test('an entry is shown with its place in the chain, and the look is on record', async () => {
    const context = makeTestContext(await fresh());
    await record(context, { object: 'one' });
    await record(context, { object: 'two' });
    const entry = taken(await readLogEntry(context, AUDITOR, { id: 'people-2' }));
    expect(entry.row.subject.id).toBe('two');
    expect(entry.chain).toEqual({ length: 2, anchoredTo: 0, previous: 'people-1', next: null, sound: true });
    for (const id of ['people-3', 'people-0', 'nowhere-1', ''])
      expect(await readLogEntry(context, AUDITOR, { id })).toMatchObject({ ok: false, code: 'not-found' });
    const [look] = await listAuditEntries(context.database.read, { stream: 'system', after: 0, limit: 10 });
    expect(look).toMatchObject({ action: 'audit.view-entry', subjectId: 'people-2', actorId: 'per_auditor' });
  });

  test('the lists of the filter hold what occurs, each once', async () => {
    const context = makeTestContext(await fresh());
    expect(await listAuditActions(context.database.read)).toEqual([]);
    for (const action of ['b.b', 'a.a', 'b.b', 'c.c']) await record(context, { action, outcome: `not-${action}` });
    expect(await listAuditActions(context.database.read)).toEqual(['a.a', 'b.b', 'c.c']);
    expect(await listAuditOutcomes(context.database.read)).toEqual(['not-a.a', 'not-b.b', 'not-c.c']);
  });

  test('verifying says where each chain stands, sittings taken together, and is on record', async () => {
    const context = makeTestContext(await fresh());
    await record(context, { stream: 'people' });
    await record(context, { stream: 'sitting:sit_1' });
    await record(context, { stream: 'sitting:sit_2' });
    const result = await verifyLog(context, AUDITOR);
    expect(result).toMatchObject({
      at: TEST_NOW,
      intact: true,
      streams: 3,
      entries: 3,
      sittings: { streams: 2, entries: 2, anchored: 0 },
      lastAnchor: null,
    });
    expect(result.heads.map(({ stream, n }) => entryIdOf({ stream, n }))).toEqual(['people-1', 'system-1']);
    const [entry] = await listAuditEntries(context.database.read, { stream: 'system', after: 0, limit: 10 });
    expect(entry).toMatchObject({ action: 'audit.verify', outcome: 'done', actorId: 'per_auditor' });
  });
});
