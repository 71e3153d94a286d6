import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

type Tokens = Record<string, string>;

/** The custom properties of the block that follows `opening`. */
function tokensAfter(opening: string): Tokens {
  const start = css.indexOf(opening);
  expect(start, `tokens.css has no block "${opening}"`).toBeGreaterThanOrEqual(0);
  const block = css.slice(start + opening.length, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const light = tokensAfter(':root,');
const dark = tokensAfter('\n  [data-theme="dark"] {');
const darkBySystem = tokensAfter('html[data-theme="system"] {');

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(hex: string): number {
  expect(hex).toMatch(/^#[0-9a-f]{6}$/i);
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const PLAIN = ['paper', 'surface', 'sunken'] as const;
const TINTED = ['action-ground', 'seal-ground', 'ok-ground', 'warn-ground'] as const;

/** Text and the grounds that it may stand on. */
const TEXT: readonly [string, readonly string[]][] = [
  ['ink', [...PLAIN, ...TINTED]],
  ['ink-2', [...PLAIN, ...TINTED]],
  ['ink-3', PLAIN],
  ['action', [...PLAIN, ...TINTED]],
  ['action-hover', [...PLAIN, ...TINTED]],
  ['seal', [...PLAIN, 'seal-ground']],
  ['ok', [...PLAIN, 'ok-ground']],
  ['warn', [...PLAIN, 'warn-ground']],
  ['on-action', ['action', 'action-hover']],
  ['on-seal', ['seal', 'seal-hover']],
];

/** Borders of controls, focus rings, states and drawn data, and what they stand on. */
const SHAPES: readonly [string, readonly string[]][] = [
  ['control', PLAIN],
  ['action', [...PLAIN, ...TINTED]],
  ['ok', PLAIN],
  ['warn', PLAIN],
  ['seal', PLAIN],
  ...[1, 2, 3, 4, 5, 6].map((n): [string, readonly string[]] => [`chart-${n}`, PLAIN]),
];

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_, tokens) => {
  const value = (name: string) => {
    const hex = tokens[name];
    if (hex === undefined) throw new Error(`no token --${name}`);
    return hex;
  };

  test.each(TEXT.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    'text in %s on %s has a contrast of at least 4.5 : 1',
    (text, ground) => {
      expect(contrast(value(text), value(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(SHAPES.flatMap(([shape, grounds]) => grounds.map((ground) => [shape, ground] as const)))(
    'a shape in %s on %s has a contrast of at least 3 : 1',
    (shape, ground) => {
      expect(contrast(value(shape), value(ground))).toBeGreaterThanOrEqual(3);
    },
  );
});

test('the dark theme is the same whether it was chosen or is the system’s', () => {
  expect(darkBySystem).toEqual(dark);
});

test('the dark theme sets every colour that the light one sets', () => {
  const fonts = ['sans', 'serif', 'mono'];
  expect(Object.keys(dark).sort()).toEqual(
    Object.keys(light)
      .filter((name) => !fonts.includes(name))
      .sort(),
  );
});
