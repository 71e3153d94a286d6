import { expect, test } from 'vitest';
import { countHan, lessonText } from './lesson-source.ts';

test('counts Han characters alone: no punctuation, no Latin, no digits, and rare ones as one', () => {
  expect(countHan('电子政务（e-government）2026年，𠮷祥。')).toBe(7);
});

test('gives what a reader reads: prose, captions, table cells, terms, code; no addresses, no markup', () => {
  const text = lessonText(`## 标题**重点**

<KeyTerm term="术语" en="term">定义在[这里](https://example.com/secret)。</KeyTerm>

<Compare caption="图题">

| 甲 | 乙 |
| --- | --- |
| 丙 | \`丁\` |

</Compare>

<Callout kind="history" title="沿革">

正文

</Callout>
`);
  expect(text.split('\n').sort()).toEqual(
    ['标题重点', '术语', 'term', '定义在这里。', '图题', '甲', '乙', '丙', '丁', '沿革', '正文'].sort(),
  );
});
