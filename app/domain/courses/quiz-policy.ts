import { z } from 'zod';
import { hundredthsText, percentText } from '#app/domain/kernel/authored.ts';
import { policyHeader } from '#app/domain/kernel/policy.ts';

/** content/policies/quiz.yaml: when a quiz is passed, which of its attempts counts, what a pass earns (hundredths of an hour). */
export const quizPolicy = z.strictObject({
  ...policyHeader('quiz'),
  passPercent: percentText,
  counts: z.enum(['best', 'first', 'last']),
  hours: hundredthsText,
});
export type QuizPolicy = z.output<typeof quizPolicy>;
