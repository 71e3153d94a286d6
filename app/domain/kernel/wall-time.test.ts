import { describe, expect, it } from 'vitest';
import { instantAt, parseTypedDay, parseTypedTime } from './wall-time.ts';

describe('a typed day', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2026/1/5', '2026-01-05'],
    ['２０２６年１１月２０日', '2026-11-20'],
    [' 2026.11.20 ', '2026-11-20'],
    ['2026-02-30', null],
    ['20-11-2026', null],
    ['', null],
  ])('%s is %s', (text, day) => {
    expect(parseTypedDay(text)).toBe(day);
  });
});

describe('a typed time', () => {
  it.each([
    ['9:30', '09:30'],
    ['０９：３０', '09:30'],
    ['09:30:00', '09:30'],
    ['9时30分', '09:30'],
    ['23:59', '23:59'],
    ['24:00', null],
    ['12:60', null],
    ['930', null],
  ])('%s is %s', (text, time) => {
    expect(parseTypedTime(text)).toBe(time);
  });
});

describe('the instant of a wall time', () => {
  it('is eight hours before UTC reads the same in Shanghai', () => {
    expect(instantAt({ day: '2026-11-20', time: '09:30', zone: 'Asia/Shanghai' })).toBe(
      Date.parse('2026-11-20T01:30:00Z'),
    );
  });

  it('keeps to the clocks on the day on which they change (Berlin, 2026-03-29)', () => {
    expect(instantAt({ day: '2026-03-29', time: '09:00', zone: 'Europe/Berlin' })).toBe(
      Date.parse('2026-03-29T07:00:00Z'),
    );
  });
});
