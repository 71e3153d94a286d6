import { encodeCrockford, parseCrockford } from '#app/domain/kernel/crockford.ts';
import { EXCLUSIVE_ROLES, type Role } from './roles.ts';

export const ACCESS_CODE_LENGTH = 12;
/** So many characters of a code, 15 bits, say for which codes a wrong one is counted (`CODE_STEM_LIMIT`). */
export const ACCESS_CODE_STEM = 3;

/** `activation` makes the account of someone who has none; `reset` sets a new password for one that is there. */
export type AccessPurpose = 'activation' | 'reset';

/** How long a code opens. A slip lies on a desk over a holiday; what is told or mailed is used at once. */
export const ACCESS_CODE_MS = {
  slip: 30 * 86_400_000,
  handed: 24 * 3_600_000,
  mailed: 60 * 60_000,
} as const;

/**
 * 60 random bits as 12 characters; why that is enough says `CODE_STEM_LIMIT`.
 * @param random at least 8 bytes from the platform's secure source.
 */
export const makeAccessCode = (random: Uint8Array): string => encodeCrockford({ random, length: ACCESS_CODE_LENGTH });

/** The code from what a person typed or a scanner read (see `parseCrockford`). Null when it cannot be one. */
export const parseAccessCode = (text: string): string | null => parseCrockford(text, ACCESS_CODE_LENGTH);

/** In groups for reading and typing: `AAAA-AAAA-AAAA`. */
export const formatAccessCode = (code: string): string => [code.slice(0, 4), code.slice(4, 8), code.slice(8)].join('-');

/** A name of which only whoever it belongs to is sure: the first character and the last stay of a long one. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  if (characters.length <= 1) return '*';
  const last = characters.length > 2 ? characters.at(-1) : '';
  return `${characters[0]}${'*'.repeat(Math.max(1, characters.length - 2))}${last}`;
}

/**
 * Why someone may not give a person a new way in, or null when they may. Whoever takes over an account acts with all its
 * roles: HR does it for those who are learners alone, a security administrator for everyone else but the three
 * administrators, of whom none could be told from another afterwards. The operator does it
 * at the server. Nobody does it for themselves.
 */
export function findResetObstacle({
  by,
  targetRoles,
  own,
}: {
  /** The roles of whoever asks in the browser, or the operator. */
  by: readonly Role[] | 'operator';
  targetRoles: readonly Role[];
  own: boolean;
}): 'own-role' | 'operator-only' | 'reset-not-allowed' | null {
  if (by === 'operator') return null;
  if (own) return 'own-role';
  if (targetRoles.some((role) => EXCLUSIVE_ROLES.includes(role))) return 'operator-only';
  if (by.includes('secadmin')) return null;
  return by.includes('hr') && targetRoles.every((role) => role === 'learner') ? null : 'reset-not-allowed';
}

/**
 * Usernames to try for someone who signs in by employee number and never chose one, in this order. The last is free
 * unless an id was given twice.
 */
export function proposeUsernames({ employeeNo, personId }: { employeeNo: string; personId: string }): string[] {
  const folded = employeeNo
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '-');
  return [folded, `u${folded}`.slice(0, 32), `p${personId.slice(-12)}`];
}
