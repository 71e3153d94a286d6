import { z } from 'zod';
import { LONGEST_WRITTEN } from './written-text.ts';

/** How long a written answer is to be, in characters as `countWritten` counts them. */
export const lengthFields = z.strictObject({
  min: z.int().min(1).max(LONGEST_WRITTEN).optional(),
  max: z.int().min(1).max(LONGEST_WRITTEN),
});
