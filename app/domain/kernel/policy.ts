import { z } from 'zod';
import { codeText, dayText, formatVersion, versionText } from './authored.ts';
import { localText } from './local-text.ts';

/** The kinds of policy. Each kind's fields are defined in the area that applies it. */
export const POLICY_KINDS = ['grading', 'quiz', 'hours', 'certificate', 'appraisal'] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

/** What every policy says of itself. `note` tells where its values come from and who has to confirm them. */
export const policyHeader = <K extends PolicyKind>(kind: K) => ({
  formatVersion,
  id: codeText,
  kind: z.literal(kind),
  version: versionText,
  effectiveFrom: dayText,
  title: localText,
  note: localText,
});
