import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawPaper } from './assembly.ts';
import { type BlueprintBody, blueprintFile } from './blueprint.ts';
import { drawPaperOf, toPaperEntry } from './draw-paper.ts';
import { cellsOf, fixedCodesOf, planOf, sizeOf } from './paper-plan.ts';

const FILE = {
  formatVersion: 1,
  id: 'tier-1-general',
  version: '2026.1',
  status: 'published',
  tier: 1,
  track: 'general',
  title: { zh: '细目表' },
  syllabus: 'tier-1-general',
  durationMinutes: 30,
  shuffleOptions: true,
  shuffleQuestions: true,
  allowedTypes: ['single-choice', 'true-false'],
};
const CELLS = [
  { competency: 'A1', depth: 'understand', count: 2, mark: '20.00' },
  { competency: 'B1', depth: 'apply', count: 3, mark: '20.00' },
];
const parse = (more: Record<string, unknown>) => blueprintFile.safeParse({ ...FILE, ...more });
const bodyOf = (more: Record<string, unknown>): BlueprintBody => {
  const { status: _status, ...body } = blueprintFile.parse({ ...FILE, ...more });
  return body;
};
const faultsOf = (more: Record<string, unknown>) =>
  (parse(more).error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`);

const bank = Array.from({ length: 24 }, (_, i) =>
  toPaperEntry({
    code: `q-${i}`,
    versionId: `qsv_${i}`,
    type: i % 5 === 0 ? 'true-false' : 'single-choice',
    competency: i % 2 ? 'A1' : 'B1',
    depth: i % 2 ? 'understand' : 'apply',
    difficulty: 60,
  }),
);

test('a blueprint as it was always written is read to the same body as ever, and draws the paper that it always drew', () => {
  const body = bodyOf({ cells: CELLS });
  expect(Object.keys(body)).toEqual([...Object.keys(FILE).filter((key) => key !== 'status'), 'cells']);
  const paper = drawPaperOf({ body, bank, seed: 'gazette' });
  expect(paper.drawn && paper.items.map(({ versionId, maxMark }) => `${versionId} ${maxMark}`)).toMatchInlineSnapshot(`
    [
      "qsv_4 2000",
      "qsv_2 2000",
      "qsv_21 2000",
      "qsv_7 2000",
      "qsv_12 2000",
    ]
  `);
});

test('a plain blueprint draws by its old rule whatever the seed', () => {
  const body = bodyOf({ cells: CELLS });
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const before = drawPaper({ plan: { ...body, cells: [...cellsOf(body)] }, bank, seed });
      const now = drawPaperOf({ body, bank, seed });
      expect(now.drawn && now.items.map(({ section: _section, ...item }) => item)).toEqual(before.ok && before.value);
    }),
  );
});

test('sections say which questions are theirs, with their order and time', () => {
  const body = bodyOf({
    sections: [
      { title: '一', order: 'by-type', durationMinutes: 20, types: ['true-false'], cells: [{ ...CELLS[0], count: 1 }] },
      { title: '二', order: 'as-listed', durationMinutes: 10, items: [{ question: 'q-2', mark: '80.00' }] },
    ],
  });
  expect(sizeOf(body)).toEqual({ questions: 2, marks: 10_000 });
  expect(fixedCodesOf(body)).toEqual(['q-2']);
  expect(planOf(body).needs.map(({ section, types, question }) => [section, types.join(), question])).toEqual([
    [0, 'true-false', undefined],
    [1, 'single-choice,true-false', 'q-2'],
  ]);
  const paper = drawPaperOf({ body, bank, seed: 's' });
  expect(paper.drawn && paper.items.map(({ slot, section, maxMark }) => [slot, section, maxMark])).toEqual([
    [1, 0, 2_000],
    [2, 1, 8_000],
  ]);
});

test('a paper is made in exactly one way, its marks sum to 100.00 and its minutes to the whole', () => {
  expect(faultsOf({ cells: CELLS })).toEqual([]);
  expect(faultsOf({})).toEqual(['cells missing-field']);
  expect(faultsOf({ cells: CELLS, items: [{ question: 'q-1', mark: '5.00' }] })).toEqual([' paper-shape']);
  expect(faultsOf({ items: [{ question: 'q-1', mark: '99.99' }] })).toEqual(['items marks-sum']);
  const timed = (minutes: readonly (number | undefined)[]) => ({
    sections: minutes.map((durationMinutes, i) => ({
      title: `${i}`,
      order: 'shuffled',
      items: [{ question: `q-${i}`, mark: '50.00' }],
      ...(durationMinutes === undefined ? {} : { durationMinutes }),
    })),
  });
  expect(faultsOf(timed([20, 10]))).toEqual([]);
  expect(faultsOf(timed([undefined, undefined]))).toEqual([]);
  expect(faultsOf(timed([20, 11]))).toEqual(['durationMinutes durations-sum']);
  expect(faultsOf(timed([30, undefined]))).toEqual(['durationMinutes durations-sum']);
  expect(faultsOf({ items: ['q-1', 'q-1'].map((question) => ({ question, mark: '50.00' })) })).toEqual([
    'items.1.question duplicate-value',
  ]);
});

test('the same cell may stand twice for different types, not for the same ones', () => {
  const twice = (types: readonly (readonly string[] | undefined)[]) => ({
    cells: types.map((only) => ({
      competency: 'A1',
      depth: 'understand',
      count: 1,
      mark: '50.00',
      ...(only && { types: only }),
    })),
  });
  expect(faultsOf(twice([['single-choice'], ['true-false']]))).toEqual([]);
  expect(faultsOf(twice([undefined, undefined]))).toEqual(['cells.1 duplicate-cell']);
});
