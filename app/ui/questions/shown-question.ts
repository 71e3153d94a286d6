import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';

/** A question as whoever answers it sees it: nothing here tells a key. */
export type ShownQuestion = Prompt & { readonly type: string };

/** What every input of an answer is given. */
export type Answering = {
  readonly question: ShownQuestion;
  readonly answer: Json;
  /** Unique in the page: the name of the controls within their form, if they stand in one. */
  readonly name: string;
  /** `soon`: more is likely to follow at once, as while typing. */
  readonly onAnswer: (answer: Json, options?: { soon?: boolean }) => void;
};

/** The answer of fields that are filled in one by one: `{ id: value }`, nothing where all are empty. */
export function withField(answer: Json, id: string, value: Json): Json {
  const rest = Object.entries(filledOf(answer)).filter(([each]) => each !== id);
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  const next = isEmpty ? rest : [...rest, [id, value] as const];
  return next.length === 0 ? null : Object.fromEntries(next.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const filledOf = (answer: Json): Readonly<Record<string, Json>> =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer)
    ? (answer as Readonly<Record<string, Json>>)
    : {};

export const listOf = (answer: Json): readonly string[] =>
  Array.isArray(answer) ? answer.map(String) : typeof answer === 'string' ? [answer] : [];

/** A, B, C… by place: what is shown is drawn per paper, so an option's id says nothing to a reader. */
export const optionLetter = (index: number): string => String.fromCharCode(65 + index);
