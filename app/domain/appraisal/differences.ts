import { compareRecords, type RecordChange, type RecordField } from './compare-records.ts';
import type { RecordContent } from './record.ts';

/** What a computation does to a person's record. `returned` is one that was withdrawn and belongs to the year again. */
export const DIFFERENCE_KINDS = ['new', 'changed', 'withdrawn', 'returned'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One person's record before and after a computation. */
export type RecordDifference = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitId: string;
  readonly orgName: string;
  readonly kind: DifferenceKind;
  /** Empty for a new record, and where only what the record rests on changed. */
  readonly changes: readonly RecordChange[];
  readonly indicatorScore: number;
  readonly suggestedRating: string;
};

/**
 * What a computation makes of a record; null when it leaves it as it is.
 * @param before the current version and whether it is withdrawn; null when there is none.
 * @param content what the record says now; for someone who no longer belongs to the year, what it said last.
 */
export function describeDifference({
  before,
  content,
  withdrawn,
}: {
  before: { readonly content: RecordContent; readonly withdrawn: boolean } | null;
  content: RecordContent;
  withdrawn: boolean;
}): RecordDifference | null {
  if (before && before.withdrawn === withdrawn && isSame(before.content, content)) return null;
  const kind = !before ? 'new' : before.withdrawn === withdrawn ? 'changed' : withdrawn ? 'withdrawn' : 'returned';
  return {
    personId: content.personId,
    employeeNo: content.employeeNo,
    name: content.name,
    unitId: content.unitId,
    orgName: content.orgName,
    kind,
    changes: before ? compareRecords(before.content, content) : [],
    indicatorScore: content.indicatorScore,
    suggestedRating: content.suggestedRating,
  };
}

/** Whether two values that JSON can carry are the same, whatever the order of their keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = Object.entries(a);
  return (
    left.length === Object.keys(b).length &&
    left.every(([key, value]) => isSame(value, (b as Readonly<Record<string, unknown>>)[key]))
  );
}

/** How many people a computation touches, in what way, and which figures. */
export type DifferenceCounts = {
  readonly people: number;
  readonly kinds: Readonly<Record<DifferenceKind, number>>;
  /** Figures by how many records they change in; `basis` where only what a record rests on changed. */
  readonly fields: readonly { readonly field: RecordField | 'basis'; readonly total: number }[];
};

/** The fields that a difference is listed under: its figures, or `basis` when none of them changed. */
export const fieldsOf = ({ kind, changes }: RecordDifference): (RecordField | 'basis')[] =>
  changes.length > 0 ? changes.map(({ field }) => field) : kind === 'changed' ? ['basis'] : [];

/** Counts as differences come. */
export function openDifferenceCounts(): {
  readonly add: (difference: RecordDifference) => void;
  readonly read: () => DifferenceCounts;
} {
  let people = 0;
  const kinds = { new: 0, changed: 0, withdrawn: 0, returned: 0 };
  const fields = new Map<RecordField | 'basis', number>();
  return {
    add(difference) {
      people += 1;
      kinds[difference.kind] += 1;
      for (const field of fieldsOf(difference)) fields.set(field, (fields.get(field) ?? 0) + 1);
    },
    read: () => ({
      people,
      kinds: { ...kinds },
      fields: [...fields].map(([field, total]) => ({ field, total })).sort((a, b) => b.total - a.total),
    }),
  };
}
