import type { TFunction } from 'i18next';
import type { RosterFaultCode, RosterWarningCode } from '#app/domain/people/roster/faults.ts';

/** Reasons whose words name a fact of one row: a page that adds rows up has words of its own for them. */
export const SUMMARISED = [
  'employee-no-zeros-lost',
  'duplicate',
  'too-long',
  'invisible',
  'category-unknown',
  'date-before-posting',
  'unit-ambiguous',
  'unit-name-conflict',
  'unit-parent-conflict',
  'unit-cycle',
  'name-changes',
  'name-spaces',
  'date-serial',
  'date-month',
  'date-before-unit',
  'email-shared',
] as const satisfies readonly (RosterFaultCode | RosterWarningCode)[];

/** A reason as many rows share it, and what to do about it. */
export function reasonOf(t: TFunction, code: RosterFaultCode | RosterWarningCode): { why: string; todo: string } {
  const known = SUMMARISED.find((each) => each === code);
  return known === undefined
    ? { why: t(`roster.fault.${code}.why`), todo: t(`roster.fault.${code}.todo`) }
    : { why: t(`roster.summary.${known}.why`), todo: t(`roster.summary.${known}.todo`) };
}
