import { describe, expect, it } from 'vitest';
import { endOfSitting } from './attempt.ts';
import { type CandidateFacts, judgeCandidate, judgeEntitlement, openAudience } from './eligibility.ts';
import type { SittingAudience } from './sitting-audience.ts';

const everyone: SittingAudience = { unitIds: [], positionLevels: [], categories: [], requiredTier: null };
const within = (id: string) => (id === 'org_root' ? ['org_root', 'org_edu'] : [id]);
const candidate: CandidateFacts = {
  named: false,
  serves: true,
  posting: { unitId: 'org_edu', positionLevel: '一级科员', category: '综合管理类' },
  holdsRequiredTier: false,
};
const judge = (over: Partial<SittingAudience> | null, facts: Partial<CandidateFacts> = {}) =>
  judgeEntitlement({
    audience: openAudience(over === null ? null : { ...everyone, ...over }, within),
    candidate: { ...candidate, ...facts },
  });

describe('who may sit', () => {
  it('is nobody but the named when there is no audience', () => {
    expect(judge(null)).toBe('not-in-audience');
    expect(judge(null, { named: true })).toBeNull();
  });

  it('is everyone of the units and below, and nobody beside them', () => {
    expect(judge({ unitIds: ['org_root'] })).toBeNull();
    expect(judge({ unitIds: ['org_fin'] })).toBe('not-in-audience');
    expect(judge({ unitIds: ['org_fin', 'org_edu'] })).toBeNull();
  });

  it('asks for level and category together', () => {
    expect(judge({ positionLevels: ['一级科员'], categories: ['综合管理类'] })).toBeNull();
    expect(judge({ positionLevels: ['一级科员'], categories: ['行政执法类'] })).toBe('not-in-audience');
    expect(judge({ positionLevels: ['二级科员'] })).toBe('not-in-audience');
  });

  it('has somebody without a posting on that day in no audience, not even that of everyone', () => {
    expect(judge({}, { posting: null })).toBe('not-in-audience');
    expect(judge({}, { posting: null, named: true })).toBeNull();
  });

  it('asks the audience, but not the named, for the certificate of the lower tier', () => {
    expect(judge({ requiredTier: 1 })).toBe('certificate-missing');
    expect(judge({ requiredTier: 1 }, { holdsRequiredTier: true })).toBeNull();
    expect(judge({ requiredTier: 1 }, { named: true })).toBeNull();
  });

  it('is nobody who left the service, named or not', () => {
    expect(judge({}, { serves: false })).toBe('left-service');
    expect(judge({}, { serves: false, named: true })).toBe('left-service');
  });
});

describe('the end of a sitting', () => {
  it('is that of its window, an early close, or, of a cancelled one, what was planned', () => {
    const window = { opensAt: 100, closesAt: 200, attemptLimit: null };
    expect(endOfSitting(window)).toBe(200);
    expect(endOfSitting({ ...window, closedAt: 150 })).toBe(150);
    expect(endOfSitting({ ...window, closedAt: 250 })).toBe(200);
    expect(endOfSitting({ ...window, closedAt: 99 })).toBe(200);
  });
});

describe('what a person can do with a sitting', () => {
  const sitting = { opensAt: 100, closesAt: 200, attemptLimit: 1 };
  const running = { id: 'att_1', status: 'in-progress', deadlineAt: 300 } as const;
  const audience = openAudience(everyone, within);

  it('names the person’s own reason before the window', () => {
    const outside = { ...candidate, posting: null };
    expect(judgeCandidate({ audience, candidate: outside, start: { sitting, attempts: [], now: 99 } })).toMatchObject({
      code: 'not-in-audience',
    });
    expect(judgeCandidate({ audience, candidate, start: { sitting, attempts: [], now: 99 } })).toMatchObject({
      code: 'sitting-not-open',
    });
  });

  it('lets a running attempt be finished by somebody who left the audience, and after an early close', () => {
    const closed = { ...sitting, closedAt: 150 };
    expect(
      judgeCandidate({
        audience: null,
        candidate: { ...candidate, posting: null },
        start: { sitting: closed, attempts: [running], now: 299 },
      }),
    ).toMatchObject({ value: { act: 'resume', attemptId: 'att_1' } });
  });

  it('begins nothing from the very millisecond of an early close', () => {
    const closed = { ...sitting, closedAt: 150 };
    const at = (now: number) => judgeCandidate({ audience, candidate, start: { sitting: closed, attempts: [], now } });
    expect(at(149)).toMatchObject({ ok: true });
    expect(at(150)).toMatchObject({ code: 'sitting-not-open', detail: { state: 'closed' } });
  });

  it('leaves the window aside when asked, but not the attempts', () => {
    const asked = (attempts: readonly { id: string; status: 'graded'; deadlineAt: number }[]) =>
      judgeCandidate({ audience, candidate, start: { sitting, attempts, now: 9_999 }, asIfOpen: true });
    expect(asked([])).toMatchObject({ value: { act: 'start', number: 1 } });
    expect(asked([{ id: 'att_1', status: 'graded', deadlineAt: 150 }])).toMatchObject({
      code: 'attempt-limit-reached',
    });
  });
});
