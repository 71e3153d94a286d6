import type { ChangedField, PlanFault } from '#app/domain/exams/sitting-plan.ts';

/** What stands in the form's fields, as it was typed. */
export const SITTING_FORM_TEXTS = [
  'titleZh',
  'titleEn',
  'code',
  'unit',
  'blueprint',
  'minutes',
  'opensDay',
  'opensTime',
  'closesDay',
  'closesTime',
  'attempts',
  'release',
  'releaseDay',
  'releaseTime',
  'people',
  'removePeople',
  'openTo',
  'requiredTier',
  'reason',
] as const;

export type SittingFormValues = {
  readonly texts: Readonly<Record<(typeof SITTING_FORM_TEXTS)[number], string>>;
  readonly units: readonly string[];
  readonly levels: readonly string[];
  readonly categories: readonly string[];
};

/** The fields that a fault can stand beside, by the ids of their controls. */
export type SittingFormField =
  | PlanFault['field']
  | 'unit'
  | 'blueprint'
  | 'opensDay'
  | 'opensTime'
  | 'closesDay'
  | 'releaseDay'
  | 'releaseTime'
  | 'people'
  | 'removePeople'
  | 'audienceUnits'
  | 'requiredTier'
  | 'reason';

export type SittingFormFault =
  | PlanFault['fault']
  | 'code-taken'
  | 'day-form'
  | 'time-form'
  | 'release-time-missing'
  | 'release-missing'
  | 'blueprint-unknown'
  | 'unit-unknown'
  | 'tier-not-lower'
  | 'nobody-may-sit'
  | 'too-many-people'
  | 'people-unknown'
  | 'people-ambiguous'
  | 'people-left'
  | 'reason-missing';

export type SittingFormRefusal = {
  readonly code:
    | 'invalid-input'
    | 'conflict'
    | 'bank-too-small'
    | 'stale-version'
    | 'sitting-state'
    | 'forbidden'
    | 'not-found';
  readonly faults: readonly {
    readonly field: SittingFormField;
    readonly fault: SittingFormFault;
    /** The first few of what is meant, and how many there are. */
    readonly list?: readonly string[];
    readonly count?: number;
  }[];
  readonly shortages: readonly string[];
  /** What may no longer change. */
  readonly fields: readonly ChangedField[];
  readonly values: SittingFormValues;
};
