const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const VERIFICATION_CODE_LENGTH = 26;

/**
 * What the QR code carries: 130 random bits as 26 characters of Crockford's base 32. Guessing one of a billion
 * certificates takes 10^30 tries, so nobody walks through the codes.
 * @param random at least 17 bytes from the platform's secure source.
 */
export function makeVerificationCode(random: Uint8Array): string {
  if (random.length < 17) throw new RangeError('a verification code needs 17 random bytes');
  let bits = 0n;
  for (const byte of random.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let i = 0; i < VERIFICATION_CODE_LENGTH; i += 1) {
    code = CROCKFORD.charAt(Number(bits & 31n)) + code;
    bits >>= 5n;
  }
  return code;
}

/**
 * The code from what a person typed or a scanner read: case, hyphens and spaces do not matter, O is read as 0, I and L
 * as 1 (Crockford's own rule), full-width characters are accepted. Null when it cannot be a code.
 */
export function parseVerificationCode(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return plain.length === VERIFICATION_CODE_LENGTH && [...plain].every((character) => CROCKFORD.includes(character))
    ? plain
    : null;
}

/** In groups for reading aloud: `AAAAA-AAAAA-AAAAA-AAAAA-AAAAAA`. */
export function formatVerificationCode(code: string): string {
  return [code.slice(0, 5), code.slice(5, 10), code.slice(10, 15), code.slice(15, 20), code.slice(20)].join('-');
}
