import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawForms, type PlacedItem } from './draw-forms.ts';
import { type DrawnSoFar, NOTHING_DRAWN } from './exposure.ts';
import { judgeFeasibility } from './feasibility.ts';
import type { FormPlan, Need } from './paper-plan.ts';
import { makePool, type PaperEntry } from './paper-pool.ts';

const entry = (code: string, over: Partial<PaperEntry> = {}): PaperEntry => ({
  code,
  versionId: `qsv_${code}`,
  questionId: `qst_${code}`,
  type: 'single-choice',
  competency: 'B1',
  depth: 'understand',
  difficulty: 60,
  enemies: [],
  ...over,
});
const need = (count: number, over: Partial<Need> = {}): Need => ({
  section: 0,
  competency: 'B1',
  depth: 'understand',
  types: ['single-choice', 'true-false'],
  count,
  mark: 500,
  ...over,
});
const plan = (needs: readonly Need[], over: Partial<FormPlan> = {}): FormPlan => ({
  sections: [{ title: null, instructions: null, order: 'shuffled', durationMinutes: null }],
  needs,
  allowedTypes: ['single-choice', 'true-false'],
  maxShare: null,
  maxOverlap: null,
  difficulty: null,
  ...over,
});
const draw = (
  thePlan: FormPlan,
  bank: readonly PaperEntry[],
  over: { count?: number; seed?: string; drawn?: DrawnSoFar } = {},
) =>
  drawForms({
    plan: thePlan,
    pool: makePool(thePlan, bank),
    drawn: NOTHING_DRAWN,
    earlier: [],
    count: 1,
    seed: 'gazette',
    ...over,
  });
const codesOf = (form: readonly PlacedItem[] = []) => form.map(({ entry: { code } }) => code);

const kinds = fc.record({ competency: fc.constantFrom('A1', 'B1'), depth: fc.constantFrom('remember', 'apply') });
const types = fc.constantFrom('single-choice', 'true-false');
const banks = (most: number) =>
  fc
    .tuple(
      fc.array(fc.tuple(kinds, types, fc.integer({ min: 10, max: 95 })), { maxLength: most }),
      fc.array(fc.tuple(fc.nat(most), fc.nat(most)), { maxLength: most }),
    )
    .map(([rows, quarrels]) =>
      rows.map(([kind, type, difficulty], i) =>
        entry(`q-${i}`, {
          ...kind,
          type,
          difficulty,
          enemies: quarrels.filter(([from, to]) => from === i && to !== i).map(([, to]) => `q-${to}`),
        }),
      ),
    );
const needs = fc.uniqueArray(
  fc
    .tuple(
      kinds,
      fc.integer({ min: 1, max: 2 }),
      fc.constantFrom(['single-choice'], ['true-false'], ['single-choice', 'true-false']),
    )
    .map(([kind, count, only]) => need(count, { ...kind, types: only })),
  { minLength: 1, maxLength: 4, selector: (each) => `${each.competency}${each.depth}${each.types}` },
);

const areEnemies = (a: PaperEntry, b: PaperEntry) => a.enemies.includes(b.code) || b.enemies.includes(a.code);

/** Whether any paper exists at all, by trying every one. */
function existsByTrial(thePlan: FormPlan, bank: readonly PaperEntry[]): boolean {
  const slots = thePlan.needs.flatMap((each) => Array.from({ length: each.count }, () => each));
  const fill = (at: number, taken: readonly PaperEntry[]): boolean => {
    const slot = slots[at];
    if (!slot) return true;
    return bank.some(
      (each) =>
        each.competency === slot.competency &&
        each.depth === slot.depth &&
        slot.types.includes(each.type) &&
        taken.every((other) => other !== each && !areEnemies(other, each)) &&
        fill(at + 1, [...taken, each]),
    );
  };
  return fill(0, []);
}

/** Everything that a set of forms promises. */
function expectKept(thePlan: FormPlan, forms: readonly (readonly PlacedItem[])[]) {
  const used = new Map<string, number>();
  for (const form of forms) {
    expect(form.map(({ slot }) => slot)).toEqual(form.map((_, i) => i + 1));
    expect(new Set(codesOf(form)).size).toBe(form.length);
    for (const a of form) {
      used.set(a.entry.code, (used.get(a.entry.code) ?? 0) + 1);
      for (const b of form) if (a !== b) expect(areEnemies(a.entry, b.entry)).toBe(false);
    }
    expect(form.length).toBe(thePlan.needs.reduce((sum, { count }) => sum + count, 0));
  }
  if (thePlan.maxShare !== null)
    expect(Math.max(...used.values())).toBeLessThanOrEqual(
      Math.max(1, Math.floor((forms.length * thePlan.maxShare) / 100)),
    );
}

describe('one form', () => {
  it('is drawn exactly where one exists, as trying every paper says, for any plan, bank and enemies', () => {
    fc.assert(
      fc.property(needs, banks(8), fc.string(), (someNeeds, bank, seed) => {
        const thePlan = plan(someNeeds);
        const outcome = draw(thePlan, bank, { seed });
        expect(outcome.drawn).toBe(existsByTrial(thePlan, bank));
        if (outcome.drawn) {
          expectKept(thePlan, outcome.forms);
          return;
        }
        expect(outcome.feasibility.verdict).toBe('impossible');
      }),
      { numRuns: 300 },
    );
  });

  it('is the same from the same seed, whatever order the bank comes in', () => {
    fc.assert(
      fc.property(needs, banks(20), fc.string(), (someNeeds, bank, seed) => {
        expect(codes(draw(plan(someNeeds), [...bank].reverse(), { seed }))).toEqual(
          codes(draw(plan(someNeeds), bank, { seed })),
        );
      }),
    );
  });

  it('keeps what the other needs drew when one need gets one more question to choose from', () => {
    const bank = Array.from({ length: 40 }, (_, i) => entry(`q-${i}`, { competency: i % 2 ? 'A1' : 'B1' }));
    const thePlan = plan([need(3), need(3, { competency: 'A1' })], {
      sections: [{ title: null, instructions: null, order: 'as-listed', durationMinutes: null }],
    });
    const before = codes(draw(thePlan, bank));
    const after = codes(draw(thePlan, [...bank, entry('q-0-new')]));
    expect(after[0]?.slice(3)).toEqual(before[0]?.slice(3));
  });

  it('is refused with the enemies as its cause where there would be enough but for them', () => {
    const bank = [entry('a', { enemies: ['b', 'c'] }), entry('b', { enemies: ['c'] }), entry('c')];
    expect(draw(plan([need(2)]), bank)).toMatchObject({
      feasibility: { verdict: 'impossible', obstacle: { kind: 'enemies' } },
    });
    expect(draw(plan([need(1)]), bank).drawn).toBe(true);
  });

  it('tells a search that was given up from a proof that there is none', () => {
    // Fifty rings of five, of which each gives two at most: 100, where 101 are asked and pairing alone would allow 250.
    const bank = Array.from({ length: 250 }, (_, i) =>
      entry(`q-${i}`, { enemies: [`q-${i - (i % 5) + ((i + 1) % 5)}`] }),
    );
    const outcome = judgeFeasibility({
      plan: plan([need(101)]),
      pool: makePool(plan([need(101)]), bank),
      drawn: NOTHING_DRAWN,
      count: 1,
    });
    expect(outcome.verdict).toBe('undecided');
    expect(draw(plan([need(100)]), bank).drawn).toBe(true);
  });

  it('has exactly the questions that its list names, each for its own mark, and none of them a second time', () => {
    const bank = [entry('a'), entry('b'), entry('c', { type: 'true-false' })];
    const fixed = (question: string, mark: number) => need(1, { competency: '', depth: '', question, mark });
    const outcome = draw(plan([fixed('c', 200), fixed('a', 300), need(1)]), bank);
    expect(
      outcome.drawn && outcome.forms[0]?.map(({ entry: { code }, maxMark }) => `${code} ${maxMark}`).sort(),
    ).toEqual(['a 300', 'b 500', 'c 200']);
    expect(draw(plan([fixed('gone', 200)]), bank)).toMatchObject({
      feasibility: { verdict: 'impossible', shortages: [{ need: 0, found: 0, asked: 1 }] },
    });
  });
});

describe('a set of forms', () => {
  it('keeps quotas, enemies and caps in a thousand forms', () => {
    const bank = Array.from({ length: 120 }, (_, i) =>
      entry(`q-${i}`, {
        competency: ['A1', 'B1', 'G2'][i % 3] ?? '',
        difficulty: 40 + (i % 40),
        enemies: i % 6 === 0 ? [`q-${i + 3}`] : [],
      }),
    );
    const thePlan = plan([need(4), need(3, { competency: 'A1' }), need(2, { competency: 'G2' })], {
      maxShare: 20,
      difficulty: { target: 60, tolerance: 3 },
    });
    const outcome = draw(thePlan, bank, { count: 1_000 });
    expect(outcome.drawn).toBe(true);
    if (!outcome.drawn) return;
    expect(outcome.forms).toHaveLength(1_000);
    expectKept(thePlan, outcome.forms);
    for (const form of outcome.forms) {
      const mean = form.reduce((sum, item) => sum + item.entry.difficulty, 0) / form.length;
      expect(Math.abs(mean - 60)).toBeLessThanOrEqual(3);
    }
  });

  it('is drawn to the last use that the cap allows, and refused with the most forms possible one beyond it', () => {
    // Ten questions in a fifth of the forms each: ten forms of two use each of them exactly twice.
    const bank = Array.from({ length: 10 }, (_, i) => entry(`q-${i}`));
    const thePlan = plan([need(2)], { maxShare: 20 });
    const outcome = draw(thePlan, bank, { count: 10 });
    expect(outcome.drawn).toBe(true);
    if (outcome.drawn) expectKept(thePlan, outcome.forms);
    expect(draw(thePlan, bank, { count: 14 })).toMatchObject({
      feasibility: { verdict: 'impossible', obstacle: { kind: 'exposure', share: 22 } },
    });
  });

  it('counts the forms of earlier draws against the cap', () => {
    const bank = [entry('a'), entry('b'), entry('c')];
    const used = new Map([
      ['qst_a', 5],
      ['qst_b', 5],
    ]);
    const outcome = draw(plan([need(1)], { maxShare: 50 }), bank, { drawn: { forms: 10, used } });
    expect(codes(outcome)).toEqual([['c']]);
  });

  it('lets no two forms have more in common than allowed, and proves it where none could', () => {
    const bank = Array.from({ length: 60 }, (_, i) => entry(`q-${i}`));
    const thePlan = plan([need(10)], { maxOverlap: 30 });
    const outcome = draw(thePlan, bank, { count: 12 });
    expect(outcome.drawn).toBe(true);
    const forms = codes(outcome);
    forms.forEach((a, i) => {
      for (const b of forms.slice(i + 1)) expect(a.filter((code) => b.includes(code)).length).toBeLessThanOrEqual(3);
    });
    expect(draw(thePlan, bank.slice(0, 16), { count: 2 })).toMatchObject({
      feasibility: { verdict: 'impossible', obstacle: { kind: 'overlap', least: 4, limit: 3 } },
    });
  });

  it('says between which expected shares every form lies where its target is out of reach', () => {
    const bank = Array.from({ length: 8 }, (_, i) => entry(`q-${i}`, { difficulty: 40 + i }));
    expect(draw(plan([need(2)], { difficulty: { target: 80, tolerance: 5 } }), bank, { count: 2 })).toMatchObject({
      feasibility: { obstacle: { kind: 'difficulty', from: 41, to: 46 } },
    });
  });

  it('spreads the use of questions evenly where nothing else is asked', () => {
    const bank = Array.from({ length: 20 }, (_, i) => entry(`q-${i}`));
    const outcome = draw(plan([need(5)]), bank, { count: 40 });
    const used = new Map<string, number>();
    for (const code of codes(outcome).flat()) used.set(code, (used.get(code) ?? 0) + 1);
    expect([...used.values()].every((times) => times >= 7 && times <= 13)).toBe(true);
  });
});

describe('the order of a section', () => {
  it('is by type where it says so, in the order of the allowed types, and as listed where it says that', () => {
    const bank = Array.from({ length: 12 }, (_, i) =>
      entry(`q-${i}`, { type: i % 2 ? 'single-choice' : 'true-false', depth: i < 6 ? 'apply' : 'understand' }),
    );
    const section = (order: 'by-type' | 'as-listed') => ({
      title: { zh: '一' },
      instructions: null,
      order,
      durationMinutes: null,
    });
    const outcome = draw(
      plan([need(4), need(3, { section: 1, depth: 'apply' })], {
        sections: [section('by-type'), section('as-listed')],
        allowedTypes: ['true-false', 'single-choice'],
      }),
      bank,
    );
    const form = outcome.drawn ? (outcome.forms[0] ?? []) : [];
    expect(form.map(({ section: at }) => at)).toEqual([0, 0, 0, 0, 1, 1, 1]);
    const first = form.slice(0, 4).map(({ entry: { type } }) => type);
    expect(first).toEqual([...first].sort().reverse());
  });
});

const codes = (outcome: ReturnType<typeof drawForms>) => (outcome.drawn ? outcome.forms.map(codesOf) : []);
