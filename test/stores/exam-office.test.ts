import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { SittingAudience } from '#app/domain/exams/sitting-audience.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { verifyCertificate } from '#app/usecases/certification/verify-certificate.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import { actOnSitting } from '#app/usecases/exam-office/act-on-sitting.server.ts';
import { type ChangeCommand, changeSitting } from '#app/usecases/exam-office/change-sitting.server.ts';
import { findPeople, splitPeople } from '#app/usecases/exam-office/find-people.server.ts';
import { listEligibility } from '#app/usecases/exam-office/list-eligibility.server.ts';
import { readPlanning } from '#app/usecases/exam-office/read-planning.server.ts';
import { type ResultFilter, readResults } from '#app/usecases/exam-office/read-results.server.ts';
import { readSitting } from '#app/usecases/exam-office/read-sitting.server.ts';
import { createSitting, type NewSitting } from '#app/usecases/exams/create-sitting.server.ts';
import { listOwnExams } from '#app/usecases/exams/list-own-exams.server.ts';
import { listOwnSittings } from '#app/usecases/exams/list-own-sittings.server.ts';
import { listSittings } from '#app/usecases/exams/list-sittings.server.ts';
import { readResult } from '#app/usecases/exams/read-result.server.ts';
import { saveResponses } from '#app/usecases/exams/save-responses.server.ts';
import { type OpenPaper, startAttempt } from '#app/usecases/exams/start-attempt.server.ts';
import { submitAttempt } from '#app/usecases/exams/submit-attempt.server.ts';
import { readAttention } from '#app/usecases/operation/read-attention.server.ts';
import type { Database } from '#db/open.server.ts';
import { seedExam, seedQuestion } from '#db/seed/exams.ts';
import { seedPublications } from '#db/seed/publications.ts';
import { seedAuthority, seedGrade, seedPerson } from '#db/seed/records.ts';
import { listCertificateEvents, listCertificatesOfPeople } from '#db/stores/certification.ts';
import { setVersionStatus } from '#db/stores/content.ts';
import { makeActor } from '#test/support/actors.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, taken } from '#test/support/people.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const office = makeActor({ role: 'examoffice' });
const officeOfFinance = makeActor({ role: 'examoffice', unitId: 'org_fin' });
const EVERYONE: SittingAudience = { unitIds: ['org_root'], positionLevels: [], categories: [], requiredTier: null };
const ALL: ResultFilter = {
  search: '',
  state: null,
  passed: null,
  unitId: null,
  sort: 'employeeNo',
  descending: false,
};

const RIGHT = {
  'single-choice': 'a',
  'multiple-choice': ['a', 'c'],
  'true-false': 'true',
  'fill-in': '政务',
  numeric: '5',
} as const;

describeOnBothEngines('the exam office', (fresh) => {
  let database: Database;
  let context: TestContext;
  const learner = (id: string): PersonActor =>
    actorOf(`per_${id}`, { grants: [{ role: 'learner', unitId: 'org_root' }], sessionId: `ses_${id}` });

  beforeEach(async () => {
    database = await fresh();
    context = makeTestContext(database);
    await seedAuthority(database);
    await database.transaction(async (tx) => {
      const { document } = tx.tables;
      await tx.db.update(document).set({ publishedVersionId: null }).where(eq(document.kind, 'blueprint'));
      await setVersionStatus(tx, { versionIds: ['ver_blueprint_tier-1-general'], status: 'retired' });
      await seedExam(tx, { code: 'tier-1' });
    });
    await seedPublications(database);
    for (const [id, unitId] of [
      ['anna', 'org_edu'],
      ['bo', 'org_edu'],
      ['chen', 'org_fin'],
    ] as const)
      await seedPerson(database, { id, unitId, employeeNo: `E-${id}` });
  });

  const plan = (over: Partial<NewSitting> = {}): NewSitting => ({
    code: 'T1-A',
    title: { zh: '初级考试', en: 'Tier 1' },
    blueprintCode: 'tier-1',
    unitId: 'org_root',
    opensAt: TEST_NOW + HOUR,
    closesAt: TEST_NOW + 3 * HOUR,
    attemptLimit: 1,
    release: { mode: 'manual' },
    candidateIds: [],
    audience: EVERYONE,
    ...over,
  });
  const open = async (over: Partial<NewSitting> = {}) => {
    const { sittingId } = taken(await createSitting(context, office, plan(over)));
    context.setNow(TEST_NOW + HOUR);
    return sittingId;
  };
  const sit = async (id: string, sittingId: string, right = true) => {
    const paper: OpenPaper = taken(await startAttempt(context, learner(id), { sittingId }));
    const responses = paper.items.map(({ slot, type }) => ({
      slot,
      seq: 1,
      answer: right ? RIGHT[type as keyof typeof RIGHT] : null,
      clientMs: 1,
    }));
    const { attemptId, lease } = paper;
    const receivedAt = context.clock.now();
    const { outcomes } = await saveResponses(context, [
      { actor: learner(id), attemptId, lease, responses: right ? responses : [], receivedAt },
    ]);
    for (const outcome of outcomes) taken(outcome);
    taken(await submitAttempt(context, learner(id), { attemptId, lease }));
    await dispatchDueEvents(context);
    return attemptId;
  };
  const view = async (sittingId: string) => taken(await readSitting(context, office, { sittingId }));
  const act = async (
    sittingId: string,
    what: Parameters<typeof actOnSitting>[2]['act'],
    over: { revision?: number; early?: boolean; reason?: string; actor?: PersonActor } = {},
  ) => {
    context.pass(1_000);
    const { revision } = await view(sittingId);
    const { actor = office, ...rest } = over;
    const said = { sittingId, act: what, revision, reason: '按通知办理', early: true, ...rest };
    const done = await actOnSitting(context, actor, said);
    await dispatchDueEvents(context);
    return done;
  };
  const change = async (sittingId: string, over: Partial<ChangeCommand['plan']>, rest: Partial<ChangeCommand> = {}) => {
    const seen = await view(sittingId);
    const { code, title, opensAt, closesAt, durationMs, attemptLimit, release, audience } = seen;
    return changeSitting(context, office, {
      sittingId,
      revision: seen.revision,
      reason: '按通知调整',
      plan: {
        code,
        title: { zh: title.zh, en: title.en ?? '' },
        opensAt,
        closesAt,
        durationMs,
        attemptLimit,
        release,
        audience,
        ...over,
      },
      unitId: seen.unit.id,
      blueprintVersionId: seen.blueprint?.versionId ?? '',
      addIds: [],
      removeIds: [],
      ...rest,
    });
  };
  const eligibility = async (sittingId: string, over: Partial<Parameters<typeof listEligibility>[2]> = {}) =>
    taken(
      await listEligibility(context, office, { sittingId, standing: null, named: null, search: '', page: 1, ...over }),
    );
  const certificateOf = async (id: string) => (await listCertificatesOfPeople(database.read, [`per_${id}`]))[0];
  const changesOf = async (certificateId: string) =>
    (await listCertificateEvents(database.read, [certificateId])).map(({ kind }) => kind);
  /** All that the log and the records disagree about; the seeded sitting was never planned through the log. */
  const soundLog = async () =>
    taken(await verifyAudit(context, systemActor('test'), { onProgress: () => undefined })).faults.filter(
      ({ stream }) => stream !== 'sitting:sit_one',
    );

  test('plans among published blueprints, with what the bank holds per cell, and the units in charge', async () => {
    const { blueprints, units } = await readPlanning(context, office);
    const chosen = blueprints.find(({ code }) => code === 'tier-1');
    expect(chosen).toMatchObject({ tier: 1, durationMinutes: 30, shortages: [] });
    expect(chosen?.cells.map(({ competency, count, available }) => [competency, count, available])).toEqual([
      ['B1', 2, 4],
      ['G2', 2, 4],
    ]);
    expect(units.map(({ id }) => id)).toEqual(['org_root', 'org_edu', 'org_fin']);
    await database.transaction(async (tx) => {
      for (const id of ['b1-1', 'b1-2', 'b1-3']) await seedQuestion(tx, { id, number: 2, use: 'practice' });
    });
    const short = (await readPlanning(context, office)).blueprints.find(({ code }) => code === 'tier-1');
    expect(short?.shortages).toMatchObject([{ competency: 'B1', depth: 'understand', needed: 2, available: 1 }]);
  });

  test('an officer holds sittings and opens them to units of their own only; another unit’s sitting is not found', async () => {
    const lower = (over: Partial<NewSitting>) => createSitting(context, officeOfFinance, plan(over));
    expect(await lower({})).toMatchObject({
      code: 'invalid-input',
      detail: { errors: ['unit unit-unknown', 'audienceUnits unit-unknown'] },
    });
    expect(await lower({ unitId: 'org_fin', audience: { ...EVERYONE, unitIds: [] } })).toMatchObject({
      detail: { errors: ['audienceUnits unit-unknown'] },
    });
    taken(await lower({ unitId: 'org_fin', audience: { ...EVERYONE, unitIds: ['org_fin'] } }));
    const sittingId = await open({ code: 'T1-B' });
    for (const refused of [
      await readSitting(context, officeOfFinance, { sittingId }),
      await listEligibility(context, officeOfFinance, { sittingId, standing: null, named: null, search: '', page: 1 }),
      await readResults(context, officeOfFinance, { sittingId, filter: ALL }),
      await actOnSitting(context, officeOfFinance, { sittingId, act: 'close', revision: 1, reason: '关闭' }),
    ])
      expect(refused).toMatchObject({ ok: false, code: 'not-found' });
  });

  test('a pasted list is read by number and name, and what it does not know is told back as it was typed', async () => {
    await seedPerson(database, { id: 'd1', name: '丁一', employeeNo: 'A00031' });
    await seedPerson(database, { id: 'd2', name: '丁一', employeeNo: '00032' });
    const entries = splitPeople('E-anna, ００３１；ａ00031\n职员bo 、丁一 E-nobody');
    expect(entries).toEqual(['E-anna', '0031', 'a00031', '职员bo', '丁一', 'E-nobody']);
    expect(await findPeople(context, office, { entries })).toEqual({
      personIds: ['per_anna', 'per_d1', 'per_bo'],
      unknown: ['0031', 'E-nobody'],
      ambiguous: [{ text: '丁一', employeeNos: ['00032', 'A00031'] }],
      left: [],
    });
    expect(await findPeople(context, officeOfFinance, { entries: ['E-anna', 'E-chen'] })).toMatchObject({
      personIds: ['per_chen'],
      unknown: ['E-anna'],
    });
  });

  test('one rule decides the start, the list of one’s exams and the office’s list', async () => {
    const sittingId = await open({
      audience: { ...EVERYONE, unitIds: ['org_edu'] },
      candidateIds: ['per_chen'],
    });
    await seedPerson(database, { id: 'dora', unitId: 'org_fin', employeeNo: 'E-dora' });
    const listed = async (id: string) =>
      (await listOwnExams(context, learner(id))).flatMap(({ sittings }) => sittings.map((one) => one.id));
    expect(await listed('anna')).toEqual([sittingId]);
    expect(await listed('chen')).toEqual([sittingId]);
    expect(await listed('dora')).toEqual([]);
    expect(await startAttempt(context, learner('dora'), { sittingId })).toMatchObject({ code: 'not-found' });
    await sit('anna', sittingId);
    expect(await listed('anna')).toEqual([]);
    const { rows, counts, beyond } = await eligibility(sittingId, { search: 'E-dora' });
    expect(counts).toMatchObject({ 'may-start': 2, 'attempts-used-up': 1, 'not-in-audience': 0 });
    expect(rows).toEqual([]);
    expect(beyond).toMatchObject([{ employeeNo: 'E-dora', standing: 'not-in-audience' }]);
    const all = (await eligibility(sittingId)).rows.map(({ employeeNo, standing, named }) => [
      employeeNo,
      standing,
      named,
    ]);
    expect(all).toEqual([
      ['E-anna', 'attempts-used-up', false],
      ['E-bo', 'may-start', false],
      ['E-chen', 'may-start', true],
    ]);
    expect((await eligibility(sittingId, { standing: 'may-start', named: true })).total).toBe(1);
  });

  test('a tier-2 sitting asks its audience for a valid tier-1 certificate, and says so to who lacks it', async () => {
    await database.transaction(async (tx) => {
      const { documentVersion } = tx.tables;
      const versions = await tx.db.select().from(documentVersion);
      const version = versions.find(({ id }) => id === 'ver_blueprint_tier-1_1');
      await tx.db.insert(tx.tables.document).values({
        id: 'doc_t2',
        kind: 'blueprint',
        code: 'tier-2',
        publishedVersionId: 'ver_t2',
        createdAt: 0,
      });
      if (version)
        await tx.db.insert(documentVersion).values({
          ...version,
          id: 'ver_t2',
          documentId: 'doc_t2',
          body: { ...(version.body as object), id: 'tier-2', tier: 2 },
        });
    });
    const grade = await seedGrade(database, { personId: 'per_bo', score: 7000, at: TEST_NOW });
    const { emitEvent } = await import('#app/usecases/audit/record.server.ts');
    await database.transaction((tx) =>
      emitEvent({ tx, context }, { type: 'exam-graded', personId: 'per_bo', ...grade }),
    );
    await dispatchDueEvents(context);
    expect(await createSitting(context, office, plan({ audience: { ...EVERYONE, requiredTier: 1 } }))).toMatchObject({
      detail: { errors: ['requiredTier tier-not-lower'] },
    });
    const sittingId = await open({ blueprintCode: 'tier-2', audience: { ...EVERYONE, requiredTier: 1 } });
    expect((await eligibility(sittingId)).rows.map(({ employeeNo, standing }) => [employeeNo, standing])).toEqual([
      ['E-anna', 'certificate-missing'],
      ['E-bo', 'may-start'],
      ['E-chen', 'certificate-missing'],
    ]);
    expect(await startAttempt(context, learner('anna'), { sittingId })).toMatchObject({
      code: 'certificate-required',
      detail: { tier: 1 },
    });
    const own = await listOwnSittings(context, learner('anna'), { offset: 0, limit: 10 });
    expect(own.blocked).toMatchObject([{ id: sittingId, why: { kind: 'certificate-missing', tier: 1 } }]);
    expect(own.open).toEqual([]);
    taken(await startAttempt(context, learner('bo'), { sittingId }));
  });

  test('who left the service cannot start, though they are named, and the office sees why', async () => {
    const sittingId = await open({ candidateIds: ['per_anna'], audience: null });
    await database.transaction((tx) => tx.db.update(tx.tables.person).set({ leftOn: '2026-11-20' }));
    expect(await startAttempt(context, learner('anna'), { sittingId })).toMatchObject({ code: 'not-found' });
    expect((await eligibility(sittingId)).rows).toMatchObject([{ employeeNo: 'E-anna', standing: 'left-service' }]);
  });

  test('closing early begins nothing new and takes no running attempt away; reopening needs that nothing was released', async () => {
    const sittingId = await open();
    const running = taken(await startAttempt(context, learner('anna'), { sittingId }));
    taken(await act(sittingId, 'close'));
    expect(await startAttempt(context, learner('bo'), { sittingId })).toMatchObject({ code: 'sitting-not-open' });
    const resumed = taken(await startAttempt(context, learner('anna'), { sittingId }));
    expect(resumed.attemptId).toBe(running.attemptId);
    expect(resumed.remainingMs).toBe(30 * MINUTE - 1_000);
    taken(await submitAttempt(context, learner('anna'), running));
    taken(await act(sittingId, 'reopen'));
    taken(await startAttempt(context, learner('bo'), { sittingId }));
    taken(await act(sittingId, 'close'));
    taken(await act(sittingId, 'release'));
    expect(await act(sittingId, 'reopen')).toMatchObject({ code: 'sitting-state' });
    expect((await view(sittingId)).history.map(({ kind }) => kind)).toEqual([
      'created',
      'closed',
      'reopened',
      'closed',
      'released',
    ]);
    expect(await soundLog()).toEqual([]);
  });

  test('a cancelled sitting is nobody’s any more, and its candidates read that it was cancelled', async () => {
    const { sittingId } = taken(await createSitting(context, office, plan()));
    taken(await act(sittingId, 'cancel'));
    expect(await view(sittingId)).toMatchObject({ state: 'cancelled', acts: ['reopen'] });
    context.setNow(TEST_NOW + HOUR + MINUTE);
    expect(await startAttempt(context, learner('anna'), { sittingId })).toMatchObject({ code: 'sitting-not-open' });
    const own = await listOwnSittings(context, learner('anna'), { offset: 0, limit: 10 });
    expect(own.blocked).toMatchObject([{ id: sittingId, why: { kind: 'cancelled' } }]);
  });

  test('two officers do not overwrite each other: the second is told that the sitting changed', async () => {
    const { sittingId } = taken(await createSitting(context, office, plan()));
    const { revision } = await view(sittingId);
    taken(await change(sittingId, { durationMs: 45 * MINUTE }));
    expect(await change(sittingId, { durationMs: 50 * MINUTE }, { revision })).toMatchObject({ code: 'stale-version' });
    expect(await act(sittingId, 'cancel', { revision })).toMatchObject({ code: 'stale-version' });
    expect(await view(sittingId)).toMatchObject({ durationMs: 45 * MINUTE, revision: revision + 1 });
  });

  test('before it opens all may change, after it only what hurts no candidate', async () => {
    const { sittingId } = taken(await createSitting(context, office, plan({ candidateIds: ['per_anna'] })));
    const changed = { code: 'T1-C', opensAt: TEST_NOW + 2 * HOUR, durationMs: 20 * MINUTE, audience: null };
    taken(await change(sittingId, changed, { addIds: ['per_bo'], removeIds: ['per_anna'] }));
    expect((await eligibility(sittingId)).rows.map(({ employeeNo }) => employeeNo)).toEqual(['E-bo']);
    expect(await view(sittingId)).toMatchObject({ ...changed, named: 1 });
    expect(taken(await change(sittingId, {}))).toEqual({ changed: false });

    context.setNow(TEST_NOW + 2 * HOUR);
    const refused = await change(sittingId, {
      durationMs: 10 * MINUTE,
      opensAt: TEST_NOW,
      closesAt: TEST_NOW + 150 * MINUTE,
    });
    expect(refused).toMatchObject({
      code: 'sitting-state',
      detail: { fields: ['opensAt', 'closesAt', 'durationMs'] },
    });
    taken(await change(sittingId, { closesAt: TEST_NOW + DAY, attemptLimit: 2 }, { addIds: ['per_chen'] }));
    taken(await startAttempt(context, learner('chen'), { sittingId }));
    expect(await change(sittingId, { attemptLimit: 3 }, { reason: ' 。' })).toMatchObject({
      detail: { errors: ['reason reason-missing'] },
    });
    expect(await soundLog()).toEqual([]);
  });

  test('someone named by mistake is taken off an open sitting as long as they have not begun', async () => {
    const sittingId = await open({ audience: null, candidateIds: ['per_anna', 'per_bo'] });
    taken(await startAttempt(context, learner('anna'), { sittingId }));
    const refused = await change(sittingId, {}, { removeIds: ['per_anna', 'per_bo'] });
    expect(refused).toMatchObject({ code: 'sitting-state', detail: { fields: ['removed'] } });
    taken(await change(sittingId, {}, { removeIds: ['per_bo'], reason: '名单有误' }));
    expect(await startAttempt(context, learner('bo'), { sittingId })).toMatchObject({ ok: false });
    const { history } = await view(sittingId);
    expect(history.at(-1)).toMatchObject({ reason: '名单有误', detail: { removedIds: ['per_bo'] } });
    expect(await soundLog()).toEqual([]);
  });

  test('a button pressed twice acts once; what somebody else did, or another reason, is a conflict', async () => {
    const sittingId = await open();
    await sit('anna', sittingId);
    const other = actorOf('per_other', { grants: office.grants });
    for (const what of ['release', 'withdraw', 'close', 'reopen'] as const) {
      const { revision } = await view(sittingId);
      taken(await act(sittingId, what));
      taken(await act(sittingId, what, { revision }));
      expect(await view(sittingId)).toMatchObject({ revision: revision + 1 });
      expect(await act(sittingId, what, { revision, reason: '另有原因' })).toMatchObject({ code: 'stale-version' });
      expect(await act(sittingId, what, { revision, actor: other })).toMatchObject({ code: 'stale-version' });
    }
    expect((await view(sittingId)).history).toHaveLength(5);
    const { revision } = await view(sittingId);
    const again = { revision, reason: '推迟' };
    const closesAt = TEST_NOW + DAY;
    expect(taken(await change(sittingId, { closesAt }, again))).toEqual({ changed: true });
    expect(taken(await change(sittingId, { closesAt }, again))).toEqual({ changed: true });
    expect(await change(sittingId, { closesAt: closesAt + DAY }, again)).toMatchObject({ code: 'stale-version' });
    expect((await view(sittingId)).history).toHaveLength(6);
  });

  test('results come out before the end only where that is meant', async () => {
    const sittingId = await open();
    await sit('anna', sittingId);
    const { attemptId, lease } = taken(await startAttempt(context, learner('bo'), { sittingId }));
    const missing = { code: 'invalid-input', detail: { errors: ['early'] } };
    expect(await act(sittingId, 'release', { early: false })).toMatchObject(missing);
    taken(await act(sittingId, 'close'));
    expect(await act(sittingId, 'release', { early: false })).toMatchObject(missing);
    taken(await act(sittingId, 'release'));
    expect((await view(sittingId)).history.at(-1)).toMatchObject({ detail: { beforeEnd: true, inProgress: 1 } });
    taken(await act(sittingId, 'withdraw'));
    taken(await submitAttempt(context, learner('bo'), { attemptId, lease }));
    taken(await act(sittingId, 'release', { early: false }));
    expect((await view(sittingId)).history.at(-1)?.detail).not.toHaveProperty('beforeEnd');
  });

  test('a result that is withheld earns no certificate until it is released, and then exactly one', async () => {
    const sittingId = await open();
    const attemptId = await sit('anna', sittingId);
    await sit('bo', sittingId, false);
    expect(await certificateOf('anna')).toBeUndefined();
    expect(taken(await readResult(context, learner('anna'), { attemptId }))).toMatchObject({ kind: 'withheld' });
    expect((await view(sittingId)).touch).toEqual({ candidates: 2, passed: 1, certificates: 0 });
    taken(await act(sittingId, 'release'));
    expect(await act(sittingId, 'release')).toMatchObject({ code: 'sitting-state' });
    expect(await certificateOf('anna')).toMatchObject({ attemptId });
    expect(await certificateOf('bo')).toBeUndefined();
    expect(taken(await readResult(context, learner('anna'), { attemptId }))).toMatchObject({ kind: 'released' });
    await sit('chen', sittingId);
    expect(await certificateOf('chen')).toBeDefined();
    expect(await soundLog()).toEqual([]);
  });

  test('results that wait for their release are told on the list and at the desk, of one’s own units alone', async () => {
    const sittingId = await open();
    await sit('anna', sittingId);
    const told = async (actor = office) => {
      const { rows } = await listSittings(context, actor, { offset: 0, limit: 10 });
      return [
        rows.filter(({ toRelease }) => toRelease).map(({ id }) => id),
        (await readAttention(context, actor)).flatMap((item) => (item.kind === 'to-release' ? item.count : [])),
      ];
    };
    expect(await told()).toEqual([[], []]);
    context.setNow(TEST_NOW + 3 * HOUR);
    expect(await told()).toEqual([[sittingId], [1]]);
    expect(await told(officeOfFinance)).toEqual([[], []]);
    taken(await act(sittingId, 'release'));
    expect(await told()).toEqual([[], []]);
    taken(await act(sittingId, 'withdraw'));
    expect(await told()).toEqual([[sittingId], [1]]);
  });

  test('released at a time: the certificate is issued at that very time and not before', async () => {
    const at = TEST_NOW + 4 * HOUR;
    const sittingId = await open({ release: { mode: 'at-time', at } });
    await sit('anna', sittingId);
    context.setNow(at - 1);
    await dispatchDueEvents(context);
    expect(await certificateOf('anna')).toBeUndefined();
    context.setNow(at);
    await dispatchDueEvents(context);
    expect(await certificateOf('anna')).toBeDefined();
  });

  test('a release brought forward by a change is followed at its new time', async () => {
    const sittingId = await open({ release: { mode: 'at-time', at: TEST_NOW + 9 * HOUR } });
    await sit('anna', sittingId);
    taken(await change(sittingId, { release: { mode: 'at-time', at: TEST_NOW + 4 * HOUR } }));
    context.setNow(TEST_NOW + 4 * HOUR);
    await dispatchDueEvents(context);
    expect(await certificateOf('anna')).toBeDefined();
  });

  test('a release withdrawn withholds results again and suspends what rests on them; released again it is reinstated', async () => {
    const sittingId = await open({ release: { mode: 'at-submission' } });
    const attemptId = await sit('anna', sittingId);
    const certificate = await certificateOf('anna');
    if (!certificate) throw new Error('no certificate');
    const status = async () => {
      const verified = taken(await verifyCertificate(context, { code: certificate.code, on: null }));
      return verified.certificate.status;
    };
    expect(await status()).toBe('valid');
    taken(await act(sittingId, 'withdraw'));
    await dispatchDueEvents(context);
    expect(await status()).toBe('suspended');
    expect(taken(await readResult(context, learner('anna'), { attemptId }))).toMatchObject({
      kind: 'withheld',
      releaseAt: null,
    });
    expect(await change(sittingId, { release: { mode: 'at-submission' } })).toMatchObject({ code: 'sitting-state' });
    taken(await act(sittingId, 'release'));
    expect(await status()).toBe('valid');
    expect(await changesOf(certificate.id)).toEqual(['suspended', 'reinstated']);
    await database.transaction(async (tx) => {
      const { emitEvent } = await import('#app/usecases/audit/record.server.ts');
      await emitEvent({ tx, context }, { type: 'release-changed', sittingId, after: '' });
    });
    await dispatchDueEvents(context);
    expect(await changesOf(certificate.id)).toEqual(['suspended', 'reinstated']);
    expect(await soundLog()).toEqual([]);
  });

  test('results are told per candidate with figures of exactly those, unknown not being zero', async () => {
    const sittingId = await open({ candidateIds: ['per_chen'] });
    await sit('anna', sittingId);
    await sit('bo', sittingId, false);
    const results = taken(await readResults(context, office, { sittingId, filter: ALL }));
    expect(results.counts).toMatchObject({ all: 3, absent: 1, graded: 2 });
    expect(results.rows.map(({ employeeNo, state, score, passed }) => [employeeNo, state, score, passed])).toEqual([
      ['E-anna', 'graded', 10_000, true],
      ['E-bo', 'graded', 0, false],
      ['E-chen', 'absent', null, null],
    ]);
    expect(results.summary).toMatchObject({ count: 2, mean: 5_000, median: 5_000, spread: null });
    expect(results.bins).toBeNull();
    expect(results.areas.map(({ code, mark, maxMark }) => [code, mark, maxMark])).toEqual([
      ['B1', 5_000, 10_000],
      ['G2', 5_000, 10_000],
    ]);
    const by = async (over: Partial<ResultFilter>) =>
      taken(await readResults(context, office, { sittingId, filter: { ...ALL, ...over } })).rows.map(
        ({ employeeNo }) => employeeNo,
      );
    expect(await by({ unitId: 'org_edu', passed: true })).toEqual(['E-anna']);
    expect(await by({ sort: 'score' })).toEqual(['E-bo', 'E-anna', 'E-chen']);
    expect(await by({ sort: 'score', descending: true })).toEqual(['E-anna', 'E-bo', 'E-chen']);
    expect(await by({ state: 'absent' })).toEqual(['E-chen']);
    expect(await by({ search: 'e-b' })).toEqual(['E-bo']);
  });

  test('two releases at once release once', async () => {
    const sittingId = await open();
    await sit('anna', sittingId);
    const { revision } = await view(sittingId);
    const command = { sittingId, act: 'release', revision, reason: '公布', early: true } as const;
    const other = actorOf('per_other', { grants: office.grants });
    const all = await Promise.all([office, office, other].map((actor) => actOnSitting(context, actor, command)));
    // Whoever came first, their second press is the same act; anyone else is told that the sitting changed.
    expect(all.map(({ ok }) => ok)).toEqual(all[2]?.ok ? [false, false, true] : [true, true, false]);
    expect((await view(sittingId)).history).toHaveLength(2);
  });
});
