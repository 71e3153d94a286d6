import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { foldAccountName } from './account-names.ts';

/** Counted in characters after NFKC, so that a Chinese character is one. */
export const SHORTEST_PASSWORD = 10;
/** Beyond this nothing is gained, and hashing would cost the server whatever a stranger likes. */
export const LONGEST_PASSWORD = 200;

/**
 * The commonest passwords that are long enough to pass otherwise, folded; the published lists agree on most of these.
 * The demo's password stands here because everyone knows it: the demo organisation itself is loaded past this rule.
 */
const COMMON = new Set([
  '0123456789',
  '1234567890',
  '12345678910',
  '123456789a',
  '1234567890a',
  '1234554321',
  '123123123123',
  '112233445566',
  '1111122222',
  '147258369a',
  '1472583690',
  '1qaz2wsx3edc',
  '1qazxsw23edc',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  '1q2w3e4r5t6y7u8i',
  '2580147369',
  '5201314520',
  '520131452013',
  'a123456789',
  'a1234567890',
  'aa12345678',
  'aa123456789',
  'abc1234567',
  'abc123456789',
  'abcd123456',
  'abcd1234567890',
  'abcdefghij',
  'admin12345',
  'admin123456',
  'administrator',
  'asd123456789',
  'asdfghjkl1',
  'asdfghjkl;',
  'basketball',
  'changeme123',
  'football123',
  'iloveyou123',
  'letmein123',
  'p@ssw0rd123',
  'p@ssword123',
  'passw0rd123',
  'password01',
  'password12',
  'password123',
  'password1234',
  'password12345',
  'q123456789',
  'q1w2e3r4t5',
  'q1w2e3r4t5y6',
  'qazwsxedc123',
  'qq123456789',
  'qwe1234567',
  'qwe123456789',
  'qwer123456',
  'qwerty12345',
  'qwerty123456',
  'qwertyuiop',
  'qwertyuiop1',
  'superman123',
  'welcome123',
  'woaini1314',
  'woaini1314520',
  'woaini520131',
  'woaiwojia1',
  'woaizhongguo',
  'xunkao-demo',
  'xunkao123456',
  'zhongguo123',
  'zxc123456789',
  'zxcvbnm123',
  'zxcvbnm123456',
]);

/** Why a password is refused; the words are the interface's. */
export type PasswordFault = 'too-short' | 'too-long' | 'own-name' | 'common';

/**
 * Whether someone may choose this password: 10 to 200 characters, not their own username or employee number (however
 * written, however often repeated), not among the commonest, not one character repeated. No rule about kinds of
 * characters: length is what guessing costs (NIST SP 800-63B-4, 3.1.1.2).
 */
export function checkNewPassword({
  password,
  username,
  employeeNo,
}: {
  password: string;
  username: string;
  employeeNo: string;
}): Result<string, 'weak-password'> {
  const normal = password.normalize('NFKC');
  const length = [...normal].length;
  if (length < SHORTEST_PASSWORD) return weak('too-short');
  if (length > LONGEST_PASSWORD) return weak('too-long');
  const folded = normal.toLowerCase();
  const isMadeOf = (name: string) => name !== '' && folded.trim().replaceAll(foldAccountName(name), '') === '';
  if (isMadeOf(username) || isMadeOf(employeeNo)) return weak('own-name');
  if (COMMON.has(folded) || new Set(folded).size === 1) return weak('common');
  return ok(password);
}

const weak = (reason: PasswordFault) =>
  refuse('weak-password', { reason, shortest: SHORTEST_PASSWORD, longest: LONGEST_PASSWORD });
