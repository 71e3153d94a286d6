import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readFrontMatter, writeFrontMatter } from './front-matter-text.ts';

const LESSON = `---
formatVersion: 1   # always 1
id: egov/one
title: 什么是电子政务
# the summary is shown in lists
summary:   { zh: 一两句话, en: One or two }
objectives:
  - { zh: 甲, points: [B1.01], depth: understand } # first
  - { zh: 乙, points: [B1.02, B1.03], depth: apply }

# times
minutes: 18
completion: { minutes: 5, quiz: passed }
checkedOn: "2026-11-20"
sources:
  - title: 书一
    date: "2002-09"
  - { title: 书二, date: "2019-04-26" }
---

## 正文

--- 不是边界
`;

const fields = () => {
  const read = readFrontMatter(LESSON);
  if (!read) throw new Error('unreadable');
  return read;
};

test('fields are read as text, absent ones as empty', () => {
  expect(fields()).toMatchObject({
    titleZh: '什么是电子政务',
    titleEn: '',
    summaryEn: 'One or two',
    minutes: '18',
    completionMinutes: '5',
    checkedOn: '2026-11-20',
    sources: [
      { title: '书一', author: '', date: '2002-09' },
      { title: '书二', date: '2019-04-26' },
    ],
  });
  expect(fields().objectives[1]).toEqual({ zh: '乙', en: '', points: ['B1.02', 'B1.03'], depth: 'apply' });
});

test('nothing changed leaves the text as it is, byte for byte', () => {
  expect(writeFrontMatter(LESSON, fields())).toBe(LESSON);
});

test('one changed field touches its own lines only', () => {
  const next = writeFrontMatter(LESSON, { ...fields(), minutes: '25' });
  expect(next).toBe(LESSON.replace('minutes: 18', 'minutes: 25'));
});

test.each([
  ['titleZh', { titleZh: '新: 题 #1' }],
  ['titleEn', { titleEn: 'New' }],
  ['summaryZh', { summaryZh: '短' }],
  ['checkedOn', { checkedOn: '2026-12-01' }],
  ['completion', { completionMinutes: '9' }],
  ['not a number, which the checker then names', { minutes: '十八' }],
] as const)('what was written is read back: %s', (_, change) => {
  const next = { ...fields(), ...change };
  const written = writeFrontMatter(LESSON, next);
  expect(readFrontMatter(written)).toEqual(next);
  expect(written).toContain('formatVersion: 1   # always 1\n');
  expect(written).toContain('# the summary is shown in lists\n');
  expect(written.endsWith('## 正文\n\n--- 不是边界\n')).toBe(true);
});

test('objectives and sources are added and removed; comments that stand between keys stay', () => {
  const now = fields();
  const next = {
    ...now,
    objectives: [...now.objectives.slice(1), { zh: '丙', en: 'C', points: ['C1.01'], depth: 'remember' }],
    sources: now.sources.slice(0, 1),
  };
  const written = writeFrontMatter(LESSON, next);
  expect(readFrontMatter(written)).toEqual(next);
  expect(written).toContain('\n\n# times\nminutes: 18\n');
  expect(written).toContain('date: "2002-09"');
});

test.each(['## no front matter', '---\n- a\n---\n', '---\na: [\n---\n', '---js\n1\n---\n'])(
  '%j cannot be shown as a form',
  (source) => {
    expect(readFrontMatter(source)).toBeNull();
    expect(writeFrontMatter(source, fields())).toBe(source);
  },
);

test('a lesson of the product changes in one line only', () => {
  const source = readFileSync('content/courses/egov-basics/01-concepts/01-what-is-egovernment.mdx', 'utf8');
  const read = readFrontMatter(source);
  if (!read) throw new Error('unreadable');
  expect(writeFrontMatter(source, { ...read, minutes: '19' })).toBe(source.replace('minutes: 18', 'minutes: 19'));
});
