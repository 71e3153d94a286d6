import { type Hundredths, percentHundredths } from '#app/domain/kernel/hundredths.ts';

/** What a lesson asks for before it counts as completed; declared by its author in the front matter. */
export type CompletionRule = { readonly minutes: number; readonly quiz: 'passed' };

/** Which of several tries at a quiz counts; a policy decides. */
export type CountingRule = 'first' | 'best' | 'last';

export type QuizTry = { readonly score: Hundredths; readonly maxScore: Hundredths; readonly passed: boolean };

/** What is still missing for completion in the year at hand. Both parts are told, so that a page can show both. */
export type CompletionState = {
  readonly complete: boolean;
  /** Credited time that is still missing, in milliseconds; 0 when there is enough. */
  readonly missingMs: number;
  readonly quizPassed: boolean;
};

/**
 * A lesson is completed when the credited time has reached the declared minutes (exactly that many is enough) and the
 * try that counts was passed.
 * @param creditedMs time the server credited in this lesson in the year that the completion is for.
 * @param countingTry the try that counts among those of that year; null when there was none.
 */
export function checkCompletion({
  rule,
  creditedMs,
  countingTry,
}: {
  rule: CompletionRule;
  creditedMs: number;
  countingTry: QuizTry | null;
}): CompletionState {
  const missingMs = Math.max(0, rule.minutes * 60_000 - creditedMs);
  const quizPassed = countingTry?.passed ?? false;
  return { complete: missingMs === 0 && quizPassed, missingMs, quizPassed };
}

/**
 * The try that counts. Among equally good tries the earliest, so that a later equal one changes nothing.
 * Scores are compared as shares of their own full marks: a lesson's next version may have other questions.
 * @param tries in the order in which they were submitted.
 */
export function findCountingTry<T extends QuizTry>({
  tries,
  counts,
}: {
  tries: readonly T[];
  counts: CountingRule;
}): T | null {
  switch (counts) {
    case 'first':
      return tries[0] ?? null;
    case 'last':
      return tries.at(-1) ?? null;
    case 'best': {
      let best: T | null = null;
      for (const candidate of tries) {
        if (best === null || candidate.score * best.maxScore > best.score * candidate.maxScore) best = candidate;
      }
      return best;
    }
  }
}

/** Whether a score passes: its share of the full marks, rounded down to hundredths of a per cent, reaches the mark. */
export function isQuizPassed({
  score,
  maxScore,
  passPercent,
}: {
  score: Hundredths;
  maxScore: Hundredths;
  passPercent: Hundredths;
}): boolean {
  return percentHundredths({ part: score, whole: maxScore }) >= passPercent;
}

export type LessonState = 'not-started' | 'in-progress' | 'completed';

/** How far a lesson is for someone. What was completed stays completed, whatever the year. */
export function lessonStateOf({ opened, completed }: { opened: boolean; completed: boolean }): LessonState {
  if (completed) return 'completed';
  return opened ? 'in-progress' : 'not-started';
}

export type CourseProgress = {
  readonly lessons: number;
  readonly completed: number;
  /** Reading minutes of the lessons that are not completed yet. */
  readonly minutesLeft: number;
  readonly state: LessonState;
};

/** A course is completed when each of its lessons is; one without lessons is not started. */
export function summariseCourse(lessons: readonly { state: LessonState; minutes: number }[]): CourseProgress {
  const open = lessons.filter((lesson) => lesson.state !== 'completed');
  const completed = lessons.length - open.length;
  const started = lessons.some((lesson) => lesson.state !== 'not-started');
  return {
    lessons: lessons.length,
    completed,
    minutesLeft: open.reduce((sum, lesson) => sum + lesson.minutes, 0),
    state: lessons.length > 0 && open.length === 0 ? 'completed' : started ? 'in-progress' : 'not-started',
  };
}

/**
 * Reading minutes left in a lesson, rounded up, from its estimated minutes and the share already passed
 * (hundredths of a per cent). Never less than 1 before the end.
 */
export function minutesLeftIn({ minutes, position }: { minutes: number; position: Hundredths }): number {
  const rest = Math.max(0, 10_000 - position);
  return Math.ceil((minutes * rest) / 10_000);
}
