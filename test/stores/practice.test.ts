import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { PracticeBehaviour, PracticeScopeKind } from '#app/domain/practice/choices.ts';
import { fieldsOfAnswer } from '#app/domain/questions/answer-of-fields.ts';
import type { Certainty } from '#app/domain/questions/behaviours/behaviour.ts';
import { enrolCourse } from '#app/usecases/learning/enrol-course.server.ts';
import { submitQuiz } from '#app/usecases/learning/submit-quiz.server.ts';
import { changeCard } from '#app/usecases/practice/change-card.server.ts';
import { endPractice } from '#app/usecases/practice/end-practice.server.ts';
import { listFavourites } from '#app/usecases/practice/list-favourites.server.ts';
import { listMistakes } from '#app/usecases/practice/list-mistakes.server.ts';
import { openSession } from '#app/usecases/practice/open-session.server.ts';
import { readCard } from '#app/usecases/practice/read-card.server.ts';
import { readPracticeHome } from '#app/usecases/practice/read-practice-home.server.ts';
import { readProgress } from '#app/usecases/practice/read-progress.server.ts';
import { readSummary } from '#app/usecases/practice/read-summary.server.ts';
import { setFavourite } from '#app/usecases/practice/set-favourite.server.ts';
import { startPractice } from '#app/usecases/practice/start-practice.server.ts';
import { takePracticeStep } from '#app/usecases/practice/take-step.server.ts';
import type { Database, Handle } from '#db/open.server.ts';
import { seedCourses } from '#db/seed/courses.ts';
import { seedExam, seedQuestion, seedSession } from '#db/seed/exams.ts';
import { linkPoints, seedPoints } from '#db/seed/practice.ts';
import { listQuizAttempts } from '#db/stores/learning.ts';
import { listCardEvents } from '#db/stores/mistake-book.ts';
import { listItems } from '#db/stores/practice.ts';
import { listCandidates, listPracticeBank } from '#db/stores/practice-questions.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf, taken } from '#test/support/people.ts';

const DAY = 86_400_000;
const learnerOf = (personId: string): PersonActor =>
  actorOf(personId, { grants: [{ role: 'learner', unitId: 'org_a' }] });
const anna = learnerOf('per_anna');
const bo = learnerOf('per_bo');
const BANK = 'doc_question_p-choice';
const NO_FILTER = { course: '', point: '' };

describeOnBothEngines('practice', (fresh) => {
  let database: Database;
  let context: TestContext;

  beforeEach(async () => {
    database = await fresh();
    context = makeTestContext(database);
    await database.transaction(async (tx) => {
      await seedCourses(tx, {
        courses: [
          { code: 'basics', lessons: [{ name: '01-first', statements: ['一', '二', '三'] }] },
          { code: 'safety', lessons: [{ name: '01-only', statements: ['四'] }] },
        ],
      });
      await seedExam(tx);
      await seedQuestion(tx, { id: 'p-choice', use: 'practice', points: ['G2.01'], depth: 'apply' });
      await seedPoints(tx, { points: ['A1.01', 'B1.01', 'G2.01'] });
      for (const { personId } of [anna, bo]) await seedSession(tx, { id: `ses_${personId}`, personId, now: TEST_NOW });
    });
  });

  const start = async (
    kind: PracticeScopeKind,
    {
      ref = '',
      behaviour = 'immediate',
      size = 20,
      actor = anna,
    }: { ref?: string; behaviour?: PracticeBehaviour; size?: number; actor?: PersonActor } = {},
  ) => taken(await startPractice(context, actor, { scope: { kind, ref }, behaviour, size })).sessionId;
  const answer = (
    sessionId: string,
    slot: number,
    { value, certainty = null, actor = anna }: { value: string; certainty?: Certainty | null; actor?: PersonActor },
  ) =>
    takePracticeStep(context, actor, {
      sessionId,
      slot,
      act: { kind: 'answer', fields: fieldsOfAnswer(value), certainty },
    });
  const open = async (sessionId: string, slot: number | null = null, actor = anna) =>
    taken(await openSession(context, actor, { sessionId, slot }));
  const book = (state: Parameters<typeof listMistakes>[2]['state'] = 'asked', filter = NO_FILTER, actor = anna) =>
    listMistakes(context, actor, { ...filter, state, page: 1 });
  const retire = (questionId: string) =>
    database.transaction((tx) =>
      tx.db
        .update(tx.tables.questionFacet)
        .set({ current: false })
        .where(eq(tx.tables.questionFacet.questionId, questionId)),
    );

  describe('what may be practised', () => {
    const drawn = async (filter: Parameters<typeof listCandidates>[1]['filter']) =>
      (await listCandidates(database.read, { personId: anna.personId, filter })).map(({ questionId }) => questionId);

    test('is the bank for practice and the quizzes of placed lessons, never an item of exams', async () => {
      const all = await drawn({ by: 'all' });
      expect(all.sort()).toEqual([
        BANK,
        'qst:basics/01-first/1',
        'qst:basics/01-first/2',
        'qst:basics/01-first/3',
        'qst:safety/01-only/1',
      ]);
      const cells = [
        { competency: 'B1', depth: 'understand' },
        { competency: 'G2', depth: 'apply' },
      ];
      const bank = await listPracticeBank(database.read, cells);
      expect(bank.map(({ code }) => code).filter((code) => /^(b1|g2)-/.test(code))).toEqual([]);
      expect(bank).toHaveLength(5);
    });

    test('leaves out what is no longer in force and the quiz of a lesson that stands in no course', async () => {
      await retire(BANK);
      await database.transaction((tx) =>
        tx.db.delete(tx.tables.courseLesson).where(eq(tx.tables.courseLesson.lessonId, 'lsn:safety/01-only')),
      );
      expect(await drawn({ by: 'all' })).toHaveLength(3);
    });

    test('is narrowed by course, by point and by favourites', async () => {
      expect(await drawn({ by: 'course', courseId: 'crs:safety' })).toEqual(['qst:safety/01-only/1']);
      expect(await drawn({ by: 'points', points: ['G2.01'] })).toEqual([BANK]);
      expect(await drawn({ by: 'points', points: [] })).toEqual([]);
      taken(await setFavourite(context, anna, { questionId: BANK, on: true }));
      expect(await drawn({ by: 'favourites', personId: anna.personId })).toEqual([BANK]);
      expect(await drawn({ by: 'favourites', personId: bo.personId })).toEqual([]);
    });

    test('belongs to a course from the bank too, where a lesson of it teaches the point', async () => {
      await database.transaction(async (tx) => {
        await seedQuestion(tx, { id: 'p-b1', use: 'practice', points: ['B1.01'] });
        await linkPoints(tx);
      });
      expect(await drawn({ by: 'course', courseId: 'crs:basics' })).toContain('doc_question_p-b1');
    });
  });

  describe('a set', () => {
    test('is refused where there is nothing to draw from, and for a course that is not there', async () => {
      const begin = (kind: PracticeScopeKind, ref = '') =>
        startPractice(context, anna, { scope: { kind, ref }, behaviour: 'immediate', size: 5 });
      expect(await begin('favourites')).toMatchObject({ code: 'bank-too-small' });
      expect(await begin('mistakes')).toMatchObject({ code: 'bank-too-small' });
      expect(await begin('weakness')).toMatchObject({ code: 'bank-too-small' });
      expect(await begin('course', 'nothing')).toMatchObject({ code: 'not-found' });
    });

    test('tells no key and no explanation before the answer, and both after it', async () => {
      const sessionId = await start('point', { ref: 'G2.01' });
      const before = await open(sessionId);
      expect(before.item).toMatchObject({ slot: 1, review: null, lesson: null });
      expect(JSON.stringify(before)).not.toMatch(/解析|explanation|scoring|"key"/);
      expect(taken(await answer(sessionId, 1, { value: 'b' }))).toEqual({ closed: true, ended: true });
      const after = await open(sessionId, 1);
      expect(after.item.review).toMatchObject({ outcome: 'wrong', mark: 0, key: { kind: 'options', ids: ['a'] } });
      expect(after.endedAt).toBe(context.clock.now());
    });

    test('is somebody’s own: to others it does not exist', async () => {
      const sessionId = await start('all');
      expect(await openSession(context, bo, { sessionId, slot: 1 })).toMatchObject({ code: 'not-found' });
      expect(await readSummary(context, bo, { sessionId })).toMatchObject({ code: 'not-found' });
      expect(await endPractice(context, bo, { sessionId })).toMatchObject({ code: 'not-found' });
      expect(await answer(sessionId, 1, { value: 'true', actor: bo })).toMatchObject({ code: 'not-found' });
    });

    test('keeps its questions, versions and order, and goes on where it was left', async () => {
      const sessionId = await start('course', { ref: 'basics' });
      const items = await listItems(database.read, sessionId);
      expect(new Set(items.map(({ questionId }) => questionId)).size).toBe(3);
      taken(await answer(sessionId, 1, { value: 'true' }));
      const resumed = await open(sessionId);
      expect(resumed.item.slot).toBe(2);
      expect(resumed.slots.map(({ outcome }) => outcome)).toEqual(['right', null, null]);
      expect(await listItems(database.read, sessionId)).toEqual(items);
    });

    test('takes one answer per question, refuses none and what cannot be one, and nothing after its end', async () => {
      const sessionId = await start('point', { ref: 'B1.01' });
      expect(await answer(sessionId, 1, { value: '' })).toMatchObject({
        code: 'invalid-input',
        detail: { missing: 'answer' },
      });
      expect(await answer(sessionId, 1, { value: 'maybe' })).toMatchObject({ code: 'invalid-answer' });
      taken(await answer(sessionId, 1, { value: 'true' }));
      expect(await answer(sessionId, 1, { value: 'false' })).toMatchObject({ code: 'conflict' });
      expect(await answer(sessionId, 9, { value: 'true' })).toMatchObject({ code: 'not-found' });
      taken(await endPractice(context, anna, { sessionId }));
      expect(await answer(sessionId, 2, { value: 'true' })).toMatchObject({ code: 'conflict' });
      const summary = taken(await readSummary(context, anna, { sessionId }));
      expect(summary).toMatchObject({ total: 4, open: 3, counts: { right: 1 }, missed: [] });
    });

    test('of several tries stays open until it is right or the third is used', async () => {
      const sessionId = await start('point', { ref: 'G2.01', behaviour: 'tries' });
      expect(taken(await answer(sessionId, 1, { value: 'b' }))).toEqual({ closed: false, ended: false });
      const again = await open(sessionId);
      expect(again.item).toMatchObject({ lastTry: 'wrong', triesLeft: 2, review: null, answer: 'b' });
      expect(JSON.stringify(again)).not.toContain('解析');
      expect(taken(await answer(sessionId, 1, { value: 'a' }))).toEqual({ closed: true, ended: true });
      expect((await open(sessionId)).item.review).toMatchObject({ outcome: 'partial', mark: 67 });
      expect((await book()).rows.map(({ questionId }) => questionId)).toEqual([BANK]);
    });

    test('by certainty asks for it, and being very sure of what is right makes the interval longest', async () => {
      const sessionId = await start('point', { ref: 'G2.01', behaviour: 'certainty' });
      expect(await answer(sessionId, 1, { value: 'b' })).toMatchObject({ detail: { missing: 'certainty' } });
      taken(await answer(sessionId, 1, { value: 'b', certainty: 3 }));
      expect((await open(sessionId)).item.review).toMatchObject({ outcome: 'wrong', mark: -200 });
      context.pass(2 * DAY);
      const next = await start('mistakes', { behaviour: 'certainty' });
      taken(await answer(next, 1, { value: 'a', certainty: 3 }));
      const events = await listCardEvents(database.read, { personId: anna.personId, questionId: BANK });
      expect(events.map(({ kind, rating }) => [kind, rating])).toEqual([
        ['entered', 'again'],
        ['reviewed', 'easy'],
      ]);
    });

    test('gives the answer to whoever asks for it, which is a mistake', async () => {
      const sessionId = await start('point', { ref: 'G2.01' });
      taken(await takePracticeStep(context, anna, { sessionId, slot: 1, act: { kind: 'show' } }));
      expect((await open(sessionId)).item.review).toMatchObject({ outcome: 'empty', answer: null });
      expect((await book()).total).toBe(1);
    });

    test('shows the model answer of what only a person can mark, and keeps it out of the book', async () => {
      await database.transaction(async (tx) => {
        await seedQuestion(tx, {
          id: 'p-essay',
          use: 'practice',
          type: 'essay',
          points: ['A1.01'],
          body: { prompt: { zh: '为什么' }, length: { max: 300 } },
          scoring: { rubric: [], model: { zh: '参考' } },
        });
        await linkPoints(tx);
      });
      const sessionId = await start('point', { ref: 'A1.01' });
      taken(await answer(sessionId, 1, { value: '因为' }));
      expect((await open(sessionId)).item.review).toMatchObject({
        selfChecked: true,
        outcome: 'to-mark',
        key: { kind: 'rubric', model: { zh: '参考' } },
      });
      expect((await book()).total).toBe(0);
      expect(taken(await readSummary(context, anna, { sessionId }))).toMatchObject({
        counts: { 'to-mark': 1 },
        missed: [],
      });
    });

    test('prefers what was not seen: two sets of two out of four questions of a point share none', async () => {
      const first = await start('point', { ref: 'B1.01', size: 2 });
      for (const slot of [1, 2]) taken(await answer(first, slot, { value: 'true' }));
      const second = await start('point', { ref: 'B1.01', size: 2 });
      const questionsOf = async (id: string) =>
        (await listItems(database.read, id)).map(({ questionId }) => questionId);
      const seen = await questionsOf(first);
      expect((await questionsOf(second)).filter((id) => seen.includes(id))).toEqual([]);
    });
  });

  describe('the book of mistakes', () => {
    const SHOWN = ['qsv:basics/01-first/1', 'qsv:basics/01-first/2', 'qsv:basics/01-first/3'];
    const quiz = (...answers: string[]) =>
      submitQuiz(context, anna, {
        courseCode: 'basics',
        lessonSlug: '01-first',
        shown: SHOWN,
        fields: Object.fromEntries(SHOWN.map((id, i) => [id, fieldsOfAnswer(answers[i] ?? '')])),
      });

    test('takes in what was wrong in a quiz with the try itself, and nothing when the try is refused', async () => {
      taken(await enrolCourse(context, anna, { courseCode: 'basics' }));
      expect(await quiz('true', 'false', 'perhaps')).toMatchObject({ code: 'invalid-answer' });
      expect((await book()).total).toBe(0);
      taken(await quiz('true', 'false', 'true'));
      const tries = await listQuizAttempts(database.read, {
        personId: anna.personId,
        lessonId: 'lsn:basics/01-first',
        from: 0,
        until: TEST_NOW * 2,
      });
      expect(tries).toHaveLength(1);
      expect((await book()).rows.map(({ questionId }) => questionId)).toEqual(['qst:basics/01-first/2']);
      const answers = await database.read.db.select().from(database.read.tables.practiceAnswer);
      expect(answers.map(({ source, sourceId, outcome }) => [source, sourceId, outcome]).sort()).toEqual([
        ['quiz', tries[0]?.id, 'right'],
        ['quiz', tries[0]?.id, 'right'],
        ['quiz', tries[0]?.id, 'wrong'],
      ]);
    });

    const miss = async () => {
      const sessionId = await start('point', { ref: 'G2.01' });
      taken(await answer(sessionId, 1, { value: 'b' }));
    };

    test('asks again the next day, and later each time it is right', async () => {
      await miss();
      expect((await book()).counts).toMatchObject({ asked: 1, due: 0 });
      context.pass(DAY);
      expect((await book()).counts).toMatchObject({ asked: 1, due: 1 });
      expect((await readPracticeHome(context, anna, { page: 1 })).due).toBe(1);
      taken(await answer(await start('mistakes'), 1, { value: 'a' }));
      const { rows, counts } = await book();
      expect(counts.due).toBe(0);
      expect(rows[0]?.intervalDays).toBeGreaterThan(1);
    });

    test('is due from the morning of the day on, whatever the hour of the mistake', async () => {
      await miss();
      context.setNow(Date.parse('2026-11-20T15:59:59Z'));
      expect((await book()).counts.due).toBe(0);
      context.setNow(Date.parse('2026-11-20T16:00:00Z'));
      expect((await book()).counts.due).toBe(1);
    });

    test('lets cards be taken out and put back with their schedule, and a mistake brings them back', async () => {
      await miss();
      context.pass(DAY);
      const act = (what: 'remove' | 'restore') => changeCard(context, anna, { questionId: BANK, act: what });
      const [before] = (await book()).rows;
      taken(await act('remove'));
      taken(await act('remove'));
      expect((await book()).counts).toMatchObject({ asked: 0, due: 0, removed: 1 });
      taken(await act('restore'));
      expect((await book()).rows[0]).toEqual(before);
      taken(await act('remove'));
      await miss();
      expect((await book()).counts).toMatchObject({ asked: 1, removed: 0 });
      const card = taken(await readCard(context, anna, { questionId: BANK }));
      expect(card.events.map(({ kind }) => kind)).toEqual(['entered', 'removed', 'restored', 'removed', 'returned']);
      expect(await changeCard(context, bo, { questionId: BANK, act: 'remove' })).toMatchObject({ code: 'not-found' });
      expect(await readCard(context, bo, { questionId: BANK })).toMatchObject({ code: 'not-found' });
    });

    test('shows the next version of a question in place of the one that was answered', async () => {
      await miss();
      await database.transaction(async (tx) => {
        const body = {
          prompt: { zh: '新的题目' },
          options: ['a', 'b'].map((id) => ({ id, text: { zh: id } })),
        };
        await seedQuestion(tx, { id: 'p-choice', number: 2, use: 'practice', points: ['G2.01'], depth: 'apply', body });
        await linkPoints(tx);
      });
      expect((await book()).rows).toMatchObject([{ prompt: { zh: '新的题目' }, retired: false }]);
      context.pass(DAY);
      expect((await open(await start('mistakes'))).item.question.prompt).toEqual({ zh: '新的题目' });
    });

    test('says of a retired question that it is, and no longer asks it', async () => {
      await miss();
      context.pass(DAY);
      await retire(BANK);
      expect((await book()).counts).toMatchObject({ asked: 0, due: 0, retired: 1 });
      expect((await book('retired')).rows).toMatchObject([{ questionId: BANK, retired: true }]);
      expect(taken(await readCard(context, anna, { questionId: BANK })).retired).toBe(true);
      expect(
        await startPractice(context, anna, { scope: { kind: 'mistakes', ref: '' }, behaviour: 'immediate', size: 5 }),
      ).toMatchObject({ code: 'bank-too-small' });
    });

    test('is narrowed by course and point, and is one’s own', async () => {
      await miss();
      expect((await book('asked', { course: '', point: 'G2.01' })).total).toBe(1);
      expect((await book('asked', { course: '', point: 'B1.01' })).total).toBe(0);
      expect((await book('asked', { course: 'basics', point: '' })).total).toBe(0);
      expect((await book('asked', { course: 'unknown', point: '' })).total).toBe(0);
      expect((await book('asked', NO_FILTER, bo)).total).toBe(0);
    });
  });

  describe('favourites', () => {
    test('are starred and unstarred any number of times, listed the latest first, and practised', async () => {
      const first = 'qst:basics/01-first/1';
      taken(await setFavourite(context, anna, { questionId: BANK, on: true }));
      context.pass(1);
      taken(await setFavourite(context, anna, { questionId: first, on: true }));
      taken(await setFavourite(context, anna, { questionId: first, on: true }));
      const page = (filter = NO_FILTER) => listFavourites(context, anna, { ...filter, page: 1 });
      expect((await page()).rows.map(({ questionId }) => questionId)).toEqual([first, BANK]);
      expect((await page({ course: 'basics', point: '' })).rows).toHaveLength(1);
      expect((await listItems(database.read, await start('favourites'))).length).toBe(2);
      taken(await setFavourite(context, anna, { questionId: first, on: false }));
      await retire(BANK);
      expect(await page()).toMatchObject({ total: 1, live: 0, rows: [{ questionId: BANK, retired: true }] });
    });

    test('are practice items: one of exams does not exist here', async () => {
      expect(await setFavourite(context, anna, { questionId: 'doc_question_b1-1', on: true })).toMatchObject({
        code: 'not-found',
      });
    });
  });

  describe('progress', () => {
    const progress = (filter: Partial<Parameters<typeof readProgress>[2]> = {}) =>
      readProgress(context, anna, { course: '', syllabus: '', words: '', page: 1, ...filter });

    test('is unknown where nothing was answered, and counts each question by its last answer', async () => {
      expect((await progress()).rows.map(({ code, ability, available }) => [code, ability, available])).toEqual([
        ['A1.01', null, 0],
        ['B1.01', null, 4],
        ['G2.01', null, 1],
      ]);
      const sessionId = await start('point', { ref: 'B1.01' });
      taken(await answer(sessionId, 1, { value: 'true' }));
      taken(await answer(sessionId, 2, { value: 'false' }));
      const [, b1] = (await progress()).rows;
      expect(b1).toMatchObject({ answered: 2, right: 1, answers: 2, ability: 5000, due: 0, lastAt: TEST_NOW });
      expect(b1?.lesson?.to).toBe('/courses/basics/01-first');
      context.pass(DAY);
      taken(await answer(await start('mistakes'), 1, { value: 'true' }));
      expect((await progress()).rows[1]).toMatchObject({ answered: 2, right: 2, answers: 3, ability: 7500 });
    });

    test('is narrowed by course and by words, and grouped as the standard is', async () => {
      expect((await progress({ course: 'basics' })).rows.map(({ code }) => code)).toEqual(['B1.01']);
      expect((await progress({ course: 'nothing' })).rows).toEqual([]);
      expect((await progress({ words: 'ｇ2' })).rows.map(({ code }) => code)).toEqual(['G2.01']);
      expect((await progress()).groups.map(({ code, domain }) => [domain.code, code])).toEqual([
        ['A', 'A1'],
        ['B', 'B1'],
        ['G', 'G2'],
      ]);
    });

    test('names a weak point once three of its questions were answered', async () => {
      const sessionId = await start('point', { ref: 'B1.01' });
      for (const slot of [1, 2]) taken(await answer(sessionId, slot, { value: 'false' }));
      expect((await readPracticeHome(context, anna, { page: 1 })).weak).toEqual([]);
      taken(await answer(sessionId, 3, { value: 'false' }));
      expect((await readPracticeHome(context, anna, { page: 1 })).weak).toMatchObject([
        { code: 'B1.01', ability: 2000, answered: 3, available: 4 },
      ]);
      expect((await listItems(database.read, await start('weakness'))).length).toBe(4);
    });
  });
});

/** The same handle, counting the selects that are made through it. */
function counted(handle: Handle): { handle: Handle; queries: () => number } {
  let queries = 0;
  const db = new Proxy(handle.db, {
    get(target, name, receiver) {
      if (name === 'select' || name === 'selectDistinct') queries += 1;
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  return { handle: { ...handle, db }, queries: () => queries };
}

describeOnBothEngines('practice of a learner with 5,000 cards and 20,000 answers', (fresh) => {
  const CARDS = 5_000;

  test('asks as many questions of the database as for a beginner, and answers each page within a second', async () => {
    const database = await fresh();
    const context = makeTestContext(database);
    await database.transaction(async (tx) => {
      await seedCourses(tx, { courses: [{ code: 'basics', lessons: [{ name: '01-first' }] }] });
      await fillBank(tx, CARDS);
      await seedPoints(tx, { points: ['B1.01', 'G2.01'] });
      await seedSession(tx, { id: 'ses_anna', personId: anna.personId, now: TEST_NOW });
    });
    const pages: [string, (own: TestContext, actor: PersonActor) => Promise<unknown>][] = [
      ['home', (own, actor) => readPracticeHome(own, actor, { page: 1 })],
      ['book', (own, actor) => listMistakes(own, actor, { ...NO_FILTER, state: 'asked', page: 1 })],
      [
        'book by point',
        (own, actor) => listMistakes(own, actor, { course: '', point: 'B1.01', state: 'due', page: 1 }),
      ],
      ['favourites', (own, actor) => listFavourites(own, actor, { ...NO_FILTER, page: 2 })],
      ['progress', (own, actor) => readProgress(own, actor, { course: '', syllabus: '', words: '', page: 1 })],
    ];
    const measure = async (actor: PersonActor) => {
      const figures: [string, number][] = [];
      for (const [name, read] of pages) {
        const { handle, queries } = counted(database.read);
        const began = performance.now();
        await read({ ...context, database: { ...database, read: handle } }, actor);
        expect(performance.now() - began, name).toBeLessThan(1_000);
        figures.push([name, queries()]);
      }
      return figures;
    };
    const beginner = new Map(await measure(bo));
    await database.transaction((tx) => fillBook(tx, { personId: anna.personId, cards: CARDS }));
    for (const [name, queries] of await measure(anna)) {
      // A beginner's empty lists ask for nothing further: what a full one asks is a handful more, whatever its length.
      expect(queries - (beginner.get(name) ?? 0), name).toBeLessThanOrEqual(4);
    }
    expect((await listMistakes(context, anna, { ...NO_FILTER, state: 'asked', page: 250 })).rows).toHaveLength(20);
  });

  async function fillBank(tx: Handle, count: number) {
    const { document, documentVersion, questionFacet } = tx.tables;
    const ids = Array.from({ length: count }, (_, i) => `q${String(i).padStart(5, '0')}`);
    for (let at = 0; at < count; at += 500) {
      const some = ids.slice(at, at + 500);
      await tx.db.insert(document).values(
        some.map((id) => ({
          id: `doc_${id}`,
          kind: 'question' as const,
          code: id,
          publishedVersionId: `ver_${id}`,
          createdAt: 0,
        })),
      );
      await tx.db.insert(documentVersion).values(
        some.map((id) => ({
          id: `ver_${id}`,
          documentId: `doc_${id}`,
          number: 1,
          status: 'published' as const,
          body: {
            formatVersion: 1,
            id,
            type: 'true-false',
            use: 'practice',
            points: ['B1.01'],
            depth: 'apply',
            difficulty: 70,
            body: { prompt: { zh: id } },
            scoring: { key: 'true' },
            feedback: { explanation: { zh: id } },
          },
          hash: id,
          createdBy: 'seed',
          createdAt: 0,
          publishedAt: 0,
        })),
      );
      await tx.db.insert(questionFacet).values(
        some.map((id) => ({
          versionId: `ver_${id}`,
          questionId: `doc_${id}`,
          use: 'practice' as const,
          type: 'true-false',
          depth: 'apply',
          competencyCode: 'B1',
          lessonId: null,
          lessonSlot: null,
          current: true,
        })),
      );
    }
  }

  async function fillBook(tx: Handle, { personId, cards }: { personId: string; cards: number }) {
    const { practiceAnswer, practiceRecord, reviewCard, favourite } = tx.tables;
    const memory = {
      stability: 3,
      difficulty: 5,
      state: 2,
      reviews: 4,
      lapses: 1,
      intervalDays: 3,
      reviewedAt: TEST_NOW - DAY,
    };
    for (let at = 0; at < cards; at += 250) {
      const questionIds = Array.from({ length: 250 }, (_, i) => `doc_q${String(at + i).padStart(5, '0')}`);
      const own = questionIds.map((questionId) => ({ personId, questionId }));
      await tx.db.insert(practiceAnswer).values(
        own.flatMap((row) =>
          [0, 1, 2, 3].map((n) => ({
            ...row,
            id: `pra_${row.questionId}_${n}`,
            versionId: row.questionId.replace('doc', 'ver'),
            source: 'practice' as const,
            sourceId: 'prs_x',
            outcome: 'wrong' as const,
            credit: 0,
            at: TEST_NOW - n * DAY,
          })),
        ),
      );
      await tx.db
        .insert(practiceRecord)
        .values(own.map((row) => ({ ...row, answers: 4, outcome: 'wrong' as const, credit: 0, lastAt: TEST_NOW })));
      await tx.db.insert(reviewCard).values(
        own.map((row, i) => ({
          ...row,
          memory,
          dueAt: TEST_NOW + (i - 100) * 3_600_000,
          intervalDays: 3,
          lapses: 1,
          events: 4,
          enteredAt: TEST_NOW - 4 * DAY,
        })),
      );
      await tx.db.insert(favourite).values(own.map((row) => ({ ...row, at: TEST_NOW })));
    }
  }
});
