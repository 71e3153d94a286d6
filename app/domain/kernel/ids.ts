/** Prefixes name what an id is of; an id sorts by the moment at which it was made. */
export type IdPrefix =
  | 'per'
  | 'org'
  | 'pst'
  | 'grt'
  | 'tok'
  | 'mtk'
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
  | 'fst'
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
  | 'bat'
  | 'prs'
  | 'pra'
  | 'mck';

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
  // Five bytes are eight characters of five bits, and a number holds them.
  let tail = '';
  for (let start = 0; start < random.length; start += 5) {
    let bits = 0;
    for (let i = start; i < start + 5; i += 1) bits = bits * 256 + (random[i] ?? 0);
    let eight = '';
    for (let i = 0; i < 8; i += 1) {
      eight = ALPHABET[bits % 32] + eight;
      bits = Math.floor(bits / 32);
    }
    tail += eight;
  }
  return `${prefix}_${time}${tail}`;
}
