import { describe, expect, it } from 'vitest';
import { headingId, listHeadings } from './headings.ts';

describe('headings of a lesson', () => {
  it('are those of levels 2 and 3, in order', () => {
    const source = '# one\n\n## 从一次搬家说起\n\ntext\n\n### 细节\n\n#### four\n\n## 一句能用的定义 ##\n';
    expect(listHeadings(source)).toEqual([
      { level: 2, text: '从一次搬家说起', id: '从一次搬家说起' },
      { level: 3, text: '细节', id: '细节' },
      { level: 2, text: '一句能用的定义', id: '一句能用的定义' },
    ]);
  });

  it('are not lines of a code block, however it is fenced', () => {
    expect(listHeadings('```\n## no\n~~~\n## no\n```\n## yes\n').map(({ text }) => text)).toEqual(['yes']);
  });

  it('read without their marks', () => {
    expect(listHeadings('## 什么是 **G2B** 和 `G2C`，见[此处](https://x.org)').map(({ text }) => text)).toEqual([
      '什么是 G2B 和 G2C，见此处',
    ]);
  });
});

describe('the anchor of a heading', () => {
  it('keeps letters, digits and Han characters and joins the rest by one hyphen', () => {
    expect(headingId('“三网一库”：2002 年以后')).toBe('三网一库-2002-年以后');
    expect(headingId('“80%”这个数字')).toBe('80-这个数字');
  });

  it('is the same for full-width and half-width forms', () => {
    expect(headingId('Ｇ２Ｂ')).toBe(headingId('g2b'));
  });

  it('is never empty', () => {
    expect(headingId('……')).toBe('section');
  });
});
