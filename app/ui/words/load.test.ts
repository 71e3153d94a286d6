import { expect, test } from 'vitest';
import { furtherWordsOf, lacksWords } from './load.ts';

test.each([
  ['/', null],
  ['/courses/a/b', null],
  ['/practiced', null],
  ['/practice', 'practising'],
  ['/practice/mock/mck_1', 'practising'],
  ['/staff', 'offices'],
  ['/staff/people', 'offices'],
] as const)('a page at %s says the further words %s', (path, part) => {
  expect(furtherWordsOf(path)).toBe(part);
});

test('a document lacks the words of pages of another part, never those that everyone has', () => {
  expect(lacksWords({ document: '/', page: '/practice' })).toBe(true);
  expect(lacksWords({ document: '/practice', page: '/staff' })).toBe(true);
  expect(lacksWords({ document: '/practice', page: '/practice/mock' })).toBe(false);
  expect(lacksWords({ document: '/staff', page: '/courses' })).toBe(false);
});

test.each(['zh-CN', 'en'] as const)(
  'a document of practice has its words beside everyone’s, in %s',
  async (language) => {
    const { loadWords } = await import('./load.ts');
    expect(Object.keys(await loadWords(language, '/practice'))).toEqual(expect.arrayContaining(['practice', 'lesson']));
    expect(Object.keys(await loadWords(language, '/courses'))).not.toContain('practice');
    expect(Object.keys(await loadWords(language, '/staff'))).toEqual(expect.arrayContaining(['appraisal', 'lesson']));
  },
);
