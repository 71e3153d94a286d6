import { describe, expect, test } from 'vitest';
import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import { compareFacts, type DatabaseFacts, isNewerRelease, SumOfHashes } from './backup-manifest.ts';

const h = (text: string) => sha256Hex(text);
const FACTS: DatabaseFacts = {
  tables: [
    { name: 'person', rows: 2, sha256: h('person') },
    { name: 'response', rows: 3, sha256: h('response') },
  ],
  facts: {
    heads: [{ stream: 'people', n: 4, hash: h('people') }],
    anchors: 1,
    answers: { attempts: 1, answers: 3, sha256: h('answers') },
    certificates: { on: '2026-11-20', byStatus: { valid: 2, revoked: 1 }, sha256: h('certificates') },
  },
};
const compare = (change: (facts: DatabaseFacts) => DatabaseFacts) =>
  compareFacts(FACTS, change(structuredClone(FACTS) as DatabaseFacts)).map(({ what, where }) => `${what} ${where}`);
const ofFacts = (change: Partial<DatabaseFacts['facts']>) => (facts: DatabaseFacts) => ({
  ...facts,
  facts: { ...facts.facts, ...change },
});

describe('comparing a database with its manifest', () => {
  test('finds nothing where nothing differs, nor in tables that came later', () => {
    expect(compare((facts) => facts)).toEqual([]);
    expect(
      compare(({ tables, facts }) => ({ tables: [...tables, { name: 'new', rows: 1, sha256: h('') }], facts })),
    ).toEqual([]);
  });

  test('names a table with one row less, one with another content, and one that is gone', () => {
    expect(
      compare(({ tables, facts }) => ({ tables: tables.map((t) => ({ ...t, rows: t.rows - 1 })), facts })),
    ).toEqual(['rows person', 'rows response']);
    const changed = ({ tables, facts }: DatabaseFacts) => ({
      tables: tables.map((t) => ({ ...t, sha256: h('?') })),
      facts,
    });
    expect(compare(changed)).toEqual(['content person', 'content response']);
    expect(compare(({ tables, facts }) => ({ tables: tables.slice(1), facts }))).toEqual(['table person']);
  });

  test('names a chain that ends elsewhere, one that is gone and one that nobody knew', () => {
    expect(compare(ofFacts({ heads: [{ stream: 'people', n: 3, hash: h('people') }] }))).toEqual(['head people']);
    expect(compare(ofFacts({ heads: [] }))).toEqual(['head people']);
    expect(compare(ofFacts({ heads: [...FACTS.facts.heads, { stream: 'system', n: 1, hash: h('s') }] }))).toEqual([
      'head system',
    ]);
  });

  test('tells answers, anchors and certificates that differ', () => {
    expect(compare(ofFacts({ answers: { ...FACTS.facts.answers, sha256: h('other') } }))).toEqual(['answers ']);
    expect(compare(ofFacts({ anchors: 0 }))).toEqual(['anchors ']);
    const certificates = { ...FACTS.facts.certificates, byStatus: { valid: 3 } };
    expect(compare(ofFacts({ certificates }))).toEqual(['certificates 2026-11-20']);
  });
});

test.each([
  ['0.2.0', '0.1.9', true],
  ['0.1.10', '0.1.9', true],
  ['1.0.0', '1.0.0', false],
  ['0.9.9', '1.0.0', false],
])('release %s is newer than %s: %s', (a, b, newer) => {
  expect(isNewerRelease(a, b)).toBe(newer);
});

test('a sum of hashes does not depend on the order, but on every part and how often it comes', () => {
  const sumOf = (...parts: string[]) => {
    const sum = new SumOfHashes();
    for (const part of parts) sum.add(h(part));
    return sum.hex();
  };
  expect(sumOf('a', 'b', 'c')).toBe(sumOf('c', 'a', 'b'));
  expect(sumOf('a', 'b')).not.toBe(sumOf('a', 'c'));
  expect(sumOf('a', 'a')).not.toBe(sumOf('a'));
  expect(sumOf()).toHaveLength(64);
});
