import { isVisibleText } from '#app/domain/kernel/visible-text.ts';

export const ROLES = [
  'learner',
  'trainer',
  'reviewer',
  'examoffice',
  'hr',
  'invigilator',
  'marker',
  'sysadmin',
  'secadmin',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** In UTF-16 units, as a form's field counts. A reason is read in lists and stands in the log for good. */
export const LONGEST_ROLE_REASON = 500;

/** What is wrong with the reason of giving, changing or ending a role; null when it says something and is not too long. */
export function findReasonFault(reason: string): 'reason' | 'reason-too-long' | null {
  if (!isVisibleText(reason)) return 'reason';
  return reason.length > LONGEST_ROLE_REASON ? 'reason-too-long' : null;
}

/** Every civil servant may be a learner; whoever holds anything more serves. */
export const STAFF_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'learner');

/** 三员: one person holds at most one of these (GB/T 22239-2019 §8.1.4, separation of administrators' duties). */
export const EXCLUSIVE_ROLES: readonly Role[] = ['sysadmin', 'secadmin', 'auditor'];

/** The role among those held that excludes `role`, or null when it may be granted. */
export function findExcludingRole({ held, role }: { held: readonly Role[]; role: Role }): Role | null {
  if (!EXCLUSIVE_ROLES.includes(role)) return null;
  return held.find((other) => other !== role && EXCLUSIVE_ROLES.includes(other)) ?? null;
}

/**
 * Why a role cannot be given to a person as things are, or null when it can: what the form shows beside the choice and
 * what the grant itself refuses.
 */
export type GrantObstacle =
  | { readonly kind: 'own' }
  | { readonly kind: 'excluded'; readonly other: Role }
  | { readonly kind: 'inactive' };

export function findGrantObstacle({
  own,
  active,
  held,
  role,
}: {
  own: boolean;
  active: boolean;
  held: readonly Role[];
  role: Role;
}): GrantObstacle | null {
  if (own) return { kind: 'own' };
  if (!active) return { kind: 'inactive' };
  const other = findExcludingRole({ held, role });
  return other === null ? null : { kind: 'excluded', other };
}
