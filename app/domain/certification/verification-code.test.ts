import { describe, expect, it } from 'vitest';
import { formatVerificationCode, makeVerificationCode, parseVerificationCode } from './verification-code.ts';

const bytes = (fill: number) => new Uint8Array(17).fill(fill);

describe('makeVerificationCode', () => {
  it('writes 26 characters of Crockford base 32 from 130 bits', () => {
    expect(makeVerificationCode(bytes(0))).toBe('0'.repeat(26));
    expect(makeVerificationCode(bytes(255))).toBe('Z'.repeat(26));
    expect(makeVerificationCode(bytes(0b10101010))).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it('uses the lowest bit of the last byte and bit 130', () => {
    const low = bytes(0);
    low[16] = 1;
    expect(makeVerificationCode(low)).toBe(`${'0'.repeat(25)}1`);
    const high = bytes(0);
    high[0] = 0b10; // bit 129 counted from 0: the top bit of the first character
    expect(makeVerificationCode(high)).toBe(`G${'0'.repeat(25)}`);
  });

  it('refuses 16 bytes', () => {
    expect(() => makeVerificationCode(new Uint8Array(16))).toThrow(RangeError);
  });
});

describe('parseVerificationCode', () => {
  const code = '0123456789ABCDEFGHJKMNPQRS';

  it('reads lower case, groups, spaces and full-width characters', () => {
    expect(parseVerificationCode(` ${formatVerificationCode(code).toLowerCase()} `)).toBe(code);
    expect(parseVerificationCode('０１２３４５６７８９ABCDEFGHJKMNPQRS')).toBe(code);
  });

  it('reads O as 0 and I or L as 1', () => {
    expect(parseVerificationCode(`oI${code.slice(2)}`)).toBe(code);
    expect(parseVerificationCode(`OL${code.slice(2)}`)).toBe(code);
  });

  it('refuses 25 and 27 characters, U, and anything else', () => {
    expect(parseVerificationCode(code.slice(1))).toBeNull();
    expect(parseVerificationCode(`${code}0`)).toBeNull();
    expect(parseVerificationCode(`U${code.slice(1)}`)).toBeNull();
    expect(parseVerificationCode(`.${code.slice(1)}`)).toBeNull();
  });
});
