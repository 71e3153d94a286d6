import { z } from 'zod';
import { named } from '#app/domain/kernel/authored.ts';

/** A thing's own name within its question; the order in which options are shown is drawn per paper. */
export const optionId = z.string().regex(/^[a-z][a-z0-9]{0,7}$/, named('form-option'));
