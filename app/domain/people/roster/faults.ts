import type { RosterField } from './fields.ts';

/** Why a row is refused; what to do stands in the words of each code. */
export const ROSTER_FAULTS = [
  'employee-no-missing',
  'employee-no-invalid',
  'employee-no-scientific',
  'employee-no-taken',
  'employee-no-zeros-lost',
  'duplicate',
  'name-missing',
  'name-invalid',
  'too-long',
  'invisible',
  'cell-error',
  'cell-formula',
  'category-unknown',
  'email-invalid',
  'date-invalid',
  'date-before-posting',
  'leave-in-future',
  'status-unknown',
  'unit-missing',
  'unit-ambiguous',
  'unit-closed',
  'unit-name-missing',
  'unit-name-conflict',
  'unit-parent-unknown',
  'unit-parent-conflict',
  'unit-cycle',
  'unit-no-top',
  'unit-out-of-reach',
  'person-out-of-reach',
  'last-administrator',
  'own-leave',
  'own-record',
  'overtaken',
] as const;
export type RosterFaultCode = (typeof ROSTER_FAULTS)[number];

/** What is told of a row that is taken all the same. */
export const ROSTER_WARNINGS = [
  'name-changes',
  'name-spaces',
  'level-unknown',
  'level-missing',
  'category-missing',
  'date-month',
  'date-serial',
  'date-before-unit',
  'left-unknown',
  'holds-roles',
  'email-shared',
] as const;
export type RosterWarningCode = (typeof ROSTER_WARNINGS)[number];

/** What is wrong with a row, or to be looked at: in which column, the text at fault, and facts for the words. */
export type RosterFault = {
  readonly level: 'fault' | 'warning';
  readonly code: RosterFaultCode | RosterWarningCode;
  readonly field: RosterField | null;
  /** What stands in the file, cut to a length that can be shown. */
  readonly text: string;
  /** Other rows, a day, a list of codes: whatever the words of this code name. */
  readonly fact?: string;
};

const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

export const rosterFault = (
  code: RosterFaultCode,
  field: RosterField | null,
  text: string,
  fact?: string,
): RosterFault => ({ level: 'fault', code, field, text: shown(text), ...(fact === undefined ? {} : { fact }) });

export const rosterWarning = (
  code: RosterWarningCode,
  field: RosterField | null,
  text: string,
  fact?: string,
): RosterFault => ({ level: 'warning', code, field, text: shown(text), ...(fact === undefined ? {} : { fact }) });

export const isRefused = (faults: readonly RosterFault[]): boolean => faults.some(({ level }) => level === 'fault');
