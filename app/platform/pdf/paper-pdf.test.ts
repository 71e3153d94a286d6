import { expect, test } from 'vitest';
import type { FormQuestion, FormView } from '#app/usecases/papers/read-form.server.ts';
import { readPdfText } from '#test/support/pdf-text.ts';
import { openGlyphs } from './fonts.server.ts';
import { makePaperPdf, type PaperKind } from './paper-pdf.server.ts';
import { MissingGlyphError } from './text-layout.server.ts';
import { fillColumns, type Group } from './typesetter.server.ts';

const fonts = openGlyphs({
  operatorFolder: '/nowhere',
  now: () => 0,
  log: { debug() {}, info() {}, warn() {}, error() {} } as never,
}).fonts();

const zh = (text: string) => ({ zh: text });
const options = ['甲', '乙', '丙', '丁'].map((text, i) => ({ id: 'abcd'[i] ?? '', text: zh(text) }));
const question = (slot: number, over: Partial<FormQuestion>): FormQuestion => ({
  slot,
  type: 'single-choice',
  maxMark: 500,
  section: 0,
  prompt: zh(`第${slot}题的题干`),
  options,
  ...over,
});

const EVERY_TYPE: readonly FormQuestion[] = [
  question(1, {}),
  question(2, { type: 'multiple-choice' }),
  question(3, { type: 'true-false' }),
  question(4, { type: 'fill-in', prompt: zh('业务流程____和____'), blanks: 2 }),
  question(5, { type: 'numeric', unit: zh('千克') }),
  question(6, {
    type: 'matching',
    left: [
      { id: 'l1', text: zh('左边一') },
      { id: 'l2', text: zh('左边二') },
    ],
  }),
  question(7, { type: 'ordering' }),
  question(8, { type: 'gap-match', passage: zh('先[[g1]]后[[g2]]。') }),
  question(9, {
    type: 'inline-choice',
    passage: zh('选[[f1]]。'),
    fields: { f1: { kind: 'choice', options } },
  }),
  question(10, {
    type: 'hotspot',
    image: { src: '/assets/x.webp', width: 40, height: 30, alt: zh('一张示意图') },
    points: 2,
  }),
  question(11, { type: 'hot-text', passage: zh('有[[h1|错别字]]的句子。') }),
  question(12, { type: 'short-text', length: { max: 100 } }),
  question(13, { type: 'essay', length: { max: 600 } }),
  question(14, {
    type: 'table',
    table: {
      columns: [zh('项'), zh('值')],
      rows: [{ header: zh('甲项'), cells: [{ field: 'c1' }] }],
    },
    fields: { c1: { kind: 'text' } },
  }),
];

const form = (questions: readonly FormQuestion[], over: Partial<FormView> = {}): FormView => ({
  id: 'frm_1',
  setId: 'fst_1',
  number: 7,
  count: 9,
  seed: 's',
  drawnAt: 0,
  blueprint: { code: 'two', number: 1, title: zh('初级考试'), tier: 1, track: 'general', durationMinutes: 90 },
  sections: [
    { title: zh('一、客观题'), instructions: zh('每题只有一个答案。'), durationMinutes: null, marks: 5_000, questions },
  ],
  marks: 10_000,
  ...over,
});

const print = async (what: PaperKind, view: FormView, keys: Record<number, string[]> = {}) =>
  readPdfText(await makePaperPdf({ what, form: view, keys, language: 'zh-CN', fonts, images: new Map() }));

/** What was set, without the breaks between lines. */
const joined = (text: string) => text.replaceAll('\n', '');

test('a paper holds its head, its section with instructions and marks, and a question of every type', async () => {
  const text = await print('paper', form(EVERY_TYPE));
  const whole = joined(text);
  for (const part of [
    '初级考试',
    '试卷号 7',
    '满分100分，考试时间90分钟',
    '一、客观题（共14题，50分）',
    '每题只有一个答案。',
  ])
    expect(whole).toContain(part);
  for (const part of ['姓名', '准考证号', '单位', '密 封 线 内 不 要 答 题']) expect(whole).toContain(part);
  for (const part of [
    'A. 甲',
    '（多选）',
    '千克',
    '左边二',
    '(2)________',
    '图：一张示意图',
    '［错别字］',
    '600字以内',
    '甲项',
  ])
    expect(whole).toContain(part);
  for (let slot = 1; slot <= 14; slot += 1) expect(text).toContain(`${slot}.`);
  expect(whole).toContain('（5分）');
});

test('an answer sheet has a place for every question and no text of any', async () => {
  const text = await print('sheet', form(EVERY_TYPE));
  for (let slot = 1; slot <= 14; slot += 1) expect(text).toContain(`${slot}.`);
  expect(text).not.toContain('题干');
  expect(text).toContain('答题卡');
});

test('a key has the answers in the letters of the form with the marks, and is for markers only', async () => {
  const whole = joined(await print('key', form(EVERY_TYPE), { 1: ['C'], 4: ['(1) 再造 / 重组', '(2) 优化'] }));
  expect(whole).toContain('C（5分）');
  expect(whole).toContain('(1) 再造 / 重组');
  expect(whole).toContain('仅供阅卷人员使用。');
});

test('every page says which one it is of how many', async () => {
  const many = Array.from({ length: 60 }, (_, i) => question(i + 1, { prompt: zh('题干很长。'.repeat(30)) }));
  const text = await print('paper', form(many));
  const pages = Number(/第1页 共(\d+)页/.exec(text)?.[1]);
  expect(pages).toBeGreaterThan(2);
  for (let page = 1; page <= pages; page += 1) expect(text).toContain(`第${page}页 共${pages}页`);
});

test('nothing is printed where no font has a character: it is named', async () => {
  const rare = form([question(1, { prompt: zh('\u{20FFF}字') })]);
  await expect(print('paper', rare)).rejects.toThrow(MissingGlyphError);
});

test('a question that fits into a column is never cut, one that is taller goes on in the next', () => {
  const drawn: string[] = [];
  const group = (name: string, lines: number): Group =>
    Array.from({ length: lines }, (_, i) => ({
      height: 10,
      draw: (x: number, y: number) => drawn.push(`${name}${i} ${x} ${y}`),
    }));
  let pages = 1;
  fillColumns([group('a', 6), group('b', 5), group('c', 12)], {
    lefts: [0, 100],
    top: () => 0,
    bottom: 100,
    addPage: () => {
      pages += 1;
    },
  });
  expect(drawn.find((line) => line.startsWith('b0'))).toBe('b0 100 0');
  expect(drawn.filter((line) => line.startsWith('c')).at(0)).toBe('c0 100 50');
  expect(drawn.at(-1)).toBe('c11 0 60');
  expect(pages).toBe(2);
});
