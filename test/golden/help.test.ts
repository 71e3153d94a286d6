import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXPORT_COLUMNS } from '#app/domain/appraisal/export-columns.ts';
import { parseHelpPage } from '#app/domain/courses/help-page.ts';
import { ROLES } from '#app/domain/people/roles.ts';
import { readContentFolder } from '#app/platform/content/read-content-folder.server.ts';
import { checkContent } from '#app/usecases/content/check-content.server.ts';
import { checkHelp, listHelpFiles } from '#app/usecases/content/check-help.server.ts';

const files = await readContentFolder(path.join(import.meta.dirname, '../../content'));
const pages = listHelpFiles(files).map(({ head, body, ...where }) => ({ ...where, page: { ...head, body: body() } }));
const inLanguage = (language: string) => pages.filter((file) => file.language === language);
const codes = (text: string) => parseHelpPage(text).faults.map(({ line, code }) => `${line} ${code}`);
const HEAD = '---\nformatVersion: 1\ntitle: 题\nsummary: 说明\nfor: [hr]\norder: 1\n---\n\n';

describe('the manual', () => {
  test('stands in both languages, page for page, with the same readers, order and openness', () => {
    expect(checkHelp(files)).toEqual([]);
    expect(pages.filter(({ page }) => page.body === null)).toEqual([]);
    const heads = (language: string) =>
      inLanguage(language)
        .map(({ topic, page }) => ({ topic, for: page.for, order: page.order, public: page.public }))
        .sort((a, b) => a.order - b.order);
    expect(heads('en')).toEqual(heads('zh-CN'));
    expect(new Set(heads('en').map(({ order }) => order)).size).toBe(heads('en').length);
  });

  test('is in English alone where it is in English: what is Chinese would have to be marked as such', () => {
    const mixed = inLanguage('en').filter(({ page }) => /\p{Script=Han}/u.test(JSON.stringify(page)));
    expect(mixed.map(({ topic }) => topic)).toEqual([]);
  });

  test('has a page for every role that has pages of its own', () => {
    const addressed = new Set(pages.flatMap(({ page }) => page.for));
    expect(ROLES.filter((role) => !addressed.has(role))).toEqual(['invigilator']);
  });

  test('explains every column of the appraisal file, in its order', () => {
    for (const { page } of pages.filter(({ topic }) => topic === 'appraisal')) {
      const named = [...JSON.stringify(page.body).matchAll(/"inlineCode","value":"([a-z]+(?:_[a-z]+)*)"/g)].map(
        ([, name]) => name,
      );
      expect(named.filter((name) => EXPORT_COLUMNS.some((column) => column.name === name))).toEqual(
        EXPORT_COLUMNS.map(({ name }) => name),
      );
    }
  });
});

describe('a page of the manual', () => {
  test('is refused by line for what it must not hold', () => {
    expect(codes(`${HEAD}一段。\n\n<script>x</script>\n`)).toEqual(['11 html-tag']);
    expect(codes(`${HEAD}# 大标题\n`)).toEqual(['9 heading-level']);
    expect(codes(`${HEAD}[去](javascript:alert(1))\n`)).toEqual(['9 address-refused']);
    expect(codes(`${HEAD}![图](a.png)\n`)).toEqual(['9 image-not-served']);
    expect(codes(HEAD.replace('[hr]', '[hrr]'))).toEqual(['5 not-allowed']);
    expect(codes('没有头\n')).toEqual(['1 front-matter-missing']);
  });

  test('that lacks its other language is a fault of the folder', () => {
    const lone = files.filter(({ path: file }) => file !== 'help/en/exam.md');
    expect(checkContent(lone).faults).toMatchObject([{ path: 'help/en/exam.md', line: 1, code: 'file-missing' }]);
  });
});
