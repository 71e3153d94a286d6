import { describe, expect, it } from 'vitest';
import { type ExamFact, judgeStanding } from './standing.ts';

const exam = (changes: Partial<ExamFact> = {}): ExamFact => ({
  title: { zh: '初级考试' },
  tier: 1,
  track: 'general',
  opensAt: 100,
  closesAt: 200,
  ...changes,
});
const nothing = { missing: 0, enrolledCourses: 1, lessonsLeft: 0, running: [], open: [], upcoming: [], held: [] };
const kindsOf = (facts: Partial<Parameters<typeof judgeStanding>[0]>) =>
  judgeStanding({ ...nothing, ...facts }).map(({ kind }) => kind);

describe('where someone stands', () => {
  it('is done when nothing is missing', () => {
    expect(kindsOf({})).toEqual(['hours-complete', 'lessons-done']);
  });

  it('misses hours from 0.01 on', () => {
    expect(judgeStanding({ ...nothing, missing: 1 })[0]).toEqual({ kind: 'hours-missing', hours: 1 });
  });

  it('begins with choosing a course', () => {
    expect(kindsOf({ enrolledCourses: 0, missing: 9000 })).toEqual(['hours-missing', 'no-course']);
  });

  it('names the exam that closes first, and its end', () => {
    expect(judgeStanding({ ...nothing, open: [exam(), exam({ closesAt: 300 })] }).at(-1)).toEqual({
      kind: 'exam-open',
      title: { zh: '初级考试' },
      until: 200,
    });
  });

  it('does not send anyone to an exam whose certificate they hold, but to the next tier', () => {
    const held = [{ tier: 1, track: 'general' }];
    expect(kindsOf({ open: [exam()], held })).toEqual(['hours-complete', 'lessons-done']);
    expect(kindsOf({ open: [exam()], upcoming: [exam({ tier: 2 })], held }).at(-1)).toBe('exam-ahead');
    expect(kindsOf({ open: [exam({ track: 'specialist' })], held }).at(-1)).toBe('exam-open');
  });

  it('puts a running exam before everything and leaves other exams out', () => {
    expect(kindsOf({ running: [exam()], open: [exam({ tier: 2 })], lessonsLeft: 3 })).toEqual([
      'exam-running',
      'hours-complete',
      'lessons-left',
    ]);
  });
});
