import { findCountingTry } from '#app/domain/courses/progress.ts';
import { dayOf, yearOf } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { type HoursSum, sumHours } from '#app/domain/training/hours.ts';
import type { Context } from '#app/usecases/context.ts';
import { listOwnSittings, type PastAttempt } from '#app/usecases/exams/list-own-sittings.server.ts';
import { getHoursPolicy, getQuizPolicy } from '#app/usecases/training/policies.server.ts';
import { type ContentVersion, listPublishedOf, listVersions } from '#db/stores/content.ts';
import { type CompletionRow, listCompletions, listHoursEntries, listQuizResults } from '#db/stores/learning.ts';
import { spanOfYear } from './complete-if-done.server.ts';
import { type CertificateLine, readCertificateLines } from './own-certificate-lines.server.ts';
import { type HoursLine, hoursLineOf } from './read-hours-lines.server.ts';

export type CompletionLine = {
  readonly id: string;
  readonly title: LocalText;
  readonly to: string;
  readonly completedAt: number;
};
export type QuizLine = {
  readonly lessonId: string;
  readonly title: LocalText;
  readonly to: string;
  readonly tries: number;
  readonly score: number;
  readonly maxScore: number;
  readonly passed: boolean;
  readonly lastAt: number;
};

export type Transcript = {
  readonly year: number;
  /** The years that can be shown: this one and the last. */
  readonly years: readonly { readonly year: number; readonly hours: HoursSum }[];
  readonly required: number;
  readonly onlineMinimum: number;
  readonly hours: readonly HoursLine[];
  readonly completions: readonly CompletionLine[];
  readonly quizzes: readonly QuizLine[];
  readonly quizCounts: 'best' | 'first' | 'last';
  readonly exams: readonly PastAttempt[];
  readonly examTotal: number;
  readonly certificates: readonly CertificateLine[];
};

const MOST_EXAMS = 50;

/**
 * What a learner has to show: hours by kind this year and last, and of the year chosen every entry, completion and
 * quiz; exam results as their release allows, and certificates as they stand today.
 * @param year anything but this year and the last is taken as this year.
 */
export async function readTranscript(
  context: Context,
  actor: PersonActor,
  { year: wanted }: { year: number | null },
): Promise<Transcript> {
  const handle = context.database.read;
  const { personId } = actor;
  const now = context.clock.now();
  const thisYear = yearOf(now, context.zone);
  const year = wanted === thisYear - 1 ? wanted : thisYear;
  const day = dayOf(now, context.zone);
  const { yearlyRequired, onlineMinimum } = (await getHoursPolicy(handle, day)).policy;
  const { counts } = (await getQuizPolicy(handle, day)).policy;

  const entries = await listHoursEntries(handle, { personId, years: [thisYear, thisYear - 1] });
  const completions = await listCompletions(handle, { personId });
  const versions = new Map(
    (
      await listVersions(
        handle,
        completions.map(({ lessonVersionId }) => lessonVersionId),
      )
    ).map((version) => [version.versionId, version]),
  );
  const { past, pastTotal } = await listOwnSittings(context, actor, { offset: 0, limit: MOST_EXAMS });
  return {
    year,
    years: [thisYear, thisYear - 1].map((each) => ({
      year: each,
      hours: sumHours({ entries: entries.filter((entry) => entry.year === each), yearlyRequired, onlineMinimum }),
    })),
    required: yearlyRequired,
    onlineMinimum,
    hours: entries
      .filter((entry) => entry.year === year)
      .reverse()
      .map((entry) => hoursLineOf(entry, { completions, versions })),
    completions: completions
      .filter((completion) => completion.year === year)
      .flatMap((completion) => completionLineOf(completion, versions.get(completion.lessonVersionId))),
    quizzes: await readQuizLines(context, { personId, year, counts }),
    quizCounts: counts,
    exams: past,
    examTotal: pastTotal,
    certificates: await readCertificateLines(context, actor),
  };
}

/** Under the title that the lesson had when it was completed. */
function completionLineOf({ id, completedAt }: CompletionRow, version: ContentVersion | undefined): CompletionLine[] {
  if (version?.kind !== 'lesson') return [];
  return [{ id, title: version.body.title, to: `/courses/${version.code}`, completedAt }];
}

async function readQuizLines(
  context: Context,
  { personId, year, counts }: { personId: string; year: number; counts: Transcript['quizCounts'] },
): Promise<QuizLine[]> {
  const handle = context.database.read;
  const results = await listQuizResults(handle, { personId, ...spanOfYear(year, context.zone) });
  const byLesson = new Map<string, typeof results>();
  for (const result of results) byLesson.set(result.lessonId, [...(byLesson.get(result.lessonId) ?? []), result]);
  const lessons = new Map(
    (await listPublishedOf(handle, [...byLesson.keys()])).map((version) => [version.documentId, version]),
  );
  return [...byLesson]
    .flatMap(([lessonId, tries]): QuizLine[] => {
      const version = lessons.get(lessonId);
      const counting = findCountingTry({ tries, counts });
      const last = tries.at(-1);
      if (version?.kind !== 'lesson' || !counting || !last) return [];
      const { score, maxScore, passed } = counting;
      return [
        {
          lessonId,
          title: version.body.title,
          to: `/courses/${version.code}`,
          tries: tries.length,
          score,
          maxScore,
          passed,
          lastAt: last.submittedAt,
        },
      ];
    })
    .sort((a, b) => b.lastAt - a.lastAt);
}
