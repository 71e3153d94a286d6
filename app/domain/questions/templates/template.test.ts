import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, parseExpression } from './expression.ts';
import { formatFraction, fraction, parseFraction, roundFraction } from './fraction.ts';
import { checkVariables, drawValues, fillTemplate, placeholdersOf, type Variable } from './template.ts';

const compute = (text: string, values: Record<string, string> = {}) => {
  const parsed = parseExpression(text);
  if (!parsed.ok) return parsed.code;
  const numbers = new Map(Object.entries(values).map(([name, value]) => [name, parseFraction(value) ?? fraction(0n)]));
  return formatFraction(evaluate(parsed.value, numbers));
};

describe('expressions', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['10 - 4 - 3', '3'],
    ['-2^2', '-4'],
    ['2^3^2', '512'],
    ['2^-2', '0.25'],
    ['0.1 + 0.2', '0.3'],
    ['1 / 3 * 3', '1'],
    ['2 × 3 ÷ 4 − 1', '0.5'],
    ['（1＋2）×3', '9'],
    ['round(2.345, 2)', '2.35'],
    ['round(-2.5)', '-3'],
    ['floor(-2.1)', '-3'],
    ['ceil(2.1)', '3'],
    ['abs(3 - 5)', '2'],
    ['min(3, 1, 2) + max(3, 1, 2)', '4'],
    ['1 / 3', '0.3333333333'],
  ])('%s is %s', (text, wanted) => expect(compute(text)).toBe(wanted));

  it('takes the values of names', () => expect(compute('a * rate', { a: '120', rate: '0.13' })).toBe('15.6'));

  it.each(['', '1 +', '(1', '1)', '1 2', 'a b', '1 $ 2', '()', 'round()', 'x(', '1,2', '('.repeat(60)])(
    'refuses %j',
    (text) => expect(compute(text)).toMatch(/^expression-/),
  );

  it('refuses a function that is not offered', () => {
    expect(compute('constructor(1)')).toBe('expression-function');
    expect(compute('min()')).toBe('expression-syntax');
    expect(compute('floor(1, 2)')).toBe('expression-function');
  });

  it.each([
    ['1 / (2 - 2)', /zero/],
    ['2 ^ 0.5', /whole/],
    ['2 ^ 21', /whole/],
    ['round(1, 11)', /whole/],
  ])('%s cannot be computed', (text, reason) => expect(() => compute(text)).toThrow(reason));
});

describe('rounding', () => {
  it.each([
    ['0.005', 2, '0.01'],
    ['-0.005', 2, '-0.01'],
    ['0.0049', 2, '0.00'],
    ['12', 2, '12.00'],
  ])('%s to %i places is %s', (text, places, wanted) => {
    const value = parseFraction(text) ?? fraction(0n);
    expect(formatFraction(roundFraction(value, places), places)).toBe(wanted);
  });
});

const VAT: Variable[] = [
  { name: 'price', from: '100', to: '900', step: '50' },
  { name: 'rate', among: ['6', '9', '13'] },
  { name: 'good', among: ['复印纸', '硒鼓'] },
  { name: 'tax', compute: 'price * rate / 100', places: 2 },
];

describe('templates', () => {
  it('draws the same values for the same seed, and others for another', () => {
    const first = drawValues({ variables: VAT, seed: 'candidate-1' });
    expect(first).toEqual(drawValues({ variables: VAT, seed: 'candidate-1' }));
    const different = ['2', '3', '4', '5', '6'].map((seed) => drawValues({ variables: VAT, seed }));
    expect(new Set(different.map((each) => JSON.stringify(each))).size).toBeGreaterThan(1);
  });

  it('keeps what was drawn when another variable is added', () => {
    const before = drawValues({ variables: VAT, seed: 's' });
    const after = drawValues({ variables: [{ name: 'more', from: '1', to: '9', step: '1' }, ...VAT], seed: 's' });
    expect(before.ok && after.ok && after.value).toMatchObject(before.ok ? before.value : {});
  });

  it('stays within its range, both ends included, and on its steps', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 200; seed += 1) {
      const drawn = drawValues({
        variables: [{ name: 'a', from: '-0.5', to: '0.6', step: '0.25' }],
        seed: String(seed),
      });
      if (drawn.ok) seen.add(drawn.value.a ?? '');
    }
    expect([...seen].sort()).toEqual(['-0.25', '-0.5', '0', '0.25', '0.5']);
  });

  it('fills text and key alike, and leaves what is no placeholder of its own', () => {
    const question = {
      prompt: '{{good}}售价{{ price }}元，{{other}}',
      scoring: { value: '{{tax}}', list: ['{{price}}', 3] },
    };
    expect(fillTemplate(question, { good: '硒鼓', price: '150', tax: '19.50' })).toEqual({
      prompt: '硒鼓售价150元，{{other}}',
      scoring: { value: '19.50', list: ['150', 3] },
    });
    expect(placeholdersOf(question.prompt)).toEqual(['good', 'price', 'other']);
  });

  it.each<[Variable[], string]>([
    [[VAT[0] as Variable, VAT[0] as Variable], 'variable-twice'],
    [[{ name: 'a', from: '5', to: '1', step: '1' }], 'range-empty'],
    [[{ name: 'a', from: '1', to: '5', step: '0' }], 'range-empty'],
    [[{ name: 'a', compute: 'b + 1' }], 'variable-unknown'],
    [[{ name: 'a', compute: '1 +' }], 'expression-syntax'],
  ])('refuses %j: %s', (variables, code) => {
    expect(checkVariables(variables)).toMatchObject({ ok: false, code });
    expect(drawValues({ variables, seed: 's' })).toMatchObject({ ok: false, code });
  });

  it('tells what cannot be computed from what was drawn', () => {
    const word: Variable[] = [
      { name: 'w', among: ['甲', '乙'] },
      { name: 'x', compute: 'w + 1' },
    ];
    expect(drawValues({ variables: word, seed: 's' })).toMatchObject({ ok: false, code: 'not-a-number' });
    const zero: Variable[] = [
      { name: 'z', from: '0', to: '0', step: '1' },
      { name: 'x', compute: '1 / z' },
    ];
    expect(drawValues({ variables: zero, seed: 's' })).toMatchObject({ ok: false, code: 'cannot-compute' });
  });

  it('computes exactly: a sum of drawn hundredths never shows a tail of binary fractions', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 }), (a, b) => {
        const text = (n: number) => formatFraction(fraction(BigInt(n), 100n));
        expect(compute('a + b', { a: text(a), b: text(b) })).toBe(text(a + b));
      }),
    );
  });
});
