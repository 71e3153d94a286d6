import { describe, expect, it } from 'vitest';
import { checkDigitsOf, makeCertificateNumber, parseCertificateNumber, remainderOf97 } from './number.ts';

describe('check digits', () => {
  it('agree with the example of ISO/IEC 7064 (794 → 44)', () => {
    expect(checkDigitsOf('794')).toBe('44');
    expect(remainderOf97('79444')).toBe(1);
  });

  it('agree with a published legal entity identifier (ISO 17442 uses the same scheme)', () => {
    expect(remainderOf97('506700GE1G29325QX363')).toBe(1);
  });
});

describe('makeCertificateNumber', () => {
  it('writes year, tier and track, serial and check digits, and reads them back', () => {
    const number = makeCertificateNumber({ year: 2026, tier: 1, track: 'general', serial: 123 });
    expect(number).toMatch(/^2026-1GEN-00000123-\d\d$/);
    expect(parseCertificateNumber(number)).toBe(number);
  });

  it('fills up a track of fewer than three letters', () => {
    expect(makeCertificateNumber({ year: 2026, tier: 3, track: 'it', serial: 1 })).toMatch(/^2026-3ITX-00000001-/);
  });

  it('takes serial 99999999 and refuses 0 and 100000000', () => {
    const make = (serial: number) => makeCertificateNumber({ year: 2026, tier: 1, track: 'general', serial });
    expect(make(99_999_999)).toContain('-99999999-');
    expect(() => make(0)).toThrow(RangeError);
    expect(() => make(100_000_000)).toThrow(RangeError);
  });
});

describe('parseCertificateNumber', () => {
  const number = makeCertificateNumber({ year: 2026, tier: 1, track: 'general', serial: 48_213 });

  it('reads lower case, spaces, missing hyphens and full-width characters', () => {
    expect(parseCertificateNumber(` ${number.toLowerCase().replaceAll('-', ' ')} `)).toBe(number);
    expect(parseCertificateNumber(number.replaceAll('-', ''))).toBe(number);
    const wide = number.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    expect(parseCertificateNumber(wide)).toBe(number);
  });

  it('refuses every single wrong digit', () => {
    for (let i = 0; i < number.length; i += 1) {
      if (!/\d/.test(number.charAt(i))) continue;
      for (const digit of '0123456789') {
        if (digit === number.charAt(i)) continue;
        expect(parseCertificateNumber(number.slice(0, i) + digit + number.slice(i + 1))).toBeNull();
      }
    }
  });

  it('refuses every swap of neighbouring digits of the serial', () => {
    const start = number.indexOf('-0') + 1;
    for (let i = start; i < start + 7; i += 1) {
      const [a, b] = [number.charAt(i), number.charAt(i + 1)];
      if (a === b) continue;
      expect(parseCertificateNumber(number.slice(0, i) + b + a + number.slice(i + 2))).toBeNull();
    }
  });

  it('refuses what is no number at all', () => {
    for (const text of ['', '2026', number.slice(1), `${number}0`, '证书'])
      expect(parseCertificateNumber(text)).toBeNull();
  });
});
