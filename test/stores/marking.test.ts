import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { readResult } from '#app/usecases/exams/read-result.server.ts';
import { saveResponses } from '#app/usecases/exams/save-responses.server.ts';
import { startAttempt } from '#app/usecases/exams/start-attempt.server.ts';
import { submitAttempt } from '#app/usecases/exams/submit-attempt.server.ts';
import { finishMarking } from '#app/usecases/marking/finish-marking.server.ts';
import { giveMark } from '#app/usecases/marking/give-mark.server.ts';
import { listMarking } from '#app/usecases/marking/list-marking.server.ts';
import { readAnswerToMark } from '#app/usecases/marking/read-answer.server.ts';
import type { Database, Handle } from '#db/open.server.ts';
import { seedExam, seedQuestion, seedSession, seedSitting } from '#db/seed/exams.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { findAttempt, listCurrentGrades } from '#db/stores/exams.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, seedUnit, taken } from '#test/support/people.ts';

const HOUR = 3_600_000;
const RUBRIC = [
  {
    id: 'r1',
    title: { zh: '事实' },
    weight: 200,
    levels: [100, 50, 0].map((credit) => ({ credit, text: { zh: `${credit}` } })),
  },
  {
    id: 'r2',
    title: { zh: '表达' },
    weight: 100,
    levels: [100, 0].map((credit) => ({ credit, text: { zh: `${credit}` } })),
  },
];
const learner = (personId: string): PersonActor =>
  actorOf(personId, { sessionId: `ses_${personId}`, grants: [{ role: 'learner', unitId: 'org_root' }] });

describeOnBothEngines('marking by people', (fresh) => {
  let database: Database;
  let context: TestContext;
  let essay: string;
  let mo: PersonActor;
  let na: PersonActor;
  let marker: (personId: string, unitId?: string) => PersonActor;
  const candidates = ['per_anna', 'per_bo', 'per_cai'];

  beforeEach(async () => {
    database = await fresh();
    context = makeTestContext(database);
    const root = await seedUnit(context, { code: '01' });
    marker = (personId, unitId = root) => actorOf(personId, { grants: [{ role: 'marker', unitId }] });
    [mo, na] = [marker('per_mo'), marker('per_na')];
    await database.transaction(async (tx) => {
      const exam = await seedExam(tx, { otherTypes: ['essay'] });
      // The only questions of B1/understand that are current: each paper gets both.
      for (const id of ['b1-1', 'b1-2', 'b1-3']) await retire(tx, `ver_question_${id}_1`);
      essay = await seedQuestion(tx, {
        id: 'b1-essay',
        type: 'essay',
        body: { prompt: { zh: '为什么要共享数据？' }, length: { max: 300 } },
        scoring: { rubric: RUBRIC },
      });
      await seedSitting(tx, {
        exam,
        candidateIds: candidates,
        unitId: root,
        opensAt: TEST_NOW - HOUR,
        closesAt: TEST_NOW + 24 * HOUR,
      });
      for (const personId of candidates) await seedSession(tx, { id: `ses_${personId}`, personId, now: TEST_NOW });
      await seedSession(tx, { id: 'ses_mo', personId: 'per_mo', now: TEST_NOW });
    });
  });

  /** Sits the exam: `text` for the essay, everything else left empty. */
  async function sit(personId: string, text: string | null): Promise<string> {
    const actor = learner(personId);
    const { attemptId, lease, items } = taken(await startAttempt(context, actor, { sittingId: 'sit_1' }));
    const slot = items.find(({ type }) => type === 'essay')?.slot ?? 0;
    if (text !== null) {
      const responses = [{ slot, seq: 1, answer: text, clientMs: 0 }];
      const { outcomes } = await saveResponses(context, [
        { actor, attemptId, lease, responses, receivedAt: context.clock.now() },
      ]);
      for (const outcome of outcomes) taken(outcome);
    }
    taken(await submitAttempt(context, actor, { attemptId, lease }));
    return attemptId;
  }
  const take = async (actor = mo, taskId: string | null = null) =>
    taken(await readAnswerToMark(context, actor, { sittingId: 'sit_1', questionVersionId: essay, taskId }));
  const statusOf = async (attemptId: string) => (await findAttempt(database.read, attemptId))?.status;
  const BEST = { r1: 100, r2: 100 };
  const give = (taskId: string, over: Partial<Parameters<typeof giveMark>[2]> = {}, actor = mo) =>
    giveMark(context, actor, { taskId, credits: BEST, comment: '', number: 0, ...over });

  test('a written answer waits, is marked without a name, and the end of marking grades the paper', async () => {
    const attemptId = await sit('per_anna', '数据共享可以少跑路。');
    expect(await statusOf(attemptId)).toBe('awaiting-marking');
    expect(await readResult(context, learner('per_anna'), { attemptId })).toMatchObject({
      ok: true,
      value: { kind: 'withheld' },
    });
    const { sittings } = await listMarking(context, mo, { limit: 10, offset: 0 });
    expect(sittings).toMatchObject([{ id: 'sit_1', whole: 0, questions: [{ versionId: essay, waiting: 1, all: 1 }] }]);

    const page = await take();
    expect(page.answer).toMatchObject({ answer: '数据共享可以少跑路。', maxMark: 2500, number: 0, given: null });
    expect(JSON.stringify(page)).not.toMatch(/per_anna|考生/);
    const taskId = page.answer?.taskId ?? '';
    expect(taken(await give(taskId, { credits: { r1: 50, r2: 100 }, comment: '事实不全' }))).toEqual({ mark: 1667 });
    expect(await statusOf(attemptId)).toBe('awaiting-marking');
    expect(taken(await finishMarking(context, mo, { sittingId: 'sit_1' }))).toEqual({ graded: 1 });
    expect(taken(await finishMarking(context, mo, { sittingId: 'sit_1' }))).toEqual({ graded: 0 });
    expect(await statusOf(attemptId)).toBe('graded');
    const grade = (await listCurrentGrades(database.read, [attemptId])).get(attemptId);
    expect(grade).toMatchObject({ score: 1667, maxScore: 10_000, passed: 0 });
    const log = await listAuditEntries(database.read, { stream: 'sitting:sit_1', after: 0, limit: 9 });
    expect(log.map(({ action }) => action)).toEqual([
      'attempt.start',
      'attempt.submit',
      'answer.mark',
      'attempt.grade',
    ]);
    expect((await give(taskId, { number: 1, credits: BEST })).ok).toBe(false);
  });

  test('nothing written needs no marker', async () => {
    expect(await statusOf(await sit('per_anna', null))).toBe('graded');
    expect(await statusOf(await sit('per_bo', ' \n'))).toBe('graded');
    expect((await take()).answer).toBeNull();
  });

  test('two markers never have the same answer before them; what one leaves is free again after a while', async () => {
    await sit('per_anna', '一');
    await sit('per_bo', '二');
    const [first, again, other, none] = [await take(), await take(), await take(na), await take(marker('per_third'))];
    expect(again.answer?.taskId).toBe(first.answer?.taskId);
    expect(other.answer?.taskId).not.toBe(first.answer?.taskId);
    expect(none).toMatchObject({ answer: null, waiting: 2, beforeOthers: 2 });
    const taskId = first.answer?.taskId ?? '';
    expect(await give(taskId, {}, na)).toMatchObject({ ok: false, code: 'answer-taken' });
    context.pass(HOUR);
    expect((await take(marker('per_third'))).answer).not.toBeNull();
  });

  test('a mark counts once, is changed by who gave it alone, and every version of it stays', async () => {
    const attemptId = await sit('per_anna', '一');
    const taskId = (await take()).answer?.taskId ?? '';
    taken(await give(taskId));
    expect(taken(await give(taskId))).toEqual({ mark: 2500 });
    expect(await give(taskId, { credits: { r1: 0, r2: 0 } })).toMatchObject({ ok: false, code: 'stale-version' });
    expect(await give(taskId, { credits: { r1: 0, r2: 0 }, number: 1 }, na)).toMatchObject({
      ok: false,
      code: 'answer-taken',
    });
    const seen = await take(mo, taskId);
    expect(seen.own).toMatchObject([{ taskId, mark: 2500 }]);
    expect(seen.answer).toMatchObject({ number: 1, given: { credits: BEST } });
    expect(taken(await give(taskId, { credits: { r1: 0, r2: 100 }, number: 1 }))).toEqual({ mark: 833 });
    expect((await take(mo, taskId)).own).toMatchObject([{ taskId, mark: 833 }]);
    taken(await finishMarking(context, mo, { sittingId: 'sit_1' }));
    expect((await listCurrentGrades(database.read, [attemptId])).get(attemptId)).toMatchObject({ score: 833 });
    const marks = await database.read.db.select().from(database.read.tables.givenMark);
    expect(marks.map(({ number, mark }) => [number, mark])).toEqual([
      [1, 2500],
      [2, 833],
    ]);
  });

  test('papers that are not marked whole wait on; the others are graded', async () => {
    const [anna, bo] = [await sit('per_anna', '一'), await sit('per_bo', '二')];
    const taskId = (await take()).answer?.taskId ?? '';
    taken(await give(taskId));
    expect((await listMarking(context, mo, { limit: 10, offset: 0 })).sittings).toMatchObject([
      { whole: 1, questions: [{ waiting: 1, all: 2 }] },
    ]);
    expect(taken(await finishMarking(context, mo, { sittingId: 'sit_1' }))).toEqual({ graded: 1 });
    expect([await statusOf(anna), await statusOf(bo)].sort()).toEqual(['awaiting-marking', 'graded']);
  });

  test('nobody marks their own answer, one of other units, or by other levels than the rubric has', async () => {
    await sit('per_anna', '一');
    const self = marker('per_anna');
    expect((await take(self)).answer).toBeNull();
    const taskId = (await take()).answer?.taskId ?? '';
    expect(await give(taskId, {}, self)).toMatchObject({ ok: false, code: 'not-found' });
    for (const credits of [{ r1: 100 }, { r1: 70, r2: 100 }, { ...BEST, r3: 100 }])
      expect(await give(taskId, { credits })).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(await give(taskId, { comment: '长'.repeat(2_001) })).toMatchObject({ ok: false, code: 'invalid-input' });
    const elsewhere = marker('per_mo', 'org_elsewhere');
    expect(await give(taskId, {}, elsewhere)).toMatchObject({ ok: false, code: 'not-found' });
    expect((await listMarking(context, elsewhere, { limit: 10, offset: 0 })).sittings).toEqual([]);
    expect(await finishMarking(context, learner('per_bo'), { sittingId: 'sit_1' })).toMatchObject({
      ok: false,
      code: 'forbidden',
    });
  });

  test('the log knows the grade of a marked paper, and tells when it was altered', async () => {
    const attemptId = await sit('per_anna', '一');
    taken(await give((await take()).answer?.taskId ?? ''));
    taken(await finishMarking(context, mo, { sittingId: 'sit_1' }));
    const verify = async () =>
      taken(await verifyAudit(context, systemActor('test'), { onProgress: () => undefined })).faults;
    expect((await verify()).filter(({ chain }) => chain === 'grade' || chain === 'attempt')).toEqual([]);
    expect(attemptId).not.toBe('');
  });
});

async function retire({ db, tables: { questionFacet } }: Handle, versionId: string) {
  await db.update(questionFacet).set({ current: false }).where(eq(questionFacet.versionId, versionId));
}
