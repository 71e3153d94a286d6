import { describe, expect, test } from 'vitest';
import { fieldsOfAnswer } from '#app/domain/questions/answer-of-fields.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import type { Database } from '#db/open.server.ts';
import { type SeededCourse, seedCourses } from '#db/seed/courses.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { findProgress, listCompletions, listHoursEntries, listQuizAttempts } from '#db/stores/learning.ts';
import { makeTestContext, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf } from '#test/support/people.ts';
import { beatStudy } from './beat-study.server.ts';
import { beginStudy } from './begin-study.server.ts';
import { enrolCourse } from './enrol-course.server.ts';
import { listCourses } from './list-courses.server.ts';
import { openCourse } from './open-course.server.ts';
import { openLesson } from './open-lesson.server.ts';
import { savePosition } from './save-position.server.ts';
import { searchCourses } from './search-courses.server.ts';
import { submitQuiz } from './submit-quiz.server.ts';
import { withdrawCourse } from './withdraw-course.server.ts';

const MINUTE = 60_000;
const HALF = 30_000;
const COURSE = { courseCode: 'basics' };
const FIRST = { courseCode: 'basics', lessonSlug: '01-first' };
const SECOND = { courseCode: 'basics', lessonSlug: '02-second' };
const BASICS: SeededCourse = {
  code: 'basics',
  title: '电子政务基本概念',
  lessons: [
    { name: '01-first', title: '什么是政务', minutes: 18 },
    { name: '02-second', title: '网络安全', minutes: 30 },
  ],
};

const learnerOf = (personId: string) => actorOf(personId, { grants: [{ role: 'learner', unitId: 'org_a' }] });
const learner = learnerOf('per_learner');

type Setup = { database: Database; context: TestContext };
async function setUp(
  fresh: () => Promise<Database>,
  seed: Partial<Parameters<typeof seedCourses>[1]> = {},
): Promise<Setup> {
  const database = await fresh();
  const context = makeTestContext(database);
  await database.transaction((tx) => seedCourses(tx, { courses: [BASICS], ...seed }));
  return { database, context };
}

async function enrolled(fresh: () => Promise<Database>, seed: Partial<Parameters<typeof seedCourses>[1]> = {}) {
  const setup = await setUp(fresh, seed);
  expect(await enrolCourse(setup.context, learner, COURSE)).toEqual({ ok: true, value: null });
  return setup;
}

async function begin(context: TestContext, address = FIRST): Promise<string> {
  const begun = await beginStudy(context, learner, address);
  if (!begun.ok) throw new Error(begun.code);
  return begun.value.lease;
}

const creditedIn = async ({ database }: Setup, slug = '01-first') =>
  (await findProgress(database.read, { personId: learner.personId, lessonId: `lsn:basics/${slug}` }))?.creditedMs ?? 0;

const SHOWN = ['qsv:basics/01-first/1', 'qsv:basics/01-first/2'];
const answered = (first: string, second: string) => ({
  ...FIRST,
  shown: SHOWN,
  fields: { [SHOWN[0]!]: fieldsOfAnswer(first), [SHOWN[1]!]: fieldsOfAnswer(second) },
});

/** Beats every half minute for so long. */
async function studyFor(
  context: TestContext,
  { lease, ms, address = FIRST }: { lease: string; ms: number; address?: typeof FIRST },
) {
  for (let passed = 0; passed < ms; passed += HALF) {
    context.pass(HALF);
    await beatStudy(context, learner, { ...address, lease });
  }
}

describeOnBothEngines('study', (fresh) => {
  describe('enrolment', () => {
    test('is once; a withdrawal ends it, and one may enrol again', async () => {
      const { context, database } = await enrolled(fresh);
      expect(await enrolCourse(context, learner, COURSE)).toMatchObject({ code: 'already-enrolled' });
      expect(await withdrawCourse(context, learner, COURSE)).toMatchObject({ ok: true });
      expect(await withdrawCourse(context, learner, COURSE)).toMatchObject({ code: 'not-enrolled' });
      expect(await enrolCourse(context, learner, COURSE)).toMatchObject({ ok: true });
      expect(await enrolCourse(context, learner, { courseCode: 'nothing' })).toMatchObject({ code: 'not-found' });
      const entries = await listAuditEntries(database.read, { stream: 'training', after: 0, limit: 10 });
      expect(entries.map(({ action }) => action)).toEqual(['course.enrol', 'course.withdraw', 'course.enrol']);
    });

    test('is needed for anything to count, and somebody else’s does not help', async () => {
      const { context } = await enrolled(fresh);
      const other = learnerOf('per_other');
      expect(await beginStudy(context, other, FIRST)).toMatchObject({ code: 'not-enrolled' });
      expect(await savePosition(context, other, { ...FIRST, position: 1 })).toMatchObject({ code: 'not-enrolled' });
      expect(await submitQuiz(context, other, answered('true', 'true'))).toMatchObject({ code: 'not-enrolled' });
      expect(await beginStudy(context, learner, { ...FIRST, lessonSlug: '09' })).toMatchObject({ code: 'not-found' });
    });
  });

  describe('credited time', () => {
    test('is the time between the beats of one lease', async () => {
      const setup = await enrolled(fresh);
      await studyFor(setup.context, { lease: await begin(setup.context), ms: 2 * MINUTE });
      expect(await creditedIn(setup)).toBe(2 * MINUTE);
    });

    test('of an idle tab is at most 75 s, however late its next beat', async () => {
      const setup = await enrolled(fresh);
      const lease = await begin(setup.context);
      setup.context.pass(3 * 60 * MINUTE);
      await beatStudy(setup.context, learner, { ...FIRST, lease });
      expect(await creditedIn(setup)).toBe(75_000);
    });

    test('of two tabs on one lesson together is not more than the clock: the first one has lost its lease', async () => {
      const setup = await enrolled(fresh);
      const { context } = setup;
      const started = context.clock.now();
      const one = await begin(context);
      await studyFor(context, { lease: one, ms: MINUTE });
      const two = await begin(context);
      for (let i = 0; i < 10; i += 1) {
        context.pass(HALF);
        expect(await beatStudy(context, learner, { ...FIRST, lease: one })).toMatchObject({ code: 'lease-lost' });
        expect(await beatStudy(context, learner, { ...FIRST, lease: two })).toMatchObject({ ok: true });
      }
      expect(await creditedIn(setup)).toBe(context.clock.now() - started);
    });

    test('of two lessons together is not more than the clock: the second takes over', async () => {
      const setup = await enrolled(fresh);
      const { context } = setup;
      const one = await begin(context);
      context.pass(MINUTE);
      const two = await begin(context, SECOND);
      expect(await beatStudy(context, learner, { ...FIRST, lease: one })).toMatchObject({ code: 'lease-lost' });
      expect(await beatStudy(context, learner, { ...FIRST, lease: two })).toMatchObject({ code: 'lease-lost' });
      await studyFor(context, { lease: two, ms: MINUTE, address: SECOND });
      expect([await creditedIn(setup), await creditedIn(setup, '02-second')]).toEqual([0, MINUTE]);
    });

    test('ignores whatever total a request claims', async () => {
      const setup = await enrolled(fresh);
      const lease = await begin(setup.context);
      setup.context.pass(HALF);
      const forged = { ...FIRST, lease, creditedMs: 9_000_000, creditMs: 9_000_000, now: 4_102_444_800_000 };
      await beatStudy(setup.context, learner, forged);
      expect(await creditedIn(setup)).toBe(HALF);
    });

    test('of many beats at the same moment is credited once', async () => {
      const setup = await enrolled(fresh);
      const lease = await begin(setup.context);
      setup.context.pass(HALF);
      await Promise.all(Array.from({ length: 8 }, () => beatStudy(setup.context, learner, { ...FIRST, lease })));
      expect(await creditedIn(setup)).toBe(HALF);
    });

    test('of somebody else’s lease is nothing', async () => {
      const setup = await enrolled(fresh);
      const other = learnerOf('per_other');
      await enrolCourse(setup.context, other, COURSE);
      const lease = await begin(setup.context);
      setup.context.pass(HALF);
      expect(await beatStudy(setup.context, other, { ...FIRST, lease })).toMatchObject({ code: 'lease-lost' });
    });

    test('begins again with the calendar year of the zone', async () => {
      const setup = await enrolled(fresh);
      const { context } = setup;
      context.setNow(Date.parse('2026-12-31T15:59:00Z'));
      const lease = await begin(context);
      context.setNow(Date.parse('2026-12-31T15:59:59.999Z'));
      await beatStudy(context, learner, { ...FIRST, lease });
      expect(await creditedIn(setup)).toBe(59_999);
      context.setNow(Date.parse('2026-12-31T16:00:30Z'));
      await beatStudy(context, learner, { ...FIRST, lease });
      expect(await creditedIn(setup)).toBe(30_001);
    });
  });

  describe('a quiz', () => {
    test('is graded on the server, tells key and reason afterwards, and keeps every try', async () => {
      const { context, database } = await enrolled(fresh);
      const failed = await submitQuiz(context, learner, answered('true', 'false'));
      expect(failed).toMatchObject({
        ok: true,
        value: {
          score: 100,
          maxScore: 200,
          passed: false,
          feedback: [
            { outcome: 'right', mark: 100, key: { kind: 'options', ids: ['true'] }, explanation: { zh: '一是对的' } },
            { outcome: 'wrong', mark: 0 },
          ],
          standing: { quizPassed: false, tries: 1, complete: false },
        },
      });
      context.pass(1);
      expect(await submitQuiz(context, learner, answered('true', 'true'))).toMatchObject({ value: { passed: true } });
      context.pass(1);
      expect(await submitQuiz(context, learner, answered('false', ''))).toMatchObject({
        // The best try counts: a worse one afterwards takes nothing back.
        value: { score: 0, passed: false, standing: { quizPassed: true, tries: 3, countingTry: { score: 200 } } },
      });
      const tries = await listQuizAttempts(database.read, {
        personId: learner.personId,
        lessonId: 'lsn:basics/01-first',
        from: 0,
        until: context.clock.now() + 1,
      });
      expect(tries.map(({ score }) => score)).toEqual([100, 200, 0]);
      expect(tries[2]?.answers).toEqual([
        { question: SHOWN[0], answer: 'false', mark: 0, maxMark: 100 },
        { question: SHOWN[1], answer: null, mark: 0, maxMark: 100 },
      ]);
    });

    test('of which the last try counts is lost again by a worse one', async () => {
      const { context } = await enrolled(fresh, { quiz: { counts: 'last' } });
      await submitQuiz(context, learner, answered('true', 'true'));
      context.pass(1);
      const last = await submitQuiz(context, learner, answered('false', 'true'));
      expect(last).toMatchObject({ value: { standing: { quizPassed: false, countingTry: { score: 100 } } } });
    });

    test('refuses what is no answer to its question, and questions that were replaced meanwhile', async () => {
      const { context } = await enrolled(fresh);
      expect(await submitQuiz(context, learner, answered('perhaps', 'true'))).toMatchObject({
        code: 'invalid-answer',
        detail: { question: SHOWN[0] },
      });
      const stale = { ...FIRST, shown: [SHOWN[0]!, 'qsv_old'], fields: {} };
      expect(await submitQuiz(context, learner, stale)).toMatchObject({ code: 'stale-version' });
    });

    test('shows no key before it was answered', async () => {
      const { context } = await enrolled(fresh);
      const opened = await openLesson(context, learner, FIRST);
      expect(opened).toMatchObject({ ok: true });
      const text = JSON.stringify(opened);
      for (const secret of ['scoring', '"key"', 'explanation', '是对的']) expect(text).not.toContain(secret);
    });
  });

  describe('completion', () => {
    test('comes with the beat that reaches the minutes, is audited, and credits hours once', async () => {
      const setup = await enrolled(fresh);
      const { context, database } = setup;
      await submitQuiz(context, learner, answered('true', 'true'));
      const lease = await begin(context);
      await studyFor(context, { lease, ms: 4 * MINUTE + HALF });
      context.pass(HALF - 1);
      expect(await beatStudy(context, learner, { ...FIRST, lease })).toMatchObject({
        value: { complete: false, missingMs: 1, justCompleted: false },
      });
      context.pass(1);
      expect(await beatStudy(context, learner, { ...FIRST, lease })).toMatchObject({
        value: { complete: true, justCompleted: true },
      });
      context.pass(HALF);
      expect(await beatStudy(context, learner, { ...FIRST, lease })).toMatchObject({
        value: { complete: true, justCompleted: false },
      });
      await dispatchDueEvents(context);
      await dispatchDueEvents(context);

      const { personId } = learner;
      expect(await listCompletions(database.read, { personId })).toMatchObject([
        { lessonVersionId: 'lsv:basics/01-first', year: 2026 },
      ]);
      const hours = await listHoursEntries(database.read, { personId, years: [2026] });
      expect(hours.map(({ kind, hours: amount, sourceKind }) => [kind, amount, sourceKind]).sort()).toEqual([
        ['online', 50, 'lesson-completion'],
        ['online', 50, 'lesson-quiz'],
      ]);
      const audit = await listAuditEntries(database.read, { stream: 'training', after: 0, limit: 20 });
      // Neither beats nor tries are audited.
      expect(audit.map(({ action }) => action)).toEqual([
        'course.enrol',
        'lesson.complete',
        'hours.credit',
        'hours.credit',
      ]);
    });

    test('comes with the quiz when the time is there already', async () => {
      const { context } = await enrolled(fresh);
      await studyFor(context, { lease: await begin(context), ms: 5 * MINUTE });
      expect(await submitQuiz(context, learner, answered('true', 'false'))).toMatchObject({
        value: { standing: { complete: false, missingMs: 0, justCompleted: false } },
      });
      expect(await submitQuiz(context, learner, answered('true', 'true'))).toMatchObject({
        value: { standing: { complete: true, justCompleted: true } },
      });
    });

    test('is once a year, and earns again in the next', async () => {
      const { context, database } = await enrolled(fresh);
      const { personId } = learner;
      for (const day of ['2026-11-20', '2026-12-20', '2027-01-02']) {
        context.setNow(Date.parse(`${day}T02:00:00Z`));
        await submitQuiz(context, learner, answered('true', 'true'));
        await studyFor(context, { lease: await begin(context), ms: 5 * MINUTE });
        await dispatchDueEvents(context);
      }
      expect((await listCompletions(database.read, { personId })).map(({ year }) => year)).toEqual([2027, 2026]);
      const entries = await listHoursEntries(database.read, { personId, years: [2026, 2027] });
      expect(entries.map(({ year, hours }) => [year, hours])).toEqual([
        [2026, 50],
        [2026, 50],
        [2027, 50],
        [2027, 50],
      ]);
    });
  });

  describe('the catalogue', () => {
    test('tells each course with its progress, by kind and page by page', async () => {
      const many = Array.from({ length: 13 }, (_, i) => ({
        code: `special-${String(i).padStart(2, '0')}`,
        kind: 'specialised' as const,
        lessons: [{ name: '01-only' }],
      }));
      const { context } = await enrolled(fresh, { courses: [BASICS, ...many] });
      await savePosition(context, learner, { ...FIRST, position: 5_000 });
      const general = await listCourses(context, learner, { filter: 'general', page: 1 });
      expect(general).toMatchObject({ total: 1, counts: { all: 14, mine: 1, general: 1, specialised: 13 } });
      expect(general.courses[0]).toMatchObject({
        code: 'basics',
        enrolled: true,
        minutes: 48,
        progress: { lessons: 2, completed: 0, state: 'in-progress' },
      });
      expect((await listCourses(context, learner, { filter: 'specialised', page: 1 })).courses).toHaveLength(12);
      const last = await listCourses(context, learner, { filter: 'specialised', page: 99 });
      expect([last.page, last.courses.map(({ code }) => code)]).toEqual([2, ['special-12']]);
    });

    test('is searched with two-character Chinese words', async () => {
      const { context } = await setUp(fresh);
      const search = (query: string) => searchCourses(context, learner, { query, page: 1 });
      expect((await search('政务')).hits.map(({ to }) => to).sort()).toEqual([
        '/courses/basics',
        '/courses/basics/01-first',
      ]);
      expect((await search('安全')).hits).toMatchObject([{ kind: 'lesson', course: { zh: '电子政务基本概念' } }]);
      expect((await search('考勤')).hits).toEqual([]);
      expect((await search('  ？ ')).hits).toEqual([]);
    });

    test('leads on to the lesson that was left off', async () => {
      const { context } = await enrolled(fresh);
      const nextOf = async () => {
        const opened = await openCourse(context, learner, COURSE);
        return opened.ok ? opened.value.next?.slug : opened.code;
      };
      expect(await nextOf()).toBe('01-first');
      await savePosition(context, learner, { ...SECOND, position: 4_200 });
      expect(await nextOf()).toBe('02-second');
      const opened = await openLesson(context, learner, SECOND);
      expect(opened).toMatchObject({
        value: { position: 4_200, place: { at: 2, of: 2 }, previous: { slug: '01-first' }, next: null },
      });
    });
  });
});
