import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { QuestionBody } from '../envelope.ts';
import { essay } from './essay.ts';
import { fillIn } from './fill-in.ts';
import { gapMatch } from './gap-match.ts';
import { hotText } from './hot-text.ts';
import { hotspot } from './hotspot.ts';
import { inlineChoice } from './inline-choice.ts';
import { matching } from './matching.ts';
import { multipleChoice } from './multiple-choice.ts';
import { numeric } from './numeric.ts';
import { ordering } from './ordering.ts';
import { type AnyQuestionType, EMPTY_LABEL, type Prompt } from './question-type.ts';
import type { ReviewKey } from './review-key.ts';
import { shortText } from './short-text.ts';
import { singleChoice } from './single-choice.ts';
import { tableCompletion } from './table-completion.ts';
import { trueFalse } from './true-false.ts';
import { allOrNothing, EMPTY, type Graded, toMark } from './verdict.ts';

/** Every question type. A new one is a module of its own and a line here. */
export const QUESTION_TYPES: readonly AnyQuestionType[] = [
  singleChoice,
  multipleChoice,
  trueFalse,
  fillIn,
  numeric,
  matching,
  ordering,
  gapMatch,
  inlineChoice,
  hotspot,
  hotText,
  shortText,
  essay,
  tableCompletion,
];

const byName = new Map(QUESTION_TYPES.map((each) => [each.type, each]));

export const findQuestionType = (type: string): AnyQuestionType | null => byName.get(type) ?? null;

/** @throws when no module serves the type: what is stored was parsed, so this is a bug or a missing module. */
export function getQuestionType(type: string): AnyQuestionType {
  const found = byName.get(type);
  if (!found) throw new Error(`no module serves question type ${type}`);
  return found;
}

/** An answer as stored: the wire form after parsing; null where nothing was answered or the answer was cleared. */
export type StoredAnswer = Json;

/** From the wire; null clears. */
export function parseAnswer(question: QuestionBody, raw: unknown): Result<StoredAnswer, 'invalid-answer'> {
  return raw === null ? ok(null) : getQuestionType(question.type).parseAnswer(question.body, raw);
}

/** The mark of one answer out of `maxMark`; an answer that no longer parses earns nothing and counts as wrong. */
export function gradeAnswer({
  question,
  answer,
  maxMark,
}: {
  question: QuestionBody;
  answer: StoredAnswer;
  maxMark: Hundredths;
}): Graded {
  if (answer === null) return toMark(EMPTY, maxMark);
  const type = getQuestionType(question.type);
  const parsed = type.parseAnswer(question.body, answer);
  if (!parsed.ok) return toMark(allOrNothing(false), maxMark);
  return toMark(type.judge({ body: question.body, scoring: question.scoring, answer: parsed.value }), maxMark);
}

/** The label under which equal answers are counted. */
export function classifyAnswer(question: QuestionBody, answer: StoredAnswer): string {
  if (answer === null) return EMPTY_LABEL;
  const type = getQuestionType(question.type);
  const parsed = type.parseAnswer(question.body, answer);
  return parsed.ok
    ? type.classify({ body: question.body, scoring: question.scoring, answer: parsed.value })
    : 'unreadable';
}

/** What a candidate may see: neither key nor explanation. */
export const promptOf = (question: QuestionBody): Prompt =>
  getQuestionType(question.type).toPrompt({ body: question.body, scoring: question.scoring });

/** An answer that earns full marks; null where only a person can tell. */
export const solutionOf = (question: QuestionBody): StoredAnswer =>
  getQuestionType(question.type).solve({ body: question.body, scoring: question.scoring });

/** Key and explanation, for after the release. */
export function reviewOf(question: QuestionBody): { readonly key: ReviewKey; readonly explanation: LocalText } {
  const key = getQuestionType(question.type).review({ body: question.body, scoring: question.scoring });
  return { key, explanation: question.feedback.explanation };
}
