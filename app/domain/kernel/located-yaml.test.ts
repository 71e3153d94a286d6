import { describe, expect, test } from 'vitest';
import { parseLocatedYaml } from './located-yaml.ts';

const TEXT = `a: 1
list:
  - { x: one, y: "2.00" }
  - x: two
    y: 3.10
empty:
`;

describe('YAML with places', () => {
  const yaml = parseLocatedYaml(TEXT, { lineOffset: 10 });

  test.each([
    [['a'], 11, 4],
    [['list'], 13, 3],
    [['list', 0, 'y'], 13, 18],
    [['list', 1, 'x'], 14, 8],
    [['list', 1, 'missing'], 14, 5],
    [['list', 7], 13, 3],
    [['nothing', 'at', 'all'], 11, 1],
    [['empty'], 16, 7],
  ] as const)('%j stands at line %i, column %i, or its nearest ancestor does', (at, line, column) => {
    expect(yaml.placeOf(at)).toEqual({ line, column });
  });

  test('tells where a key stands, and a scalar as it was typed', () => {
    expect(yaml.placeOfKey(['list', 1, 'y'])).toEqual({ line: 15, column: 5 });
    expect(yaml.typedAt(['list', 1, 'y'])).toBe('3.10');
    expect(yaml.typedAt(['list'])).toBeNull();
  });

  test('keeps strings that other YAML versions read as something else', () => {
    expect(parseLocatedYaml('a: yes\nb: 2026-11-20\nc: 0o17\nd: 12:30\n').value).toEqual({
      a: 'yes',
      b: '2026-11-20',
      c: 15,
      d: '12:30',
    });
  });

  test.each([
    ['a: [1, 2', 'yaml-syntax'],
    ['a: 1\na: 2', 'yaml-syntax'],
    ['a: !!js/function x', 'yaml-syntax'],
    ['a: 1\n---\nb: 2', 'yaml-syntax'],
    ['a: &x 1\nb: *x', 'yaml-alias'],
  ])('%j has no value and says why', (text, code) => {
    const { value, faults } = parseLocatedYaml(text);
    expect(value).toBeUndefined();
    expect(faults[0]?.code).toBe(code);
  });

  test('does not let a key reach the prototype', () => {
    const { value } = parseLocatedYaml('__proto__: { polluted: true }\n');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys(value as object)).toEqual(['__proto__']);
  });

  test('an empty text is the value null, at the top', () => {
    const empty = parseLocatedYaml('');
    expect(empty).toMatchObject({ value: null, faults: [] });
    expect(empty.placeOf(['a'])).toEqual({ line: 1, column: 1 });
  });
});
