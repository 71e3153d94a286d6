import type { QuizPolicy } from '#app/domain/courses/quiz-policy.ts';
import type { Day } from '#app/domain/kernel/instant.ts';
import type { HoursPolicy } from '#app/domain/training/hours-policy.ts';
import type { Handle } from '#db/open.server.ts';
import { findPolicy } from '#db/stores/content.ts';

/** A policy in force, with the version that a record made under it must name. */
export type PolicyInForce<P> = { readonly versionId: string; readonly policy: P };

// The product installs one of each kind, so nothing may be counted without: a missing one is a broken installation.
const missing = (kind: string) => new Error(`no policy of kind ${kind} is in force: import the content folder`);

/** The quiz policy in force on a day. @throws when there is none. */
export async function getQuizPolicy(handle: Handle, on: Day): Promise<PolicyInForce<QuizPolicy>> {
  const row = await findPolicy(handle, 'quiz', on);
  if (!row) throw missing('quiz');
  return { versionId: row.versionId, policy: row.body };
}

/** The policy of hours and tariff in force on a day. @throws when there is none. */
export async function getHoursPolicy(handle: Handle, on: Day): Promise<PolicyInForce<HoursPolicy>> {
  const row = await findPolicy(handle, 'hours', on);
  if (!row) throw missing('hours');
  return { versionId: row.versionId, policy: row.body };
}
