import { beforeEach, describe, expect, test } from 'vitest';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { fieldsOfAnswer } from '#app/domain/questions/answer-of-fields.ts';
import { closeOverdueMocks, endMock } from '#app/usecases/practice/end-mock.server.ts';
import { listMistakes } from '#app/usecases/practice/list-mistakes.server.ts';
import { listMocks } from '#app/usecases/practice/list-mocks.server.ts';
import { readMockReport } from '#app/usecases/practice/read-mock-report.server.ts';
import { answerMock, openMock } from '#app/usecases/practice/sit-mock.server.ts';
import { startMock } from '#app/usecases/practice/start-mock.server.ts';
import type { Database } from '#db/open.server.ts';
import { seedCourses } from '#db/seed/courses.ts';
import { seedExam, seedQuestion, seedSession } from '#db/seed/exams.ts';
import { linkPoints, seedPoints } from '#db/seed/practice.ts';
import { findOwnMock } from '#db/stores/mock-exams.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, taken } from '#test/support/people.ts';

const MINUTE = 60_000;
const learnerOf = (personId: string): PersonActor =>
  actorOf(personId, { grants: [{ role: 'learner', unitId: 'org_a' }] });
const anna = learnerOf('per_anna');
const bo = learnerOf('per_bo');

/** The blueprint asks for two of B1/understand and two of G2/apply; practice has three of the one, one of the other. */
describeOnBothEngines('mock exams', (fresh) => {
  let database: Database;
  let context: TestContext;

  beforeEach(async () => {
    database = await fresh();
    context = makeTestContext(database);
    await database.transaction(async (tx) => {
      await seedCourses(tx, {
        courses: [{ code: 'basics', lessons: [{ name: '01-first', statements: ['一', '二', '三'] }] }],
      });
      await seedExam(tx, { otherTypes: ['essay'] });
      await seedQuestion(tx, { id: 'p-choice', use: 'practice', points: ['G2.01'], depth: 'apply' });
      await seedPoints(tx, { points: ['B1.01', 'G2.01'] });
      for (const { personId } of [anna, bo]) await seedSession(tx, { id: `ses_${personId}`, personId, now: TEST_NOW });
    });
  });

  const start = async (actor = anna) => taken(await startMock(context, actor, { blueprintCode: 'demo' })).mockId;
  const open = async (mockId: string, slot = 1) => taken(await openMock(context, anna, { mockId, slot }));
  const give = (mockId: string, slot: number, answer: string | null, actor = anna) =>
    answerMock(context, actor, { mockId, slot, fields: fieldsOfAnswer(answer) });
  const hand = async (mockId: string) => taken(await endMock(context, anna, { mockId }));
  const report = async (mockId: string) => taken(await readMockReport(context, anna, { mockId }));
  /** Answers every question: rightly, or each wrong. */
  async function answerAll(mockId: string, right: boolean) {
    const { slots } = await open(mockId);
    for (const { slot } of slots) {
      const { item } = await open(mockId, slot);
      const key = item.question.type === 'true-false' ? (right ? 'true' : 'false') : right ? 'a' : 'b';
      taken(await give(mockId, slot, key));
    }
  }

  test('are drawn from practice items alone, and say exactly what these cannot fill', async () => {
    const mockId = await start();
    const mock = await findOwnMock(database.read, { personId: anna.personId, mockId });
    const versions = mock?.items.map(({ questionVersionId }) => questionVersionId) ?? [];
    expect(versions).toHaveLength(3);
    expect(versions.filter((id) => /ver_question_(b1|g2)-/.test(id))).toEqual([]);
    expect(versions).toContain('ver_question_p-choice_1');
    expect(mock?.lacks).toEqual([{ competency: 'G2', depth: 'apply', needed: 2, available: 1 }]);
    expect((await open(mockId)).lacking).toBe(1);
    expect((await listMocks(context, anna, { page: 1 })).offers).toMatchObject([
      { code: 'demo', questions: 4, available: 3, durationMs: 30 * MINUTE },
    ]);
  });

  test('are refused where practice has nothing, and for a blueprint that is not there', async () => {
    expect(await startMock(context, anna, { blueprintCode: 'nothing' })).toMatchObject({ code: 'not-found' });
    await database.transaction((tx) => tx.db.update(tx.tables.questionFacet).set({ current: false }));
    expect(await startMock(context, anna, { blueprintCode: 'demo' })).toMatchObject({ code: 'bank-too-small' });
  });

  test('run one at a time, also when two are started at once', async () => {
    const both = await Promise.all([start(), start()]);
    expect(new Set(both).size).toBe(1);
    expect(await start()).toBe(both[0]);
    expect((await listMocks(context, anna, { page: 1 })).running).toEqual({ id: both[0] });
    expect(await start(bo)).not.toBe(both[0]);
  });

  test('tell nothing about what is right before the end', async () => {
    const mockId = await start();
    await answerAll(mockId, false);
    expect(JSON.stringify(await open(mockId))).not.toMatch(/解析|是对的|explanation|scoring|outcome|"key"/);
    expect(await readMockReport(context, anna, { mockId })).toMatchObject({ code: 'attempt-running' });
    expect((await listMistakes(context, anna, { course: '', point: '', state: 'asked', page: 1 })).total).toBe(0);
  });

  test('keep the last answer of each question, and clear one that is taken back', async () => {
    const mockId = await start();
    const slot = 1;
    for (const answer of ['false', 'true', 'true'] as const) await give(mockId, slot, answer);
    const rows = await database.read.db.select().from(database.read.tables.mockAnswer);
    const { item } = await open(mockId, slot);
    if (item.question.type === 'true-false') {
      expect(rows.map(({ number, answer }) => [number, answer.value])).toEqual([
        [1, 'false'],
        [2, 'true'],
      ]);
    } else expect(rows).toEqual([]);
    taken(await give(mockId, slot, null));
    expect((await open(mockId, slot)).slots[0]?.answered).toBe(false);
    expect(await give(mockId, slot, 'zzz')).toMatchObject({ code: 'invalid-answer' });
    expect(await give(mockId, 99, 'a')).toMatchObject({ code: 'not-found' });
  });

  test('scale the marks of what could be drawn to 100, by competency and depth, and put mistakes into the book', async () => {
    const mockId = await start();
    await answerAll(mockId, true);
    const { slots } = await open(mockId);
    for (const { slot } of slots)
      if ((await open(mockId, slot)).item.question.type === 'single-choice') taken(await give(mockId, slot, 'c'));
    context.pass(10 * MINUTE);
    await hand(mockId);
    expect(await report(mockId)).toMatchObject({
      score: 5000,
      maxScore: 7500,
      scaled: 6666,
      questions: 3,
      answered: 3,
      durationMs: 10 * MINUTE,
      endedBy: 'learner',
      competencies: [
        { area: 'B1', mark: 5000, maxMark: 5000, percent: 10_000, name: { zh: '名称B1' } },
        { area: 'G2', mark: 0, maxMark: 2500, percent: 0 },
      ],
      depths: [{ area: 'understand' }, { area: 'apply' }],
      differences: {
        realQuestions: 4,
        unmarked: 0,
        lacks: [{ competency: 'G2', name: { zh: '名称G2' }, depth: 'apply', needed: 2, available: 1 }],
      },
      missed: [{ answer: 'c', outcome: 'wrong', key: { kind: 'options', ids: ['a'] } }],
    });
    const { rows } = await listMistakes(context, anna, { course: '', point: '', state: 'asked', page: 1 });
    expect(rows.map(({ questionId }) => questionId)).toEqual(['doc_question_p-choice']);
  });

  test('put nothing into the book that was left empty', async () => {
    const mockId = await start();
    await hand(mockId);
    expect(await report(mockId)).toMatchObject({ score: 0, scaled: 0, answered: 0 });
    expect((await listMistakes(context, anna, { course: '', point: '', state: 'asked', page: 1 })).total).toBe(0);
  });

  describe('the clock of the server', () => {
    test('takes an answer in the last millisecond and none at the deadline, as of which it ends', async () => {
      const mockId = await start();
      const { item } = await open(mockId);
      const key = item.question.type === 'true-false' ? 'true' : 'a';
      context.pass(30 * MINUTE - 1);
      expect((await open(mockId)).remainingMs).toBe(1);
      taken(await give(mockId, 1, key));
      context.pass(1);
      expect(await give(mockId, 2, 'true')).toMatchObject({ code: 'attempt-closed' });
      expect(await report(mockId)).toMatchObject({ endedBy: 'deadline', endedAt: TEST_NOW + 30 * MINUTE, answered: 1 });
    });

    test('closes what nobody looks at, once', async () => {
      const mockId = await start();
      context.pass(30 * MINUTE - 1);
      expect(await closeOverdueMocks(context)).toBe(0);
      context.pass(1);
      expect(await closeOverdueMocks(context)).toBe(1);
      expect(await closeOverdueMocks(context)).toBe(0);
      expect(await report(mockId)).toMatchObject({ endedBy: 'deadline' });
    });

    test('closes one whose time ran out while the server was down, as soon as it is opened', async () => {
      const mockId = await start();
      context.pass(3 * 60 * MINUTE);
      expect(await openMock(context, anna, { mockId, slot: 1 })).toMatchObject({ code: 'attempt-closed' });
      expect(await report(mockId)).toMatchObject({ endedAt: TEST_NOW + 30 * MINUTE });
      expect(await start()).not.toBe(mockId);
    });

    test('lets handing in after the deadline count as the deadline, and a second time change nothing', async () => {
      const mockId = await start();
      context.pass(31 * MINUTE);
      await hand(mockId);
      const first = await report(mockId);
      expect(first.endedBy).toBe('deadline');
      context.pass(MINUTE);
      await hand(mockId);
      expect(await report(mockId)).toEqual(first);
    });
  });

  test('are compared with one’s own of the same blueprint, the oldest first', async () => {
    const first = await start();
    await answerAll(first, false);
    await hand(first);
    context.pass(MINUTE);
    const second = await start();
    await answerAll(second, true);
    await hand(second);
    expect((await report(second)).series.map(({ id, scaled }) => [id, scaled])).toEqual([
      [first, 0],
      [second, 10_000],
    ]);
    expect((await listMocks(context, anna, { page: 1 })).rows.map(({ id }) => id)).toEqual([second, first]);
    expect((await listMocks(context, bo, { page: 1 })).total).toBe(0);
  });

  test('leave what only a person can mark out of the score and say so', async () => {
    await database.transaction(async (tx) => {
      const essay = {
        type: 'essay',
        body: { prompt: { zh: '为什么' }, length: { max: 300 } },
        scoring: { rubric: [] },
      };
      await seedQuestion(tx, { id: 'p-essay', use: 'practice', points: ['G2.01'], depth: 'apply', ...essay });
      await linkPoints(tx);
    });
    const mockId = await start();
    await hand(mockId);
    expect(await report(mockId)).toMatchObject({
      questions: 4,
      maxScore: 7500,
      differences: { lacks: [], unmarked: 1 },
    });
  });

  test('are somebody’s own: to others they do not exist', async () => {
    const mockId = await start();
    expect(await openMock(context, bo, { mockId, slot: 1 })).toMatchObject({ code: 'not-found' });
    expect(await give(mockId, 1, 'true', bo)).toMatchObject({ code: 'not-found' });
    expect(await endMock(context, bo, { mockId })).toMatchObject({ code: 'not-found' });
    expect(await readMockReport(context, bo, { mockId })).toMatchObject({ code: 'not-found' });
  });
});
