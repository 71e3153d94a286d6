import { describe, expect, it } from 'vitest';
import { chooseCertificate, computeRecord, type EarnedCertificate, referenceDay, type YearRules } from './record.ts';

function certificate(over: Partial<EarnedCertificate> & { id: string }): EarnedCertificate {
  return {
    number: `N-${over.id}`,
    tier: 1,
    issuedOn: '2026-05-10',
    validUntil: '2029-05-10',
    changes: [],
    attemptId: `att_${over.id}`,
    gradeId: `grd_${over.id}`,
    examCode: 'S1',
    score: 8000,
    maxScore: 10_000,
    gradeWord: '良好',
    passedOn: '2026-05-10',
    ...over,
  };
}
const revoked = (on: string) => [{ id: 'cev_1', kind: 'revoked' as const, effectiveOn: on }];
const chosen = (certificates: EarnedCertificate[], year = 2026, on = '2026-12-31') => {
  const held = chooseCertificate({ certificates, year, on });
  return held && { id: held.certificate.id, status: held.status, counts: held.counts };
};

describe('referenceDay', () => {
  it('is today while the year runs, its last day from then on, and nothing before it begins', () => {
    expect(referenceDay({ year: 2026, today: '2026-01-01' })).toBe('2026-01-01');
    expect(referenceDay({ year: 2026, today: '2026-12-31' })).toBe('2026-12-31');
    expect(referenceDay({ year: 2026, today: '2027-01-01' })).toBe('2026-12-31');
    expect(referenceDay({ year: 2026, today: '2025-12-31' })).toBeNull();
  });
});

describe('chooseCertificate', () => {
  it('finds none where none was earned', () => {
    expect(chosen([])).toBeNull();
  });

  it('takes the higher tier before the better mark', () => {
    const ids = chosen([certificate({ id: 'a', score: 10_000 }), certificate({ id: 'b', tier: 2, score: 6000 })]);
    expect(ids).toMatchObject({ id: 'b' });
  });

  it('takes the better mark within a tier, and the later issue at equal marks', () => {
    expect(chosen([certificate({ id: 'a', score: 9000 }), certificate({ id: 'b', score: 8999 })])?.id).toBe('a');
    expect(chosen([certificate({ id: 'a', issuedOn: '2026-06-01' }), certificate({ id: 'b' })])?.id).toBe('a');
  });

  it('leaves out one that ended on the last day of the year before, and keeps one that ended on 1 January', () => {
    const old = { issuedOn: '2022-12-31' };
    expect(chosen([certificate({ id: 'a', ...old, validUntil: '2025-12-31' })])).toBeNull();
    expect(chosen([certificate({ id: 'a', ...old, validUntil: '2026-01-01' })])).toEqual({
      id: 'a',
      status: 'expired',
      counts: true,
    });
  });

  it('leaves out one issued after the reference day', () => {
    expect(chosen([certificate({ id: 'a', issuedOn: '2026-11-21' })], 2026, '2026-11-20')).toBeNull();
    expect(chosen([certificate({ id: 'a', issuedOn: '2026-11-20' })], 2026, '2026-11-20')?.status).toBe('valid');
  });

  it('takes a valid tier 1 before a revoked tier 2', () => {
    const two = certificate({ id: 'b', tier: 2, changes: revoked('2026-07-01') });
    expect(chosen([certificate({ id: 'a' }), two])).toEqual({ id: 'a', status: 'valid', counts: true });
  });

  it('shows a revoked one, not counting, where there is no other', () => {
    expect(chosen([certificate({ id: 'a', changes: revoked('2026-07-01') })])).toEqual({
      id: 'a',
      status: 'revoked',
      counts: false,
    });
  });

  it('leaves out one revoked on the last day of the year before, and shows one revoked on 1 January', () => {
    const old = { issuedOn: '2025-05-10' };
    expect(chosen([certificate({ id: 'a', ...old, changes: revoked('2025-12-31') })])).toBeNull();
    expect(chosen([certificate({ id: 'a', ...old, changes: revoked('2026-01-01') })])?.status).toBe('revoked');
  });

  it('counts for the year before a revocation of this year', () => {
    const one = certificate({ id: 'a', issuedOn: '2025-05-10', changes: revoked('2026-03-01') });
    expect(chosen([one], 2025, '2025-12-31')).toEqual({ id: 'a', status: 'valid', counts: true });
  });

  it('takes one still valid before an expired one of the same tier', () => {
    const expired = certificate({ id: 'a', issuedOn: '2023-05-10', validUntil: '2026-05-10', score: 10_000 });
    expect(chosen([expired, certificate({ id: 'b', score: 6000 })])?.id).toBe('b');
  });
});

describe('computeRecord', () => {
  const rules: YearRules = {
    year: 2026,
    policyVersionId: 'ver_a',
    policy: {
      formatVersion: 1,
      id: 'appraisal',
      kind: 'appraisal',
      version: '2026.1',
      effectiveFrom: '2026-01-01',
      title: { zh: '办法' },
      note: { zh: '说明' },
      tierPoints: [{ tier: 1, points: 6000 }],
      bandPoints: [{ fromPercent: 8000, points: 1500 }],
      hoursPoints: { max: 2000 },
      suggested: [
        { word: { zh: '称职' }, fromScore: 6000 },
        { word: { zh: '不称职' }, fromScore: 0 },
      ],
    },
    hoursPolicyVersionId: 'ver_h',
    hoursRequired: 9000,
  };
  const posting = { postingId: 'pst_1', unitId: 'org_1', orgCode: '01', orgName: '办公室', positionLevel: '一级科员' };
  const person = { id: 'per_1', employeeNo: '0001', name: '张三' };

  it('leaves every certificate field empty without one, and still counts hours of all kinds', () => {
    const hours = { entries: 3, online: 3000, offJob: 1000, ownUnit: 500 };
    const record = computeRecord({ facts: { person, posting, certificates: [], hours }, rules, on: '2026-11-20' });
    expect(record).toMatchObject({
      tier: null,
      certificateNo: null,
      certificateStatus: null,
      examCode: null,
      score: null,
      validUntil: null,
      hoursRequired: 9000,
      hoursEarned: 4500,
      indicatorScore: 1000,
      suggestedRating: '不称职',
    });
  });

  it('shows a revoked certificate and gives it no points', () => {
    const hours = { entries: 0, online: 0, offJob: 0, ownUnit: 0 };
    const certificates = [certificate({ id: 'a', changes: revoked('2026-07-01') })];
    const record = computeRecord({ facts: { person, posting, certificates, hours }, rules, on: '2026-11-20' });
    expect(record).toMatchObject({ certificateNo: 'N-a', certificateStatus: 'revoked', indicatorScore: 0 });
    expect(record.sources.parts).toEqual({ tier: 0, band: 0, hours: 0 });
  });

  it('rests on the ids of what it was made from', () => {
    const hours = { entries: 1, online: 100, offJob: 0, ownUnit: 0 };
    const facts = { person, posting, certificates: [certificate({ id: 'a' })], hours };
    expect(computeRecord({ facts, rules, on: '2026-11-20' }).sources).toEqual({
      postingId: 'pst_1',
      certificateId: 'a',
      attemptId: 'att_a',
      gradeId: 'grd_a',
      hours,
      hoursPolicyVersionId: 'ver_h',
      parts: { tier: 6000, band: 1500, hours: 22 },
    });
  });
});
