import { describe, expect, it } from 'vitest';
import { type CertificateChange, lastValidDay, statusOn } from './status.ts';

describe('lastValidDay', () => {
  it('is the same day of the month after the policy’s months', () => {
    expect(lastValidDay({ issuedOn: '2026-11-20', validMonths: 36 })).toBe('2029-11-20');
  });

  it('is the last day of a shorter month', () => {
    expect(lastValidDay({ issuedOn: '2026-08-31', validMonths: 6 })).toBe('2027-02-28');
    expect(lastValidDay({ issuedOn: '2027-08-31', validMonths: 6 })).toBe('2028-02-29');
  });

  it('of a certificate issued on 29 February is 28 February where the year has no 29th', () => {
    expect(lastValidDay({ issuedOn: '2028-02-29', validMonths: 12 })).toBe('2029-02-28');
    expect(lastValidDay({ issuedOn: '2028-02-29', validMonths: 48 })).toBe('2032-02-29');
  });

  it('refuses 0 months', () => {
    expect(() => lastValidDay({ issuedOn: '2026-01-01', validMonths: 0 })).toThrow(RangeError);
  });
});

describe('statusOn', () => {
  const issuedOn = '2026-11-20';
  const validUntil = '2029-11-20';
  const on = (day: string, changes: CertificateChange[] = []) => statusOn({ day, issuedOn, validUntil, changes });
  const change = (id: string, kind: CertificateChange['kind'], effectiveOn: string): CertificateChange => ({
    id,
    kind,
    effectiveOn,
  });

  it('is nothing on the day before the issue, valid from the day of issue', () => {
    expect(on('2026-11-19')).toBeNull();
    expect(on('2026-11-20')).toBe('valid');
  });

  it('is valid on the last day and expired on the day after', () => {
    expect(on('2029-11-20')).toBe('valid');
    expect(on('2029-11-21')).toBe('expired');
  });

  it('is revoked from the effective day of the revocation on, and valid the day before', () => {
    const revoked = [change('cev_1', 'revoked', '2027-03-01')];
    expect(on('2027-02-28', revoked)).toBe('valid');
    expect(on('2027-03-01', revoked)).toBe('revoked');
  });

  it('stays revoked after its time has run out, and after a later reinstatement', () => {
    const changes = [change('cev_1', 'revoked', '2027-03-01'), change('cev_2', 'reinstated', '2027-04-01')];
    expect(on('2030-01-01', changes)).toBe('revoked');
  });

  it('is suspended between suspension and reinstatement', () => {
    const changes = [change('cev_1', 'suspended', '2027-03-01'), change('cev_2', 'reinstated', '2027-04-01')];
    expect(on('2027-02-28', changes)).toBe('valid');
    expect(on('2027-03-31', changes)).toBe('suspended');
    expect(on('2027-04-01', changes)).toBe('valid');
  });

  it('follows the days, not the order of recording', () => {
    const changes = [change('cev_1', 'reinstated', '2027-04-01'), change('cev_2', 'suspended', '2027-03-01')];
    expect(on('2027-05-01', changes)).toBe('valid');
  });

  it('follows the order of recording on one and the same day', () => {
    const changes = [change('cev_2', 'reinstated', '2027-03-01'), change('cev_1', 'suspended', '2027-03-01')];
    expect(on('2027-03-01', changes)).toBe('valid');
  });

  it('is expired, not suspended, when the time runs out during a suspension', () => {
    const changes = [change('cev_1', 'suspended', '2029-11-01')];
    expect(on('2029-11-20', changes)).toBe('suspended');
    expect(on('2029-11-21', changes)).toBe('expired');
  });
});
