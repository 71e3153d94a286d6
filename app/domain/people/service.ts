import { hashJson } from '#app/domain/kernel/canonical.ts';
import type { Day } from '#app/domain/kernel/instant.ts';
import { keepMiddleDots } from './middle-dots.ts';
import { isEffectiveOn } from './organisation.ts';

/** Where someone served, from a day to the day before `validTo`. */
export type Posting = {
  readonly id: string;
  readonly unitId: string;
  readonly positionLevel: string;
  readonly category: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
};

/** The posting that says to whom a person belongs: today's; without one the last that began, else the first to come. */
export function decidingPosting<P extends Posting>(newestFirst: readonly P[], today: Day): P | undefined {
  return (
    newestFirst.find((posting) => isEffectiveOn(posting, today)) ??
    newestFirst.find((posting) => posting.validFrom <= today) ??
    newestFirst.at(-1)
  );
}

export const SERVICE_STATES = ['serving', 'left', 'coming'] as const;
/** Who serves on a day, who served before it and does not any more, who is to begin after it. */
export type ServiceState = (typeof SERVICE_STATES)[number];

/** How someone stands on a day by their postings; the same as the list of people finds by. */
export function serviceStateOn(postings: readonly Pick<Posting, 'validFrom' | 'validTo'>[], day: Day): ServiceState {
  if (postings.some((posting) => isEffectiveOn(posting, day))) return 'serving';
  return postings.some(({ validFrom }) => validFrom <= day) ? 'left' : 'coming';
}

/**
 * What a form about a person was filled in from, in one short word: when it differs, somebody changed them meanwhile.
 * Looking at a person changes nothing of it.
 */
export function versionOfPerson({
  person,
  postings,
}: {
  person: {
    readonly name: string;
    readonly employeeNo: string;
    readonly email: string | null;
    readonly active: boolean;
    readonly leftOn: Day | null;
  };
  postings: readonly Posting[];
}): string {
  const { name, employeeNo, email, active, leftOn } = person;
  const served = postings.map(({ id, unitId, positionLevel, category, validFrom, validTo }) => [
    id,
    unitId,
    positionLevel,
    category,
    validFrom,
    validTo,
  ]);
  return hashJson({ name, employeeNo, email, active, leftOn, served }).slice(0, 16);
}

const ADDRESS = /^[^\s@<>"',;:\\()[\]]+@[^\s@<>"',;:\\()[\]]+\.[^\s@<>"',;:\\()[\].]+$/;

/** A mail address as typed, in NFKC; null when empty; undefined when it cannot be one (no more than 254 characters). */
export function parseEmail(typed: string): string | null | undefined {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return null;
  return text.length <= 254 && ADDRESS.test(text) ? text : undefined;
}

/** The longest name of a person, in UTF-16 units, by whichever way it comes in. */
export const LONGEST_NAME = 60;

/**
 * A person's name: 1 to `LONGEST_NAME` characters in NFC, single spaces, one kind of middle dot, at least one letter.
 * Null when it cannot be one.
 */
export function parsePersonName(typed: string): string | null {
  const text = keepMiddleDots(typed.normalize('NFC').replace(/\s+/g, ' ').trim());
  return text.length <= LONGEST_NAME && /\p{L}/u.test(text) && !/[\p{Cc}<>]/u.test(text) ? text : null;
}
