import { expect, test } from 'vitest';
import { en } from '../words/en/index.ts';
import { zhCN } from '../words/zh-CN/index.ts';
import { SUMMARISED } from './reason-of.ts';

test.each([
  ['Chinese', zhCN.roster],
  ['English', en.roster],
])('a reason added up over rows never shows the place of one row’s fact, in %s', (_, { fault, summary }) => {
  const naming = Object.entries(fault).filter(([, { why, todo }]) => `${why}${todo}`.includes('{{'));
  expect(naming.map(([code]) => code).sort()).toEqual([...SUMMARISED].sort());
  expect(Object.values(summary).filter(({ why, todo }) => /\{\{|…/.test(`${why}${todo}`))).toEqual([]);
});
