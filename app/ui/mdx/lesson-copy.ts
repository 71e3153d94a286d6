import { createContext, useContext } from 'react';

export type LessonCopy = {
  /** Put before the ids of its headings. */
  readonly prefix: string;
  /** What a part is called beside the same part of the other copy. */
  readonly nameOf: (part: string) => string;
};

const ONLY_ONE: LessonCopy = { prefix: '', nameOf: (part) => part };

/** Set where a lesson stands twice on one page: without it links would lead into the first, and names would be double. */
export const LessonCopyContext = createContext<LessonCopy>(ONLY_ONE);

export const useLessonCopy = (): LessonCopy => useContext(LessonCopyContext);
