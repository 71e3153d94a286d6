import type { LocalText } from '#app/domain/kernel/local-text.ts';

/** A question as its candidate sees it. */
export type ExamItem = {
  readonly slot: number;
  readonly type: string;
  readonly prompt: LocalText;
  readonly options?: readonly { readonly id: string; readonly text: LocalText }[];
  /** How many answers are typed; one where nothing is said. */
  readonly blanks?: number;
  readonly unit?: LocalText;
  readonly maxMark: number;
};

const TYPES = ['single-choice', 'multiple-choice', 'true-false', 'fill-in', 'numeric'] as const;
export type TypeWord = (typeof TYPES)[number];
/** A type added later is called by the nearest one's name until it has its own. */
export const typeWord = (type: string): TypeWord => TYPES.find((known) => known === type) ?? 'fill-in';

/** A, B, C… by place: what is shown is drawn per paper, so an option's id says nothing to a reader. */
export const optionLetter = (index: number): string => String.fromCharCode(65 + index);
