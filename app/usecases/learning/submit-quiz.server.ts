import { isQuizPassed } from '#app/domain/courses/progress.ts';
import { scale } from '#app/domain/kernel/hundredths.ts';
import { dayOf, yearOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { AnswerFields } from '#app/domain/questions/answer-of-fields.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { noteAnswers } from '#app/usecases/practice/note-answers.server.ts';
import { getQuizPolicy } from '#app/usecases/training/policies.server.ts';
import type { Handle } from '#db/open.server.ts';
import { insertQuizAttempt, touchProgress } from '#db/stores/learning.ts';
import { completeIfDone, type YearStanding } from './complete-if-done.server.ts';
import { gradeQuiz, type QuizFeedback, type QuizQuestion, readQuiz } from './quiz.server.ts';
import { findStudiedLesson, type LessonAddress } from './studied-lesson.server.ts';

export type QuizCommand = LessonAddress & {
  /** The question versions that were shown, in their order. */
  readonly shown: readonly string[];
  /** What the form holds for each of them, by version id. */
  /** By the question's version. */
  readonly fields: Readonly<Record<string, AnswerFields>>;
};

export type QuizAnswer = {
  readonly attemptId: string;
  readonly score: number;
  readonly maxScore: number;
  readonly passed: boolean;
  readonly feedback: readonly QuizFeedback[];
  readonly standing: YearStanding & { readonly justCompleted: boolean };
};

/**
 * Grades a try at a lesson's quiz and keeps it, whatever its result. Only the questions that are in force are graded:
 * who was shown others meanwhile replaced is told so and sees the new ones.
 */
export async function submitQuiz(
  context: Context,
  actor: PersonActor,
  { shown, fields, ...address }: QuizCommand,
): Promise<Result<QuizAnswer, 'not-found' | 'not-enrolled' | 'stale-version' | 'invalid-answer'>> {
  const { personId } = actor;
  const attemptId = newId(context, 'qza');
  const result = await context.database.transaction(async (tx) => {
    const found = await findStudiedLesson(tx, { personId, ...address });
    if (!found.ok) return found;
    const lesson = found.value;
    const { lessonId, versionId } = lesson;
    const quiz = await readQuiz(tx, lessonId);
    if (quiz.length === 0) return refuse('not-found');
    if (quiz.length !== shown.length || quiz.some((each, i) => each.versionId !== shown[i]))
      return refuse('stale-version');
    const graded = gradeQuiz(quiz, fields);
    if (!graded.ok) return graded;
    const { score, maxScore, feedback } = graded.value;

    const at = context.clock.now();
    const { versionId: policyVersionId, policy } = await getQuizPolicy(tx, dayOf(at, context.zone));
    const passed = isQuizPassed({ score, maxScore, passPercent: policy.passPercent });
    // Writing the progress row first makes a beat at the same moment wait, so that one of the two sees both halves.
    await touchProgress(tx, { personId, lessonId, versionId, at, year: yearOf(at, context.zone) });
    await insertQuizAttempt(tx, {
      id: attemptId,
      personId,
      lessonId,
      lessonVersionId: versionId,
      policyVersionId,
      submittedAt: at,
      score,
      maxScore,
      passed,
      answers: feedback.map(({ versionId: question, answer, mark, maxMark }) => ({ question, answer, mark, maxMark })),
    });
    await noteQuizAnswers({ tx, context }, { personId, attemptId, quiz, feedback });
    const standing = await completeIfDone({ tx, context, actor }, { personId, lesson });
    return ok({ attemptId, score, maxScore, passed, feedback, standing });
  });
  if (result.ok && result.value.standing.justCompleted) context.events.kick();
  return result;
}

/** A mistake in a quiz is a mistake to practise: the same answers enter the learner's book. */
async function noteQuizAnswers(
  { tx, context }: { tx: Handle; context: Context },
  {
    personId,
    attemptId,
    quiz,
    feedback,
  }: {
    personId: string;
    attemptId: string;
    quiz: readonly QuizQuestion[];
    feedback: readonly QuizFeedback[];
  },
): Promise<void> {
  const questionIds = new Map(quiz.map(({ versionId, questionId }) => [versionId, questionId]));
  const answers = feedback.flatMap(({ versionId, outcome, mark, maxMark, key }) => {
    const questionId = questionIds.get(versionId);
    if (questionId === undefined || key.kind === 'rubric') return [];
    const credit = Math.max(0, scale({ value: mark, by: 100, over: maxMark }));
    return [{ questionId, versionId, outcome, credit, certainty: null }];
  });
  await noteAnswers({ tx, context }, { personId, source: 'quiz', sourceId: attemptId, answers });
}
