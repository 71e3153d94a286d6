import type { Day } from '#app/domain/kernel/instant.ts';
import { isRefused, type RosterFault, rosterFault, rosterWarning } from './faults.ts';
import { isSameName, type RosterRecord } from './read-row.ts';

/** What a row would do. */
export const ROSTER_KINDS = ['new', 'changed', 'moved', 'left', 'returned', 'unchanged', 'refused'] as const;
export type RosterKind = (typeof ROSTER_KINDS)[number];

/** Someone as the product knows them when a row is compared, and again when it is applied: both must agree. */
export type KnownPerson = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly email: string | null;
  readonly active: boolean;
  /** The posting that began last; null without any. */
  readonly posting: {
    readonly id: string;
    readonly unitId: string;
    readonly positionLevel: string;
    readonly category: string;
    readonly validFrom: Day;
    readonly validTo: Day | null;
  } | null;
};

/** What is to hold after the row: the person's facts, and the posting that they have from `day` on. */
export type RosterTarget = {
  readonly name: string;
  readonly email: string | null;
  readonly unitId: string;
  readonly positionLevel: string;
  readonly category: string;
  readonly day: Day;
};

export type Comparison = {
  readonly kind: RosterKind;
  readonly target: RosterTarget | null;
  readonly faults: readonly RosterFault[];
};

/**
 * Compares one row with what is known of the person. What the file does not say stays as it is.
 * @param day the import's own effective day, for rows without one.
 * @param today a posting that began today, or begins later, may still be put right in place: no day was served in it.
 */
export function compareRow({
  record,
  faults: found,
  unitId,
  unitFrom,
  person,
  day: importDay,
  today,
}: {
  record: RosterRecord;
  faults: readonly RosterFault[];
  /** Null where the row says that they left, or its unit is at fault. */
  unitId: string | null;
  /** The unit's first day. */
  unitFrom: Day | null;
  person: KnownPerson | null;
  day: Day;
  today: Day;
}): Comparison {
  const faults = [...found];
  const refused = (): Comparison => ({ kind: 'refused', target: null, faults });
  if (isRefused(faults)) return refused();
  if (record.left) return compareLeaver({ record, faults, person, day: importDay, today });
  if (unitId === null) return refused();

  const last = person?.active ? person.posting : null;
  let day = record.effectiveFrom ?? importDay;
  const target = (): RosterTarget => ({
    name: person && isSameName({ known: person.name, read: record.name }) ? person.name : record.name,
    email: record.email ?? person?.email ?? null,
    unitId,
    positionLevel: record.positionLevel ?? person?.posting?.positionLevel ?? '',
    category: record.category ?? person?.posting?.category ?? '',
    day,
  });
  const wanted = target();
  const serves = last !== null && (last.validTo === null || last.validTo > day);
  const samePosting =
    serves &&
    last.unitId === wanted.unitId &&
    last.positionLevel === wanted.positionLevel &&
    last.category === wanted.category;
  if (!samePosting) {
    if (wanted.positionLevel === '') faults.push(rosterWarning('level-missing', 'positionLevel', ''));
    if (wanted.category === '') faults.push(rosterWarning('category-missing', 'category', ''));
    if (unitFrom !== null && day < unitFrom) {
      faults.push(rosterWarning('date-before-unit', 'effectiveFrom', day, unitFrom));
      day = unitFrom;
    }
    const before = person?.posting ?? null;
    const inPlace = before !== null && before.validFrom === day && day >= today;
    // A posting whose end is settled already, by a planned leave or transfer, is changed by hand.
    const settled = before?.validTo != null && before.validTo > day;
    if (before && !inPlace && (before.validFrom >= day || settled || (!person?.active && before.validTo === null))) {
      faults.push(rosterFault('date-before-posting', 'effectiveFrom', record.effectiveFrom ?? day, latest(before)));
      return refused();
    }
  }
  if (!person) return { kind: 'new', target: target(), faults };
  const kind = kindOf({ person, wanted, samePosting, unitId });
  if (wanted.name !== person.name) faults.push(rosterWarning('name-changes', 'name', record.name, person.name));
  return { kind, target: kind === 'unchanged' ? null : target(), faults };
}

const latest = ({ validFrom, validTo }: { validFrom: Day; validTo: Day | null }): Day =>
  validTo !== null && validTo > validFrom ? validTo : validFrom;

function kindOf({
  person,
  wanted,
  samePosting,
  unitId,
}: {
  person: KnownPerson;
  wanted: RosterTarget;
  samePosting: boolean;
  unitId: string;
}): RosterKind {
  if (!person.active) return 'returned';
  if (!samePosting && person.posting?.unitId !== unitId) return 'moved';
  return samePosting && wanted.name === person.name && wanted.email === person.email ? 'unchanged' : 'changed';
}

function compareLeaver({
  record,
  faults,
  person,
  day: importDay,
  today,
}: {
  record: RosterRecord;
  faults: RosterFault[];
  person: KnownPerson | null;
  day: Day;
  today: Day;
}): Comparison {
  if (!person?.active) {
    if (!person) faults.push(rosterWarning('left-unknown', 'employeeNo', record.employeeNo));
    return { kind: 'unchanged', target: null, faults };
  }
  return leave({ person, faults, day: record.effectiveFrom ?? importDay, today });
}

/** Whether and from which day someone leaves: never from a day to come, and not before their posting began. */
export function leave({
  person,
  faults,
  day,
  today,
}: {
  person: KnownPerson;
  faults: RosterFault[];
  day: Day;
  today: Day;
}): Comparison {
  if (day > today) {
    faults.push(rosterFault('leave-in-future', 'effectiveFrom', day));
    return { kind: 'refused', target: null, faults };
  }
  const { posting } = person;
  if (posting && posting.validFrom > day) {
    faults.push(rosterFault('date-before-posting', 'effectiveFrom', day, posting.validFrom));
    return { kind: 'refused', target: null, faults };
  }
  return {
    kind: 'left',
    target: {
      name: person.name,
      email: person.email,
      unitId: posting?.unitId ?? '',
      positionLevel: posting?.positionLevel ?? '',
      category: posting?.category ?? '',
      day,
    },
    faults,
  };
}

/** Share and number from which leavers must be confirmed by their number. */
export const MASS_LEAVE = { share: 0.1, people: 10 } as const;

/** Whether so many leave that somebody has to say so: ten at least, and more than a tenth of those who serve. */
export const isMassLeave = ({ leavers, serving }: { leavers: number; serving: number }): boolean =>
  leavers >= MASS_LEAVE.people && leavers > serving * MASS_LEAVE.share;
