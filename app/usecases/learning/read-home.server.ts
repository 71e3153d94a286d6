import { dayOf, yearOf } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { dueBefore } from '#app/domain/practice/mistake-book.ts';
import { type HoursSum, sumHours } from '#app/domain/training/hours.ts';
import { judgeStanding, type StandingClause } from '#app/domain/training/standing.ts';
import type { Context } from '#app/usecases/context.ts';
import { listOwnSittings, type OwnSittings } from '#app/usecases/exams/list-own-sittings.server.ts';
import { getHoursPolicy } from '#app/usecases/training/policies.server.ts';
import { listPublishedOf } from '#db/stores/content.ts';
import { listEnrolments, listHoursEntries } from '#db/stores/learning.ts';
import { countCards } from '#db/stores/mistake-book.ts';
import {
  type CourseOutline,
  findNextLesson,
  type OutlineLesson,
  readOutlines,
  readStudyHistory,
} from './course-outline.server.ts';
import { type CertificateLine, readCertificateLines } from './own-certificate-lines.server.ts';

export type NextStep = {
  readonly courseCode: string;
  readonly courseTitle: LocalText;
  readonly lesson: Pick<OutlineLesson, 'slug' | 'title' | 'summary' | 'minutes' | 'minutesLeft' | 'position' | 'state'>;
};

export type Home = {
  readonly standing: readonly StandingClause[];
  readonly year: number;
  readonly hours: HoursSum & { readonly required: number; readonly onlineMinimum: number };
  /** Where to go on; null when nothing chosen is left to study. */
  readonly next: NextStep | null;
  readonly courses: readonly (Pick<CourseOutline, 'code' | 'title' | 'progress'> & {
    readonly nextSlug: string | null;
  })[];
  readonly exams: Pick<OwnSittings, 'running' | 'open' | 'upcoming'>;
  readonly certificates: readonly CertificateLine[];
  /** Mistakes to answer again today. */
  readonly mistakesDue: number;
};

/** What the learner's first page says: where they stand, where to go on, what is due, hours, certificates. */
export async function readHome(context: Context, actor: PersonActor): Promise<Home> {
  const handle = context.database.read;
  const { personId } = actor;
  const now = context.clock.now();
  const year = yearOf(now, context.zone);
  const { yearlyRequired, onlineMinimum } = (await getHoursPolicy(handle, dayOf(now, context.zone))).policy;
  const entries = await listHoursEntries(handle, { personId, years: [year] });
  const hours = sumHours({ entries, yearlyRequired, onlineMinimum });

  const courses = await readEnrolledCourses(context, personId);
  const nextOf = new Map(courses.map((course) => [course.code, findNextLesson(course.lessons)]));
  const { running, open, upcoming } = await listOwnSittings(context, actor, { offset: 0, limit: 0 });
  const certificates = await readCertificateLines(context, actor);
  const before = dueBefore({ now, zone: context.zone });
  const { due: mistakesDue } = await countCards(handle, { personId, before, set: { by: 'all' } });
  const [first] = courses.filter((course) => nextOf.get(course.code));
  return {
    standing: judgeStanding({
      missing: hours.missing,
      enrolledCourses: courses.length,
      lessonsLeft: courses.reduce((sum, { progress }) => sum + progress.lessons - progress.completed, 0),
      running,
      open,
      upcoming,
      held: certificates.filter(({ status }) => status === 'valid'),
    }),
    year,
    hours: { ...hours, required: yearlyRequired, onlineMinimum },
    next: first ? nextStepOf(first, nextOf.get(first.code) ?? null) : null,
    courses: courses.map(({ code, title, progress }) => ({
      code,
      title,
      progress,
      nextSlug: nextOf.get(code)?.slug ?? null,
    })),
    exams: { running, open, upcoming },
    certificates,
    mistakesDue,
  };
}

/** The courses someone is enrolled in, the one studied last first, then those chosen last. */
async function readEnrolledCourses(context: Context, personId: string): Promise<CourseOutline[]> {
  const handle = context.database.read;
  const enrolments = await listEnrolments(handle, personId);
  const versions = await listPublishedOf(
    handle,
    enrolments.map(({ courseId }) => courseId),
  );
  const courses = enrolments.flatMap(({ courseId }) =>
    versions.flatMap((version) => (version.kind === 'course' && version.documentId === courseId ? [version] : [])),
  );
  const outlines = await readOutlines(handle, {
    courses,
    history: await readStudyHistory(handle, { personId, zone: context.zone }),
  });
  const lastSeen = ({ lessons }: CourseOutline) => Math.max(0, ...lessons.map((lesson) => lesson.lastSeenAt ?? 0));
  return outlines.sort((a, b) => lastSeen(b) - lastSeen(a));
}

function nextStepOf(course: CourseOutline, lesson: OutlineLesson | null): NextStep | null {
  if (!lesson) return null;
  const { slug, title, summary, minutes, minutesLeft, position, state } = lesson;
  return {
    courseCode: course.code,
    courseTitle: course.title,
    lesson: { slug, title, summary, minutes, minutesLeft, position, state },
  };
}
