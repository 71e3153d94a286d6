import { foldAnswers } from '#app/domain/exams/answers.ts';
import { judgeRelease } from '#app/domain/exams/release.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { EMPTY_LABEL } from '#app/domain/questions/types/question-type.ts';
import { gradeAnswer, reviewOf } from '#app/domain/questions/types/registry.ts';
import type { ReviewKey } from '#app/domain/questions/types/review-key.ts';
import type { Outcome, PartVerdict } from '#app/domain/questions/types/verdict.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { type ItemMarkRow, listCurrentGrades, listItemMarks, listResponses } from '#db/stores/exams.ts';
import { listMarkings } from '#db/stores/marking.ts';
import { getPaper } from './papers.server.ts';
import { requireEnded } from './read-result.server.ts';
import { type OpenItem, showItem } from './start-attempt.server.ts';

export type ReviewItem = Omit<OpenItem, 'latest'> & {
  readonly answer: Json;
  readonly mark: number;
  readonly outcome: Outcome;
  readonly parts: readonly PartVerdict[];
  readonly key: ReviewKey;
  readonly explanation: LocalText;
  /** What a person said who marked it; null where a machine did. */
  readonly marking: { readonly credits: Readonly<Record<string, number>>; readonly comment: string } | null;
};

/**
 * Every question of an ended attempt with one's answer, what it earned, the right answer and why: the versions that
 * the paper pins, whatever was published since. Reading the key of an exam item is an audited act.
 */
export async function readReview(
  context: Context,
  actor: PersonActor,
  { attemptId }: { attemptId: string },
): Promise<Result<ReviewItem[], 'not-found' | 'attempt-running' | 'not-released'>> {
  const ended = await requireEnded(context, actor, attemptId);
  if (!ended.ok) return ended;
  const { attempt, sitting } = ended.value;
  const { read } = context.database;
  if (!judgeRelease({ rule: sitting.release, status: attempt.status, now: context.clock.now() }).released)
    return refuse('not-released');
  const grade = (await listCurrentGrades(read, [attemptId])).get(attemptId);
  if (!grade) throw new Error(`attempt ${attemptId} is graded without a grade`);
  const marks = new Map((await listItemMarks(read, grade.id)).map((row) => [row.slot, row]));
  const answers = foldAnswers(await listResponses(read, [attemptId]));
  const markings = await listMarkings(read, attemptId);
  const paper = await getPaper(context, attempt.formId);
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      {
        stream: `sitting:${sitting.id}`,
        action: 'attempt.review',
        subject: { kind: 'attempt', id: attemptId },
        detail: { gradeId: grade.id },
      },
    ),
  );
  return ok(
    paper.items.map((item) => {
      const marked = marks.get(item.slot);
      return {
        ...showItem(item),
        answer: answers.get(item.slot)?.answer ?? null,
        mark: marked?.mark ?? 0,
        outcome: marked ? outcomeOf(marked) : 'empty',
        // What happened part by part is told by the pinned version's own rules; what it earned was recorded.
        parts: gradeAnswer({
          question: item.question,
          answer: answers.get(item.slot)?.answer ?? null,
          maxMark: item.maxMark,
        }).parts,
        ...reviewOf(item.question),
        marking: markings.get(item.slot) ?? null,
      };
    }),
  );
}

/** From what was recorded at grading, not from grading again: the mark that counts may have been set by a regrade. */
function outcomeOf({ mark, maxMark, response }: ItemMarkRow): Outcome {
  if (response === EMPTY_LABEL) return 'empty';
  if (mark === maxMark) return 'right';
  return mark > 0 ? 'partial' : 'wrong';
}
