import { describe, expect, test } from 'vitest';
import { checkTogether, parseSetting, SETTING_KEYS, SETTINGS, settingValues } from './settings.ts';

describe('a number', () => {
  test.each([
    ['3', { value: 3 }],
    ['１０', { value: 10 }],
    [' 4 ', { value: 4 }],
    ['2', { fault: 'out-of-range' }],
    ['11', { fault: 'out-of-range' }],
    ['', { fault: 'not-a-number' }],
    ['3.5', { fault: 'not-a-number' }],
    ['-3', { fault: 'not-a-number' }],
    ['9999999999', { fault: 'not-a-number' }],
  ])('typed as "%s" between 3 and 10', (typed, expected) => {
    expect(parseSetting('sign-in.failures', typed)).toEqual(expected);
  });
});

describe('a text', () => {
  test('may be exactly as long as its bound, and no longer', () => {
    expect(parseSetting('support.name', '台'.repeat(60))).toEqual({ value: '台'.repeat(60) });
    expect(parseSetting('support.name', '台'.repeat(61))).toEqual({ fault: 'too-long' });
  });

  test('of one line has no line break, of several keeps them', () => {
    expect(parseSetting('support.name', 'a\nb')).toEqual({ fault: 'one-line' });
    expect(parseSetting('sign-in.notice', ' a\r\nb ')).toEqual({ value: 'a\nb' });
  });
});

describe('values in force', () => {
  test('are the defaults where nothing fits', () => {
    const stored = new Map<string, number | string>([
      ['session.idle-hours', 8],
      ['sign-in.failures', 99],
      ['no.such-key', 1],
    ]);
    const values = settingValues(stored);
    expect(values['session.idle-hours']).toBe(8);
    expect(values['sign-in.failures']).toBe(10);
    expect(Object.keys(values)).toEqual([...SETTING_KEYS]);
  });

  test('every default is a value that could be typed', () => {
    for (const key of SETTING_KEYS) {
      const { byDefault } = SETTINGS[key];
      expect(parseSetting(key, String(byDefault))).toEqual({ value: byDefault });
    }
    expect(checkTogether(settingValues(new Map()))).toBeNull();
  });

  test('a session may live exactly as long as it may idle, not shorter', () => {
    const values = (idle: number, absolute: number) =>
      settingValues(
        new Map([
          ['session.idle-hours', idle],
          ['session.absolute-hours', absolute],
        ]),
      );
    expect(checkTogether(values(8, 8))).toBeNull();
    expect(checkTogether(values(8, 7))).toBe('shorter-than-idle');
  });
});
