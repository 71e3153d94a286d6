import { type Heading, listHeadings } from '#app/domain/courses/headings.ts';
import type { LessonBody, Objective } from '#app/domain/courses/lesson.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { hoursOfLesson } from '#app/domain/training/hours.ts';
import type { Context } from '#app/usecases/context.ts';
import { getHoursPolicy, getQuizPolicy } from '#app/usecases/training/policies.server.ts';
import { findLessonHash, findPublishedByCode } from '#db/stores/content.ts';
import { findEnrolment, findPlacedLesson } from '#db/stores/learning.ts';
import { readYearStanding, type YearStanding } from './complete-if-done.server.ts';
import { type OutlineLesson, readOutlines, readStudyHistory } from './course-outline.server.ts';
import { promptsOf, type QuizPrompt, readQuiz } from './quiz.server.ts';
import type { LessonAddress } from './studied-lesson.server.ts';

type Neighbour = { readonly slug: string; readonly title: LocalText };

export type OpenedLesson = {
  readonly course: {
    readonly code: string;
    readonly title: LocalText;
    readonly enrolled: boolean;
    readonly mayEnrol: boolean;
    readonly modules: readonly {
      readonly title: LocalText;
      readonly lessons: readonly Pick<OutlineLesson, 'slug' | 'title' | 'minutes' | 'state'>[];
    }[];
  };
  readonly slug: string;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly title: LocalText;
  readonly objectives: readonly Objective[];
  readonly minutes: number;
  readonly checkedOn: string;
  readonly sources: LessonBody['sources'];
  /** Names the compiled body, served as `/lessons/<hash>.js`. */
  readonly moduleHash: string;
  readonly headings: readonly Heading[];
  /** Its place among the lessons of the course, from 1. */
  readonly place: { readonly at: number; readonly of: number; readonly module: LocalText };
  readonly previous: Neighbour | null;
  readonly next: Neighbour | null;
  /** Where the reader stopped last time, in hundredths of a per cent. */
  readonly position: number;
  readonly state: OutlineLesson['state'];
  readonly completedYear: number | null;
  readonly changedSince: boolean;
  readonly standing: YearStanding;
  readonly requiredMinutes: number;
  readonly quiz: {
    readonly questions: readonly QuizPrompt[];
    readonly passPercent: number;
    readonly counts: 'best' | 'first' | 'last';
  };
  /** Hundredths of an hour that completing the lesson earns: for the lesson, for the quiz. */
  readonly hours: { readonly lesson: number; readonly quiz: number };
};

/** Everything that the reader shows of a lesson but its body, which the browser loads by its hash. No key is in it. */
export async function openLesson(
  context: Context,
  actor: PersonActor,
  { courseCode, lessonSlug }: LessonAddress,
): Promise<Result<OpenedLesson, 'not-found'>> {
  const handle = context.database.read;
  const { personId } = actor;
  const lesson = await findPlacedLesson(handle, `${courseCode}/${lessonSlug}`);
  const version = await findPublishedByCode(handle, { kind: 'course', code: courseCode });
  if (!lesson || !version || lesson.courseId !== version.documentId) return refuse('not-found');
  const history = await readStudyHistory(handle, { personId, zone: context.zone });
  const [course] = await readOutlines(handle, { courses: [version], history });
  const index = course?.lessons.findIndex((each) => each.lessonId === lesson.lessonId) ?? -1;
  const own = course?.lessons[index];
  const moduleHash = await findLessonHash(handle, {
    versionId: lesson.versionId,
    compiler: context.lessons.version,
  });
  if (!course || !own || moduleHash === null) return refuse('not-found');

  const day = dayOf(context.clock.now(), context.zone);
  const quizPolicy = (await getQuizPolicy(handle, day)).policy;
  const hoursPolicy = (await getHoursPolicy(handle, day)).policy;
  const { body } = lesson;
  const neighbour = (each: OutlineLesson | undefined): Neighbour | null =>
    each ? { slug: each.slug, title: each.title } : null;
  return ok({
    course: {
      code: course.code,
      title: course.title,
      enrolled: (await findEnrolment(handle, { personId, courseId: course.courseId })) !== null,
      mayEnrol: can({ actor, action: 'course.enrol' }),
      modules: course.modules.map(({ title, lessons }) => ({
        title,
        lessons: lessons.map(({ slug, title: name, minutes, state }) => ({ slug, title: name, minutes, state })),
      })),
    },
    slug: own.slug,
    versionId: lesson.versionId,
    versionNumber: lesson.number,
    title: body.title,
    objectives: body.objectives,
    minutes: body.minutes,
    checkedOn: body.checkedOn,
    sources: body.sources,
    moduleHash,
    headings: listHeadings(body.source),
    place: {
      at: index + 1,
      of: course.lessons.length,
      module: course.modules.find((each) => each.lessons.includes(own))?.title ?? course.title,
    },
    previous: neighbour(course.lessons[index - 1]),
    next: neighbour(course.lessons[index + 1]),
    position: own.position,
    state: own.state,
    completedYear: own.completedYear,
    changedSince: own.changedSince,
    standing: await readYearStanding(handle, context, { personId, lesson }),
    requiredMinutes: body.completion.minutes,
    quiz: {
      questions: promptsOf(await readQuiz(handle, lesson.lessonId)),
      passPercent: quizPolicy.passPercent,
      counts: quizPolicy.counts,
    },
    hours: {
      lesson: hoursOfLesson({ minutes: body.minutes, tariff: hoursPolicy.tariff }),
      quiz: quizPolicy.hours,
    },
  });
}
