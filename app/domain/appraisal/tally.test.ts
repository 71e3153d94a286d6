import { expect, test } from 'vitest';
import { countYear, type TallyLine } from './tally.ts';

const line = (total: number, rest: Partial<TallyLine>): TallyLine => ({
  suggestedRating: '称职',
  certificateStatus: null,
  withdrawn: false,
  total,
  ...rest,
});

test('records are the sum of all certificate counts and of all ratings; withdrawn ones are in neither', () => {
  const counts = countYear({
    words: ['优秀', '称职', '不称职'],
    lines: [
      line(3, { certificateStatus: 'valid', suggestedRating: '优秀' }),
      line(5, { certificateStatus: 'valid' }),
      line(2, { certificateStatus: 'expired' }),
      line(1, { certificateStatus: 'revoked', suggestedRating: '不称职' }),
      line(7, { suggestedRating: '不称职' }),
      line(4, { certificateStatus: 'valid', withdrawn: true }),
    ],
  });
  expect(counts).toEqual({
    records: 18,
    certificates: { valid: 8, expired: 2, suspended: 0, revoked: 1, none: 7 },
    ratings: [
      { word: '优秀', total: 3 },
      { word: '称职', total: 7 },
      { word: '不称职', total: 8 },
    ],
    withdrawn: 4,
  });
});

test('a rating without records counts 0, one that the policy does not know stands behind the others', () => {
  const { ratings } = countYear({ words: ['优秀', '称职'], lines: [line(1, { suggestedRating: '其他' })] });
  expect(ratings).toEqual([
    { word: '优秀', total: 0 },
    { word: '称职', total: 0 },
    { word: '其他', total: 1 },
  ]);
});
