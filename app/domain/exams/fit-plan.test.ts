import { expect, test } from 'vitest';
import { type BankEntry, drawPaper, type PaperPlan } from './assembly.ts';
import { fitPlan } from './fit-plan.ts';

const entry = (code: string, competency: string, type = 'single-choice'): BankEntry => ({
  code,
  versionId: `v-${code}`,
  type,
  competency,
  depth: 'apply',
});
const cell = (competency: string, count: number) => ({ competency, depth: 'apply', count, mark: 500 });
const plan = (...cells: PaperPlan['cells'][number][]): PaperPlan => ({
  cells,
  allowedTypes: ['single-choice'],
  shuffleQuestions: true,
});

test('a plan that the bank can fill stays as it is and lacks nothing', () => {
  const whole = plan(cell('A1', 2));
  expect(fitPlan({ plan: whole, bank: [entry('1', 'A1'), entry('2', 'A1')] })).toEqual({ plan: whole, lacks: [] });
});

test('a cell is cut to what there is, one without anything is left out, and both are told', () => {
  const { plan: fitted, lacks } = fitPlan({ plan: plan(cell('A1', 3), cell('B1', 1)), bank: [entry('1', 'A1')] });
  expect(fitted.cells).toEqual([cell('A1', 1)]);
  expect(lacks).toEqual([
    { competency: 'A1', depth: 'apply', needed: 3, available: 1 },
    { competency: 'B1', depth: 'apply', needed: 1, available: 0 },
  ]);
});

test('cells of one kind share what there is, the first before the second', () => {
  const bank = [entry('1', 'A1'), entry('2', 'A1'), entry('3', 'A1')];
  const { plan: fitted } = fitPlan({ plan: plan(cell('A1', 2), cell('A1', 2)), bank });
  expect(fitted.cells.map(({ count }) => count)).toEqual([2, 1]);
  expect(drawPaper({ plan: fitted, bank, seed: 's' })).toMatchObject({ ok: true });
});

test('questions of types that the paper does not allow fill nothing', () => {
  const { plan: fitted, lacks } = fitPlan({ plan: plan(cell('A1', 1)), bank: [entry('1', 'A1', 'essay')] });
  expect(fitted.cells).toEqual([]);
  expect(lacks).toHaveLength(1);
});
