import { expect, test } from 'vitest';
import { serverWords } from './all.ts';
import { makeTranslator } from './translator.tsx';

test.each([
  { people: 0, units: 2, en: '0 people changed, 2 units made.', zh: '改动0人，新建2个单位。' },
  { people: 1, units: 0, en: '1 person changed, 0 units made.', zh: '改动1人，新建0个单位。' },
  { people: 2, units: 1, en: '2 people changed, 1 unit made.', zh: '改动2人，新建1个单位。' },
])('an applied roster of $people and $units is told in the right number', ({ people, units, en, zh }) => {
  const told = (language: 'en' | 'zh-CN') => {
    const { t } = makeTranslator({ language, words: serverWords(language) });
    return t('roster.one.applied', {
      people: t('roster.one.appliedPeople', { count: people, n: String(people) }),
      units: t('roster.one.appliedUnits', { count: units, n: String(units) }),
    });
  };
  expect(told('en')).toBe(en);
  expect(told('zh-CN')).toBe(zh);
});
