import type { ShownQuestion } from '#app/ui/questions/shown-question.ts';

/** A question as its candidate sees it, with its place in the paper and its worth in hundredths. */
export type ExamItem = ShownQuestion & { readonly slot: number; readonly maxMark: number };
