import type { Json } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type AnswerFields, answerOfFields } from '#app/domain/questions/answer-of-fields.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';
import { gradeAnswer, parseAnswer, promptOf, reviewOf } from '#app/domain/questions/types/registry.ts';
import type { ReviewKey } from '#app/domain/questions/types/review-key.ts';
import type { Outcome, PartVerdict } from '#app/domain/questions/types/verdict.ts';
import type { Handle } from '#db/open.server.ts';
import { listQuizQuestions } from '#db/stores/learning.ts';

/** Every question of a quiz is worth one mark. */
const MARK = 100;

/** A question as it is asked; one of a draft has no document yet. */
export type AskedQuestion = { readonly versionId: string; readonly question: QuestionBody };
export type QuizQuestion = AskedQuestion & { readonly questionId: string };

/** What a learner is shown before answering: nothing here tells a key. */
export type QuizPrompt = Prompt & { readonly versionId: string; readonly type: string };

/** One question after grading, with the key and the reason. */
export type QuizFeedback = {
  readonly versionId: string;
  readonly answer: Json;
  readonly mark: number;
  readonly maxMark: number;
  readonly outcome: Outcome;
  readonly parts: readonly PartVerdict[];
  readonly key: ReviewKey;
  readonly explanation: LocalText;
};

export async function readQuiz(handle: Handle, lessonId: string): Promise<QuizQuestion[]> {
  const rows = await listQuizQuestions(handle, lessonId);
  return rows.map(({ versionId, questionId, body }) => ({ versionId, questionId, question: body }));
}

export const promptsOf = (quiz: readonly AskedQuestion[]): QuizPrompt[] =>
  quiz.map(({ versionId, question }) => ({ versionId, type: question.type, ...promptOf(question) }));

export type GradedQuiz = { readonly score: number; readonly maxScore: number; readonly feedback: QuizFeedback[] };

/** Grades a whole quiz. What cannot be an answer to its question is refused and names the question. */
export function gradeQuiz(
  quiz: readonly AskedQuestion[],
  fields: Readonly<Record<string, AnswerFields>>,
): Result<GradedQuiz, 'invalid-answer'> {
  const feedback: QuizFeedback[] = [];
  for (const { versionId, question } of quiz) {
    const shown = { type: question.type, ...promptOf(question) };
    const parsed = parseAnswer(question, answerOfFields(shown, fields[versionId] ?? { values: [], keyed: {} }));
    if (!parsed.ok) return refuse('invalid-answer', { question: versionId });
    const { mark, outcome, parts } = gradeAnswer({ question, answer: parsed.value, maxMark: MARK });
    feedback.push({ versionId, answer: parsed.value, mark, maxMark: MARK, outcome, parts, ...reviewOf(question) });
  }
  return ok({ score: feedback.reduce((sum, { mark }) => sum + mark, 0), maxScore: quiz.length * MARK, feedback });
}
