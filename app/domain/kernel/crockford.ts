const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Random bytes as characters of Crockford's base 32, five bits each: nothing that is read as something else.
 * @param random at least as many bits as the characters carry; what is beyond is left unused.
 */
export function encodeCrockford({ random, length }: { random: Uint8Array; length: number }): string {
  const bytes = Math.ceil((length * 5) / 8);
  if (random.length < bytes) throw new RangeError(`${length} characters need ${bytes} random bytes`);
  let bits = 0n;
  for (const byte of random.subarray(0, bytes)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let i = 0; i < length; i += 1) {
    code = ALPHABET.charAt(Number(bits & 31n)) + code;
    bits >>= 5n;
  }
  return code;
}

/**
 * A code from what a person typed or a scanner read: case, hyphens and spaces do not matter, O is read as 0, I and L as
 * 1 (Crockford's own rule), full-width characters are accepted. Null when it cannot be one of this length.
 */
export function parseCrockford(text: string, length: number): string | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return plain.length === length && [...plain].every((character) => ALPHABET.includes(character)) ? plain : null;
}
