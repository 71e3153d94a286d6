import { expect, test } from 'vitest';
import { compareRecords } from './compare-records.ts';
import type { RecordContent } from './record.ts';

const record: RecordContent = {
  personId: 'per_1',
  year: 2026,
  employeeNo: '0001',
  name: '张三',
  unitId: 'org_edu',
  orgCode: '340101',
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

test('names each figure that differs with what it was and is, and no other', () => {
  const after: RecordContent = {
    ...record,
    hoursEarned: 4500,
    indicatorScore: 1000,
    sources: {
      ...record.sources,
      hours: { ...record.sources.hours, entries: 3, online: 4500 },
      parts: { ...record.sources.parts, hours: 1000 },
    },
  };
  expect(compareRecords(record, after)).toEqual([
    { field: 'hoursEarned', kind: 'decimal', before: 0, after: 4500 },
    { field: 'hoursEntries', kind: 'count', before: 0, after: 3 },
    { field: 'hoursPoints', kind: 'decimal', before: 0, after: 1000 },
    { field: 'indicatorScore', kind: 'decimal', before: 0, after: 1000 },
  ]);
});

test('an unknown that becomes known was null, not 0', () => {
  expect(compareRecords(record, { ...record, score: 0 })).toEqual([
    { field: 'score', kind: 'decimal', before: null, after: 0 },
  ]);
});

test('two versions of the same content differ in nothing', () => {
  expect(compareRecords(record, { ...record })).toEqual([]);
});
