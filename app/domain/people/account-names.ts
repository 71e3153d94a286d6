/** A name as it is compared: what is typed in full width or in capitals means the same account. */
export const foldAccountName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

const USERNAME = /^[a-z][a-z0-9._-]{1,31}$/;
const EMPLOYEE_NO = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,31}$/;

/**
 * A new username: 2 to 32 Latin letters, digits, dots, hyphens or underscores, beginning with a letter, in lower case.
 * Null when the text cannot be one.
 */
export function parseUsername(typed: string): string | null {
  const folded = foldAccountName(typed);
  return USERNAME.test(folded) ? folded : null;
}

/** A new employee number: 1 to 32 Latin letters, digits, dots, slashes, hyphens or underscores, as written. Null otherwise. */
export function parseEmployeeNo(typed: string): string | null {
  const text = typed.normalize('NFKC').trim();
  return EMPLOYEE_NO.test(text) ? text : null;
}
