import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BankEntry, drawOptionOrder, drawPaper, findShortages, type PaperPlan } from './assembly.ts';

const entry = (code: string, over: Partial<BankEntry> = {}): BankEntry => ({
  code,
  versionId: `qsv_${code}`,
  type: 'single-choice',
  competency: 'B1',
  depth: 'understand',
  ...over,
});
const plan = (cells: PaperPlan['cells'], over: Partial<PaperPlan> = {}): PaperPlan => ({
  cells,
  allowedTypes: ['single-choice', 'true-false'],
  shuffleQuestions: true,
  ...over,
});
const cell = (count: number, over: Partial<PaperPlan['cells'][number]> = {}) => ({
  competency: 'B1',
  depth: 'understand',
  count,
  mark: 500,
  ...over,
});

const kinds = fc.record({ competency: fc.constantFrom('A1', 'B1', 'G2'), depth: fc.constantFrom('remember', 'apply') });
const banks = fc.uniqueArray(
  fc
    .tuple(fc.integer({ min: 1, max: 400 }), kinds, fc.constantFrom('single-choice', 'true-false', 'essay'))
    .map(([n, kind, type]) => entry(`q-${n}`, { ...kind, type })),
  { selector: ({ code }) => code, maxLength: 60 },
);
const cells = fc.array(
  fc.tuple(kinds, fc.integer({ min: 1, max: 4 }), fc.constantFrom(250, 500)).map(([kind, count, mark]) => ({
    ...kind,
    count,
    mark,
  })),
  { minLength: 1, maxLength: 6 },
);

describe('drawing a paper', () => {
  it('fills every cell exactly, each question at most once, or names what is lacking, for any plan and bank', () => {
    fc.assert(
      fc.property(cells, banks, fc.string(), (someCells, bank, seed) => {
        const thePlan = plan(someCells);
        const drawn = drawPaper({ plan: thePlan, bank, seed });
        const shortages = findShortages({ plan: thePlan, bank });
        if (!drawn.ok) {
          expect(shortages).not.toHaveLength(0);
          return;
        }
        expect(shortages).toHaveLength(0);
        const items = drawn.value;
        expect(new Set(items.map(({ versionId }) => versionId)).size).toBe(items.length);
        expect(items.map(({ slot }) => slot)).toEqual(items.map((_, i) => i + 1));
        const byVersion = new Map(bank.map((each) => [each.versionId, each]));
        for (const { versionId } of items) expect(thePlan.allowedTypes).toContain(byVersion.get(versionId)?.type);
        const tally = (list: { competency: string; depth: string; mark: number; count: number }[]) => {
          const sums: Record<string, number> = {};
          for (const { competency, depth, mark, count } of list) {
            const key = `${competency}/${depth}/${mark}`;
            sums[key] = (sums[key] ?? 0) + count;
          }
          return sums;
        };
        const found = items.map(({ versionId, maxMark }) => {
          const { competency = '', depth = '' } = byVersion.get(versionId) ?? {};
          return { competency, depth, mark: maxMark, count: 1 };
        });
        expect(tally(found)).toEqual(tally(someCells));
      }),
    );
  });

  it('draws the same paper from the same seed whatever order the bank comes in', () => {
    fc.assert(
      fc.property(cells, banks, fc.string(), (someCells, bank, seed) => {
        const one = drawPaper({ plan: plan(someCells), bank, seed });
        const two = drawPaper({ plan: plan(someCells), bank: [...bank].reverse(), seed });
        expect(two).toEqual(one);
      }),
    );
  });

  it('draws the paper that this seed has always drawn', () => {
    const bank = Array.from({ length: 10 }, (_, i) => entry(`q-${i}`));
    const drawn = drawPaper({ plan: plan([cell(4)]), bank, seed: 'gazette' });
    expect(drawn.ok && drawn.value.map(({ versionId }) => versionId)).toMatchInlineSnapshot(`
      [
        "qsv_q-1",
        "qsv_q-7",
        "qsv_q-5",
        "qsv_q-9",
      ]
    `);
  });

  it('leaves the other cells as they were when one cell gets one more question to draw from', () => {
    const bank = Array.from({ length: 20 }, (_, i) => entry(`q-${i}`, { competency: i % 2 ? 'A1' : 'B1' }));
    const thePlan = plan([cell(3), cell(3, { competency: 'A1' })], { shuffleQuestions: false });
    const before = drawPaper({ plan: thePlan, bank, seed: 's' });
    const after = drawPaper({ plan: thePlan, bank: [...bank, entry('q-0-new')], seed: 's' });
    expect(before.ok && after.ok && after.value.slice(3)).toEqual(before.ok && before.value.slice(3));
  });

  it('takes a cell whose bank holds exactly as many questions as it asks', () => {
    const bank = [entry('a'), entry('b')];
    expect(drawPaper({ plan: plan([cell(2)]), bank, seed: 's' }).ok).toBe(true);
  });

  it('names the cell and both numbers when one question is lacking', () => {
    const bank = [entry('a'), entry('b'), entry('c', { type: 'essay' }), entry('d', { depth: 'apply' })];
    expect(drawPaper({ plan: plan([cell(3)]), bank, seed: 's' })).toEqual({
      ok: false,
      code: 'bank-too-small',
      detail: { shortages: ['B1/understand 2/3'] },
    });
  });

  it('adds up two cells of one kind before it compares them with the bank', () => {
    const bank = [entry('a'), entry('b'), entry('c')];
    const two = plan([cell(2), cell(2, { mark: 250 })]);
    expect(findShortages({ plan: two, bank })).toEqual([
      { competency: 'B1', depth: 'understand', needed: 4, available: 3 },
    ]);
  });
});

describe('the order of options', () => {
  it('is a permutation that depends on seed and slot alone', () => {
    const optionIds = ['a', 'b', 'c', 'd'];
    const orders = new Set<string>();
    for (let slot = 1; slot <= 200; slot += 1) {
      const order = drawOptionOrder({ seed: 's', slot, optionIds, shuffle: true });
      expect([...order].sort()).toEqual(optionIds);
      expect(drawOptionOrder({ seed: 's', slot, optionIds, shuffle: true })).toEqual(order);
      orders.add(order.join(''));
    }
    expect(orders.size).toBe(24);
  });

  it('is the authored one where nothing is to be shuffled', () => {
    expect(drawOptionOrder({ seed: 's', slot: 1, optionIds: ['true', 'false'], shuffle: false })).toEqual([
      'true',
      'false',
    ]);
  });
});
