import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkLessonBody } from '#app/domain/courses/check-lesson.ts';
import { convertMarkdown } from '#app/domain/courses/convert-markdown.ts';

const FOLDER = path.join(import.meta.dirname, 'markdown');
const read = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');
const imageAt = (address: string) => (address === 'img/flow.png' ? 'images/flow-12345678.webp' : null);

/** What a converted text still lacks as a lesson is for its author to write. */
const TO_WRITE = new Set([
  'lesson-length',
  'lesson-length-unusual',
  'section-missing',
  'quiz-missing',
  'heading-skipped',
  'image-alt-missing',
]);
const faultsOf = (body: string) =>
  checkLessonBody({ source: body, sourceOffset: 0 }).faults.filter(({ code }) => !TO_WRITE.has(code));

test('a text with everything that lessons refuses becomes a body without a fault, and each change is told by line', () => {
  const converted = convertMarkdown(read('everything.md'), { imageAt });
  const report = converted.report
    .map(({ line, code, effect, detail }) => `${line} ${effect} ${code} ${JSON.stringify(detail)}`)
    .join('\n');
  expect(converted).toMatchObject({ title: '表格处理入门', summary: '用表格软件算总数' });
  expect(faultsOf(converted.body)).toEqual([]);
  expect(`${converted.body}\n${report}\n`).toBe(read('everything.converted.txt'));
});

test('plain Markdown that a lesson takes as it is stays as it was typed', () => {
  const text = '## 标题\n\n一段**粗体**和[链接](https://example.com)。\n\n1. 一\n2. 二\n\n> 引文\n';
  expect(convertMarkdown(text)).toEqual({ body: `\n${text}`, title: null, summary: null, report: [] });
});

test('a single heading of the first level becomes the title, several are moved one level down', () => {
  expect(convertMarkdown('# 标题\n\n## 节\n')).toMatchObject({ title: '标题', body: '\n## 节\n' });
  expect(convertMarkdown('文字\n\n# 甲\n\n# 乙\n').body).toBe('\n文字\n\n## 甲\n\n## 乙\n');
});

test('hyphens that open a text without being front matter open no lesson', () => {
  const { body } = convertMarkdown('---\n文字\n---\n\n又一段');
  expect(body.startsWith('---')).toBe(false);
});

test('front matter that is no YAML is told with its line and stays out of the body', () => {
  expect(convertMarkdown('---\ntags: 甲\ntitle: [未闭合\n---\n\n# 标题\n\n正文\n')).toMatchObject({
    title: '标题',
    body: '\n正文\n',
    report: [
      { code: 'front-matter-broken', effect: 'dropped', line: 3, detail: { found: 'title: [未闭合' } },
      { code: 'title-from-heading', line: 6 },
    ],
  });
  expect(convertMarkdown('---\ntitle: [未闭合\n---').report.map(({ code, line }) => `${line} ${code}`)).toEqual([
    '2 front-matter-broken',
  ]);
});

const piece = fc.constantFrom(
  ...['<', '>', '{', '}', '</b>', '<b>', '<!--', '-->', '<script>', '`', '```', '\n', '\n\n', '# ', '    ', '- ', '|'],
  ...[
    '![',
    '](',
    ')',
    '[^1]',
    'export ',
    'import x',
    '<img src=x onerror=y>',
    '<table><tr><td>',
    '\\',
    '&lt;',
    '字',
    'a',
  ],
  ...['<a href="javascript:x">', '[', ']', '<https://x.y>', '---', '***', '<?php', '<![CDATA[', '"', '$'],
);

test('whatever is converted holds no tag, no expression and no program text', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const { body } = convertMarkdown(pieces.join(''));
      const dangerous = faultsOf(body).filter(
        ({ code }) => !/^(address-refused|image-address|heading-level|conflict-undecided)$/.test(code),
      );
      expect(dangerous, JSON.stringify({ text: pieces.join(''), body })).toEqual([]);
    }),
    { numRuns: 1500, examples: [[['\\', '<https://x.y>', '<']]] },
  );
});
