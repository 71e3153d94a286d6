import { expect, test } from 'vitest';
import { formatFault } from '#app/usecases/content/describe-fault.server.ts';
import { faultsIn, gradeLine } from '#app/usecases/questions/grade-line.server.ts';

type Line = { type: string; body: object; scoring: object; response?: unknown };

const letters = (...ids: string[]) => ids.map((id) => ({ id, text: id }));
const IMAGE = { src: '/assets/x.webp', width: 400, height: 300, alt: '窗口' };
const PAIRS = { prompt: '配对', left: letters('a', 'b'), options: letters('x', 'y') };
const ORDER = { prompt: '排序', options: letters('a', 'b', 'c') };
const GAPS = { prompt: '填空', passage: '[[g1]]和[[g2]]', options: letters('a', 'b') };
const CLOZE = { prompt: '补全', passage: '在[[g1]]年', fields: { g1: { kind: 'number' } } };
const YEAR = { kind: 'number', value: '2004', tolerance: { absolute: '0' } };
const HOT = { prompt: '找', passage: '请[[h1|甲]]和[[h2|乙]]' };
const EACH = { rule: 'partial-with-penalty' };
const ESSAY = { prompt: '论述', length: { max: 800 } };
const rubric = (...credits: string[]) => [
  { id: 'r1', title: '内容', weight: '1.00', levels: credits.map((credit) => ({ credit, text: '好' })) },
];

/** What one slip in a sound question leads to, and at which column of its line. */
const SLIPS: readonly (readonly [code: string, at: string, line: Line])[] = [
  [
    'nothing-to-earn',
    '{"x"',
    {
      type: 'multiple-choice',
      body: { prompt: '选', options: letters('x', 'y', 'z') },
      scoring: { key: ['x', 'y'], mapping: { values: { x: '-1.00' } } },
    },
  ],
  [
    'weights-differ',
    '["1.00"]',
    { type: 'fill-in', body: { prompt: '____和____' }, scoring: { accept: [['a'], ['b']], weights: ['1.00'] } },
  ],
  [
    'places-differ',
    '"[[g1]]和[[g2]]"',
    { type: 'gap-match', body: GAPS, scoring: { key: { g1: 'a' }, rule: 'per-gap' } },
  ],
  [
    'place-without-words',
    '"请[[h1]]和',
    { type: 'hot-text', body: { ...HOT, passage: '请[[h1]]和[[h2|乙]]' }, scoring: { key: ['h2'], ...EACH } },
  ],
  [
    'field-kind-differs',
    '"text"',
    { type: 'inline-choice', body: CLOZE, scoring: { fields: { g1: { kind: 'text', accept: ['2004'] } } } },
  ],
  [
    'field-without-key',
    '{"kind":"text"}',
    {
      type: 'inline-choice',
      body: { ...CLOZE, passage: '在[[g1]]年[[g2]]月', fields: { g1: { kind: 'number' }, g2: { kind: 'text' } } },
      scoring: { fields: { g1: YEAR } },
    },
  ],
  [
    'key-without-field',
    '{"kind":"text","accept":["x"]}',
    { type: 'inline-choice', body: CLOZE, scoring: { fields: { g1: YEAR, g2: { kind: 'text', accept: ['x'] } } } },
  ],
  [
    'cells-differ',
    '[{"field":"c1"}]',
    {
      type: 'table',
      body: {
        prompt: '补全',
        table: { columns: ['年', '数', '率'], rows: [{ header: '甲', cells: [{ field: 'c1' }] }] },
        fields: { c1: { kind: 'number' } },
      },
      scoring: { fields: { c1: YEAR } },
    },
  ],
  [
    'area-outside',
    '{"shape"',
    {
      type: 'hotspot',
      body: { prompt: '点', image: IMAGE },
      scoring: { areas: [{ shape: 'rect', left: 0, top: 0, right: 401, bottom: 9 }] },
    },
  ],
  [
    'levels-not-falling',
    '[{"credit":"1.00"',
    { type: 'essay', body: ESSAY, scoring: { rubric: rubric('1.00', '0.50') } },
  ],
  [
    'length-crossed',
    '{"min":900',
    { type: 'essay', body: { ...ESSAY, length: { min: 900, max: 800 } }, scoring: { rubric: rubric('1.00', '0.00') } },
  ],
  ['several-not-allowed', '["x","y"]', { type: 'matching', body: PAIRS, scoring: { key: { a: ['x', 'y'] }, ...EACH } }],
  [
    'too-few-options',
    '[{"id":"a","text":"a"},{"id":"b","text":"b"}]',
    {
      type: 'gap-match',
      body: { ...GAPS, passage: '[[g1]][[g2]][[g3]]' },
      scoring: { key: { g1: 'a', g2: 'b', g3: 'a' }, rule: 'per-gap' },
    },
  ],
  ['order-incomplete', '["a","b"]', { type: 'ordering', body: ORDER, scoring: { key: ['a', 'b'], rule: 'exact' } }],
  [
    'response-unreadable',
    '{"z":1}',
    { type: 'ordering', body: ORDER, scoring: { key: ['a', 'b', 'c'], rule: 'exact' }, response: { z: 1 } },
  ],
];

test.each(SLIPS)('%s stands where it is', (code, at, { response = null, ...question }) => {
  const text = JSON.stringify({ question, response });
  const outcome = gradeLine(text, 7);
  const faults = 'faults' in outcome ? outcome.faults : [];
  expect(faults.map((fault) => ({ code: fault.code, line: fault.line, column: fault.column }))).toEqual([
    { code, line: 7, column: text.indexOf(at) + 1 },
  ]);
  for (const language of ['zh-CN', 'en'] as const)
    for (const fault of faultsIn('lines.jsonl', faults)) {
      const words = formatFault(fault, { language, folder: '' });
      expect(words.startsWith(`lines.jsonl:7:${fault.column}: ${code} `), words).toBe(true);
      expect(words).not.toMatch(/\{\{|undefined|\[object/);
    }
});

test('json-syntax is told with its column', () => {
  for (const [text, column] of [
    ['{"question": }', 14],
    ['{"question": {"type": "essay"', 30],
    ["{'question': 1}", 2],
    ['{"a": 1} x', 10],
    ['{"a": 01}', 8],
    ['["a\tb"]', 4],
    ['nul', 4],
  ] as const)
    expect(gradeLine(text, 2), text).toMatchObject({ faults: [{ code: 'json-syntax', line: 2, column }] });
});
