import { expect, test } from 'vitest';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { fieldsOfAnswer } from '#app/domain/questions/answer-of-fields.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import type { Database } from '#db/open.server.ts';
import { seedCourses } from '#db/seed/courses.ts';
import { seedAccount, seedExam, seedSitting } from '#db/seed/exams.ts';
import { insertHoursEntry } from '#db/stores/learning.ts';
import { makeTestContext, TEST_NOW, type TestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';
import { actorOf } from '#test/support/people.ts';
import { beatStudy } from './beat-study.server.ts';
import { beginStudy } from './begin-study.server.ts';
import { enrolCourse } from './enrol-course.server.ts';
import { readHome } from './read-home.server.ts';
import { readTranscript } from './read-transcript.server.ts';
import { savePosition } from './save-position.server.ts';
import { submitQuiz } from './submit-quiz.server.ts';

const DAY = 86_400_000;
const FIRST = { courseCode: 'basics', lessonSlug: '01-first' };
const SECOND = { courseCode: 'basics', lessonSlug: '02-second' };

const learnerOf = (personId: string) => actorOf(personId, { grants: [{ role: 'learner', unitId: 'org_a' }] });
const learner = learnerOf('per_learner');
const other = learnerOf('per_other');

async function setUp(fresh: () => Promise<Database>): Promise<TestContext> {
  const database = await fresh();
  await database.transaction((tx) =>
    seedCourses(tx, {
      courses: [
        {
          code: 'basics',
          title: '基本概念',
          lessons: [
            { name: '01-first', title: '第一课', minutes: 18, completionMinutes: 1 },
            { name: '02-second', title: '第二课', minutes: 30, completionMinutes: 1 },
          ],
        },
      ],
    }),
  );
  return makeTestContext(database);
}

/** Passes the quiz with the second of two tries and studies for the minute that is asked. */
async function completeFirst(context: TestContext, actor: PersonActor) {
  const shown = ['qsv:basics/01-first/1', 'qsv:basics/01-first/2'];
  for (const word of ['false', 'true'])
    await submitQuiz(context, actor, {
      ...FIRST,
      shown,
      fields: Object.fromEntries(shown.map((id) => [id, fieldsOfAnswer(word)])),
    });
  const begun = await beginStudy(context, actor, FIRST);
  if (!begun.ok) throw new Error(begun.code);
  context.pass(60_000);
  await beatStudy(context, actor, { ...FIRST, lease: begun.value.lease });
  await dispatchDueEvents(context);
}

const online = (id: string, year: number, hours: number) => ({
  id,
  personId: learner.personId,
  year,
  kind: 'online' as const,
  hours,
  sourceKind: 'class',
  sourceId: id,
  policyVersionId: 'ver:hours',
  reversesId: null,
  at: TEST_NOW,
});

describeOnBothEngines('a learner’s own pages', (fresh) => {
  test('begin with choosing a course', async () => {
    const context = await setUp(fresh);
    expect(await readHome(context, learner)).toMatchObject({
      standing: [{ kind: 'hours-missing', hours: 9000 }, { kind: 'no-course' }],
      next: null,
      courses: [],
      hours: { total: 0, required: 9000, onlineMinimum: 5000 },
    });
  });

  test('lead to the first lesson, then to where it was left off, then to the next one', async () => {
    const context = await setUp(fresh);
    await enrolCourse(context, learner, FIRST);
    expect((await readHome(context, learner)).next).toMatchObject({
      lesson: { slug: '01-first', state: 'not-started', minutesLeft: 18 },
    });
    await savePosition(context, learner, { ...FIRST, position: 5_000 });
    expect((await readHome(context, learner)).next).toMatchObject({
      lesson: { slug: '01-first', state: 'in-progress', position: 5_000, minutesLeft: 9 },
    });
    await completeFirst(context, learner);
    const home = await readHome(context, learner);
    expect(home).toMatchObject({
      next: { courseCode: 'basics', lesson: { slug: '02-second' } },
      hours: { total: 100, missing: 8900 },
      courses: [{ code: 'basics', nextSlug: '02-second', progress: { completed: 1, lessons: 2 } }],
    });
    expect(home.standing).toEqual([
      { kind: 'hours-missing', hours: 8900 },
      { kind: 'lessons-left', lessons: 1 },
    ]);
  });

  test('show the exam that can be taken now, and one that comes; never that of someone else', async () => {
    const context = await setUp(fresh);
    await context.database.transaction(async (tx) => {
      const exam = await seedExam(tx);
      const { personId } = learner;
      await seedAccount(tx, { personId });
      const open = { exam, candidateIds: [personId], opensAt: TEST_NOW - DAY };
      await seedSitting(tx, { ...open, id: 'sit_now', closesAt: TEST_NOW + DAY });
      await seedSitting(tx, { ...open, id: 'sit_over', closesAt: TEST_NOW });
      await seedSitting(tx, { ...open, id: 'sit_later', opensAt: TEST_NOW + 1, closesAt: TEST_NOW + 2 * DAY });
    });
    const home = await readHome(context, learner);
    expect(home.exams.open.map(({ id }) => id)).toEqual(['sit_now']);
    expect(home.exams.upcoming.map(({ id }) => id)).toEqual(['sit_later']);
    expect(home.standing.at(-1)).toEqual({
      kind: 'exam-open',
      title: { zh: '初级考试', en: 'Tier 1' },
      until: TEST_NOW + DAY,
    });
    expect((await readHome(context, other)).exams).toEqual({ running: [], open: [], upcoming: [] });
  });

  test('tell hours by kind of this year and the last, each entry, completion and quiz', async () => {
    const context = await setUp(fresh);
    await enrolCourse(context, learner, FIRST);
    await completeFirst(context, learner);
    await context.database.transaction(async (tx) => {
      await insertHoursEntry(tx, online('hrs_last', 2025, 9000));
      await insertHoursEntry(tx, { ...online('hrs_class', 2026, 400), kind: 'off-job' });
      await insertHoursEntry(tx, { ...online('hrs_back', 2026, -400), kind: 'off-job', reversesId: 'hrs_class' });
      await insertHoursEntry(tx, online('hrs_older', 2024, 100));
    });
    const record = await readTranscript(context, learner, { year: null });
    expect(record.years.map(({ year, hours }) => [year, hours.total, hours.missing, hours.missingOnline])).toEqual([
      [2026, 100, 8900, 4900],
      [2025, 9000, 0, 0],
    ]);
    expect(record.hours.map(({ source, hours, title }) => [source, hours, title?.zh ?? null]).sort()).toEqual([
      ['lesson', 50, '第一课'],
      ['other', 400, null],
      ['quiz', 50, '第一课'],
      ['reversal', -400, null],
    ]);
    expect(record.completions).toMatchObject([{ title: { zh: '第一课' }, to: '/courses/basics/01-first' }]);
    expect(record.quizzes).toMatchObject([{ tries: 2, score: 200, maxScore: 200, passed: true }]);

    const last = await readTranscript(context, learner, { year: 2025 });
    expect([last.year, last.hours.length, last.completions, last.quizzes]).toEqual([2025, 1, [], []]);
    // Neither an older year nor one that never was: this year instead.
    expect((await readTranscript(context, learner, { year: 2024 })).year).toBe(2026);
  });

  test('hold nothing of anyone else', async () => {
    const context = await setUp(fresh);
    await enrolCourse(context, learner, FIRST);
    await completeFirst(context, learner);
    const record = await readTranscript(context, other, { year: null });
    expect([record.hours, record.completions, record.quizzes, record.exams, record.certificates]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
    expect((await readHome(context, other)).courses).toEqual([]);
    expect(await savePosition(context, other, { ...SECOND, position: 1 })).toMatchObject({ code: 'not-enrolled' });
  });
});
