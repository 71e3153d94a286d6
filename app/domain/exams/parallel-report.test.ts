import { expect, test } from 'vitest';
import { reportParallel } from './parallel-report.ts';

const item = (questionId: string, difficulty: number, keyPlace: number | null = 0, maxMark = 500) => ({
  questionId,
  competency: questionId[0] ?? '',
  difficulty,
  maxMark,
  keyPlace,
});

test('weighs the expected share by marks, form by form and by competency', () => {
  const { forms, competencies } = reportParallel([
    { id: 'one', items: [item('a1', 80, 0, 300), item('b1', 50, 2, 100)] },
  ]);
  expect(competencies).toEqual(['a', 'b']);
  expect(forms).toEqual([
    { id: 'one', expected: 7250, byCompetency: { a: 8000, b: 5000 }, mostShared: null, keyPlaces: [1, 0, 1] },
  ]);
});

test('tells mean, spread, overlap and exposure of a set', () => {
  const report = reportParallel([
    { id: 'one', items: [item('a1', 60), item('a2', 60)] },
    { id: 'two', items: [item('a1', 60), item('a3', 80)] },
    { id: 'three', items: [item('a1', 60), item('a2', 60)] },
  ]);
  expect(report).toMatchObject({ mean: 6333, lowest: 6000, highest: 7000, spread: 471, questions: 3 });
  expect(report.overlap).toEqual({ most: 2, mean: 4 / 3 });
  expect(report.forms.map(({ mostShared }) => mostShared)).toEqual([2, 1, 2]);
  expect(report.exposure).toEqual([
    { forms: 1, questions: 1 },
    { forms: 2, questions: 1 },
    { forms: 3, questions: 1 },
  ]);
});

test('has nothing to say of no form, and no spread of one', () => {
  expect(reportParallel([])).toMatchObject({ mean: null, spread: null, overlap: null, questions: 0 });
  expect(reportParallel([{ id: 'one', items: [item('a1', 60, null)] }])).toMatchObject({ spread: null, overlap: null });
});
