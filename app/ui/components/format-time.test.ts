import { expect, test } from 'vitest';
import { formatDay, formatDuration, formatInstant } from './format-time.ts';

// 2026-11-20 23:30:05 in Shanghai is still 15:30:05 UTC.
const AT = Date.UTC(2026, 10, 20, 15, 30, 5);

test('writes a day in either language without leading zeros', () => {
  expect(formatDay('2026-01-05', 'zh-CN')).toBe('2026年1月5日');
  expect(formatDay('2026-11-20', 'en')).toBe('20 Nov 2026');
});

test('writes an instant in the zone that is given, on a 24-hour clock', () => {
  const at = { at: AT, zone: 'Asia/Shanghai' };
  expect(formatInstant({ ...at, language: 'zh-CN', form: 'minute' })).toBe('2026年11月20日 23:30');
  expect(formatInstant({ ...at, language: 'en', form: 'second' })).toBe('20 Nov 2026, 23:30:05');
  expect(formatInstant({ ...at, language: 'en', form: 'clock' })).toBe('23:30');
  expect(formatInstant({ at: AT, zone: 'Asia/Tokyo', language: 'zh-CN', form: 'day' })).toBe('2026年11月21日');
});

test('counts down to 0:00 only when time is over, and never below', () => {
  expect(formatDuration(1)).toBe('0:01');
  expect(formatDuration(0)).toBe('0:00');
  expect(formatDuration(-5_000)).toBe('0:00');
  expect(formatDuration(1_449_000)).toBe('24:09');
  expect(formatDuration(3_600_000)).toBe('1:00:00');
});
