/** Prefixes name what an id is of; an id sorts by the moment at which it was made. */
export type IdPrefix =
  | 'per'
  | 'org'
  | 'pst'
  | 'grt'
  | 'tok'
  | 'doc'
  | 'crs'
  | 'lsn'
  | 'qst'
  | 'bpt'
  | 'syl'
  | 'std'
  | 'pol'
  | 'ver'
  | 'lsv'
  | 'qsv'
  | 'bpv'
  | 'frm'
  | 'sit'
  | 'att'
  | 'tim'
  | 'grd'
  | 'crt'
  | 'cev'
  | 'apr'
  | 'vch'
  | 'evt'
  | 'aud'
  | 'anc'
  | 'enr'
  | 'spn'
  | 'qza'
  | 'cmp'
  | 'hrs'
  | 'set'
  | 'lnk'
  | 'suc'
  | 'mai'
  | 'ros'
  | 'dft'
  | 'rev'
  | 'cmt'
  | 'sev'
  | 'aye'
  | 'prt'
  | 'bat';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * `prefix_` + 10 characters of time + 16 of randomness (a ULID in lower case).
 * @param random exactly 10 bytes, from the platform's secure source.
 */
export function makeId({ prefix, now, random }: { prefix: IdPrefix; now: number; random: Uint8Array }): string {
  if (random.length !== 10) throw new RangeError('an id needs 10 random bytes');
  let time = '';
  let rest = now;
  for (let i = 0; i < 10; i += 1) {
    time = ALPHABET[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  let bits = 0n;
  for (const byte of random) bits = (bits << 8n) | BigInt(byte);
  let tail = '';
  for (let i = 0; i < 16; i += 1) {
    tail = ALPHABET[Number(bits & 31n)] + tail;
    bits >>= 5n;
  }
  return `${prefix}_${time}${tail}`;
}
