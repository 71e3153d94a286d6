import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumByArea } from './areas.ts';
import { type GradingLines, gradePaper, gradeScore, type Marker } from './grade.ts';

const lines: GradingLines = {
  passPercent: 6000,
  bands: [
    { word: { zh: '优秀', en: 'Excellent' }, fromPercent: 9000 },
    { word: { zh: '良好', en: 'Good' }, fromPercent: 8000 },
    { word: { zh: '合格', en: 'Pass' }, fromPercent: 6000 },
    { word: { zh: '不合格', en: 'Fail' }, fromPercent: 0 },
  ],
};

describe('the grade', () => {
  it.each([
    [6000, 10000, '合格', true],
    [5999, 10000, '不合格', false],
    [7999, 10000, '合格', true],
    [8000, 10000, '良好', true],
    [8999, 10000, '良好', true],
    [9000, 10000, '优秀', true],
    [10000, 10000, '优秀', true],
    [0, 10000, '不合格', false],
  ])('of %i out of %i hundredths is %s', (score, maxScore, zh, passed) => {
    expect(gradeScore({ score, maxScore, lines })).toMatchObject({ word: { zh }, passed });
  });

  it('passes at exactly 60.00 % and fails at 59.99…, because the percentage is rounded down', () => {
    expect(gradeScore({ score: 1800, maxScore: 3000, lines }).passed).toBe(true);
    // 1999 of 3332 is 59.9939 %; rounded half up to two decimals it would still fail, 59.999 % would not.
    expect(gradeScore({ score: 59_999, maxScore: 100_000, lines })).toMatchObject({ percent: 5999, passed: false });
  });

  it('refuses a paper that is worth nothing', () => {
    expect(() => gradeScore({ score: 0, maxScore: 0, lines })).toThrow(RangeError);
  });
});

describe('marking a paper', () => {
  const marker: Marker<{ key: string }> = {
    mark: ({ question, answer, maxMark }) => (answer === question.key ? maxMark : 0),
    label: (_question, answer) => (answer === null ? 'empty' : String(answer)),
  };
  const item = (slot: number, answer: string | null, maxMark = 500) => ({
    slot,
    questionVersionId: `qsv_${slot}`,
    maxMark,
    question: { key: 'a' },
    answer,
  });

  const graded = (...input: Parameters<typeof gradePaper<{ key: string }>>) => {
    const outcome = gradePaper(...input);
    if ('waiting' in outcome) throw new Error(`slots ${outcome.waiting} wait`);
    return outcome;
  };

  it('sums what the items earned and keeps each mark with its label', () => {
    const { marks, grade } = graded({ items: [item(1, 'a'), item(2, 'b'), item(3, null)], marker, lines });
    expect(marks.map(({ mark, response }) => [mark, response])).toEqual([
      [500, 'a'],
      [0, 'b'],
      [0, 'empty'],
    ]);
    expect(grade).toMatchObject({ score: 500, maxScore: 1500, percent: 3333, passed: false });
  });

  it('gives the same again for any paper, whatever the order of its items', () => {
    const papers = fc.array(
      fc.record({ answer: fc.constantFrom('a', 'b', null), maxMark: fc.integer({ min: 1, max: 1000 }) }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(papers, (answers) => {
        const items = answers.map(({ answer, maxMark }, i) => item(i + 1, answer, maxMark));
        const once = graded({ items, marker, lines });
        expect(gradePaper({ items, marker, lines })).toEqual(once);
        expect(graded({ items: [...items].reverse(), marker, lines }).grade).toEqual(once.grade);
        expect(once.grade.score).toBe(once.marks.reduce((sum, { mark }) => sum + mark, 0));
      }),
    );
  });

  it.each([501, -501, 0.5])('refuses a rule that gives %d of 500', (mark) => {
    expect(() => gradePaper({ items: [item(1, 'a')], marker: { ...marker, mark: () => mark }, lines })).toThrow(
      RangeError,
    );
  });

  it('takes a fine from the others, and nothing from an empty paper', () => {
    const fining = { ...marker, mark: ({ answer }: { answer: unknown }) => (answer === 'a' ? 500 : -300) };
    const grades = (...answers: string[]) =>
      graded({ items: answers.map((answer, i) => item(i + 1, answer)), marker: fining, lines });
    expect(grades('a', 'b').grade).toMatchObject({ score: 200, maxScore: 1000 });
    expect(grades('b', 'b').grade).toMatchObject({ score: 0, percent: 0 });
    expect(grades('b', 'b').marks.map(({ mark }) => mark)).toEqual([-300, -300]);
  });

  describe('with answers that only a person can mark', () => {
    const byHand = {
      ...marker,
      mark: (input: { question: { key: string }; answer: unknown; maxMark: number }) =>
        input.answer === 'essay' ? null : marker.mark({ ...input, answer: input.answer as string }),
    };
    const items = [item(1, 'a'), item(2, 'essay'), item(3, 'essay')];

    it('waits until the last of them is marked, and names those that wait', () => {
      expect(gradePaper({ items, marker: byHand, lines })).toEqual({ waiting: [2, 3] });
      expect(gradePaper({ items, marker: byHand, lines, given: new Map([[3, 250]]) })).toEqual({ waiting: [2] });
      const given = new Map([
        [2, 0],
        [3, 250],
      ]);
      expect(graded({ items, marker: byHand, lines, given }).grade).toMatchObject({ score: 750, maxScore: 1500 });
    });

    it('lets no person mark what the machine marks', () => {
      const { grade } = graded({ items: [item(1, 'b')], marker: byHand, lines, given: new Map([[1, 500]]) });
      expect(grade.score).toBe(0);
    });

    it.each([501, -1, 0.5])('refuses %d of 500 from a person', (mark) => {
      const given = new Map([[2, mark]]);
      expect(() => gradePaper({ items: [item(2, 'essay')], marker: byHand, lines, given })).toThrow(RangeError);
    });
  });
});

describe('strengths and gaps', () => {
  it('sum marks by area in the order in which the areas come, rounded down', () => {
    expect(
      sumByArea([
        { area: 'B', mark: 500, maxMark: 500 },
        { area: 'A', mark: 0, maxMark: 500 },
        { area: 'B', mark: 0, maxMark: 1000 },
      ]),
    ).toEqual([
      { area: 'B', mark: 500, maxMark: 1500, percent: 3333 },
      { area: 'A', mark: 0, maxMark: 500, percent: 0 },
    ]);
  });
});
