import { expect, test } from 'vitest';
import { checkLessonBody } from './check-lesson.ts';
import {
  asBlock,
  type ComponentDraft,
  findTagAt,
  INSERTABLE,
  rewriteTag,
  writeComponent,
  writeImage,
} from './component-text.ts';
import { LESSON_COMPONENTS } from './lesson-components.ts';

/** Filled in as an author would at the least. */
function sample(name: string): ComponentDraft {
  const rule = LESSON_COMPONENTS[name];
  if (!rule) throw new Error(name);
  const value = (form: string | { oneOf: readonly string[] }) =>
    typeof form === 'object'
      ? (form.oneOf[0] ?? '')
      : ({ text: '甲"乙"&丙 {丁} <戊>', date: '2002-09', number: '12.5', address: 'https://example.org/a?b=1&c=2' }[
          form
        ] ?? '');
  const { children } = rule;
  return {
    name,
    attributes: Object.fromEntries(Object.entries(rule.attributes).map(([key, { form }]) => [key, value(form)])),
    text: '正文有 {花括号} 和 <尖括号，还有**粗体**',
    items: ['第一项 <a>', '第二项 {b}'],
    rows: [
      ['列一', '列|二'],
      ['甲', '乙 <c>'],
    ],
    parts: children.kind === 'of' ? Array.from({ length: children.least }, () => sample(children.component)) : [],
  };
}

const structural = (source: string) =>
  checkLessonBody({ source, sourceOffset: 0 })
    .faults.map(({ code }) => code)
    .filter((code) => !['lesson-length', 'section-missing', 'quiz-missing', 'reading-not-last'].includes(code));

test.each(INSERTABLE)('%s is written as the checker accepts it, whatever characters were typed', (name) => {
  expect(structural(`## 标题\n\n${writeComponent(sample(name))}\n\n正文`)).toEqual([]);
});

test('attributes stand in the order of the rule, empty ones are left out, quotes are references', () => {
  expect(writeComponent({ name: 'KeyTerm', attributes: { en: ' ', term: '“甲”"乙"' }, text: '丙' })).toBe(
    '<KeyTerm term="“甲”&quot;乙&quot;">\n\n丙\n\n</KeyTerm>',
  );
});

test('a tag under the cursor is read, changed and written back with what stands inside untouched', () => {
  const text = '前\n\n<Callout kind="note" title="甲&quot;乙&amp;">\n\n里面\n\n</Callout>';
  const tag = findTagAt(text, text.indexOf('kind'));
  expect(tag).toMatchObject({ name: 'Callout', attributes: { kind: 'note', title: '甲"乙&' }, selfClosing: false });
  if (!tag) throw new Error();
  const rewritten = rewriteTag(tag, { kind: 'law', title: '丙' });
  expect(text.slice(0, tag.from) + rewritten + text.slice(tag.to)).toBe(
    '前\n\n<Callout kind="law" title="丙">\n\n里面\n\n</Callout>',
  );
});

test('there is no tag just outside its brackets, in a closing tag, or of an unknown component', () => {
  const text = 'a<Quiz />b</Case><Marquee>';
  expect(findTagAt(text, 0)).toBeNull();
  expect(findTagAt(text, 1)?.name).toBe('Quiz');
  expect(findTagAt(text, 9)?.name).toBe('Quiz');
  expect(findTagAt(text, 10)).toBeNull();
  expect(findTagAt(text, 13)).toBeNull();
  expect(findTagAt(text, text.length - 2)).toBeNull();
});

test.each([
  ['', 0, 'X\n'],
  ['甲', 1, '\n\nX\n'],
  ['甲\n', 2, '\nX\n'],
  ['甲\n\n', 3, 'X\n'],
  ['甲乙', 1, '\n\nX\n\n'],
  ['甲\n\n乙', 1, '\n\nX'],
  ['甲\n乙', 1, '\n\nX\n'],
])('a block put into %j at %i has empty lines around it', (text, offset, expected) => {
  expect(asBlock({ text, offset, block: 'X' })).toBe(expected);
});

test('an image names what it shows, brackets and all', () => {
  expect(writeImage({ path: 'images/a.webp', alt: '图[一] {二}' })).toBe('![图\\[一\\] \\{二\\}](images/a.webp)');
});
