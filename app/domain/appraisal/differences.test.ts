import { expect, test } from 'vitest';
import { describeDifference, fieldsOf, openDifferenceCounts } from './differences.ts';
import type { RecordContent } from './record.ts';

const content: RecordContent = {
  personId: 'per_1',
  year: 2026,
  employeeNo: '0001',
  name: '张三',
  unitId: 'org_1',
  orgCode: '3401',
  orgName: '教育局',
  positionLevel: '一级科员',
  tier: null,
  certificateNo: null,
  certificateStatus: null,
  examCode: null,
  score: null,
  maxScore: null,
  gradeWord: null,
  passedOn: null,
  validUntil: null,
  hoursRequired: 9000,
  hoursEarned: 0,
  indicatorScore: 0,
  suggestedRating: '不称职',
  policyVersionId: 'ver_1',
  sources: {
    postingId: 'pst_1',
    certificateId: null,
    attemptId: null,
    gradeId: null,
    hours: { entries: 0, online: 0, offJob: 0, ownUnit: 0 },
    hoursPolicyVersionId: 'ver_2',
    parts: { tier: 0, band: 0, hours: 0 },
  },
};
const differ = (before: { content: RecordContent; withdrawn: boolean } | null, after = content, withdrawn = false) =>
  describeDifference({ before, content: after, withdrawn });

test('a record that stays as it is makes no difference, whatever the order of its keys', () => {
  const { sources, ...rest } = content;
  const reordered = { sources: { ...sources, parts: { hours: 0, band: 0, tier: 0 } }, ...rest } as RecordContent;
  expect(differ({ content: reordered, withdrawn: false })).toBeNull();
});

test('a person without a record is new; a withdrawn one who is back is returned; one who left is withdrawn', () => {
  expect(differ(null)?.kind).toBe('new');
  expect(differ({ content, withdrawn: true })?.kind).toBe('returned');
  expect(differ({ content, withdrawn: false }, content, true)?.kind).toBe('withdrawn');
  expect(differ({ content, withdrawn: true }, content, true)).toBeNull();
});

test('a change names each figure before and after, unknown as null', () => {
  const after = { ...content, score: 8000, hoursEarned: 100 };
  expect(differ({ content, withdrawn: false }, after)).toMatchObject({
    kind: 'changed',
    changes: [
      { field: 'score', before: null, after: 8000 },
      { field: 'hoursEarned', before: 0, after: 100 },
    ],
  });
});

test('a change of what a record rests on alone is listed under its basis', () => {
  const after = { ...content, sources: { ...content.sources, postingId: 'pst_2' } };
  const difference = differ({ content, withdrawn: false }, after);
  expect(difference && fieldsOf(difference)).toEqual(['basis']);
});

test('counts add up by kind and by figure', () => {
  const counts = openDifferenceCounts();
  for (const one of [differ(null), differ({ content, withdrawn: false }, { ...content, score: 1 })])
    if (one) counts.add(one);
  expect(counts.read()).toEqual({
    people: 2,
    kinds: { new: 1, changed: 1, withdrawn: 0, returned: 0 },
    fields: [{ field: 'score', total: 1 }],
  });
});
