import {
  DIFFERENCE_KINDS,
  type DifferenceCounts,
  type DifferenceKind,
  fieldsOf,
  openDifferenceCounts,
  type RecordDifference,
} from '#app/domain/appraisal/differences.ts';
import type { FoundDifference } from '#app/usecases/appraisal/compute-year.server.ts';

export type DifferenceFilter = {
  readonly kind: DifferenceKind | null;
  readonly field: string | null;
  /** Units of which people are meant; null is all. */
  readonly unitIds: ReadonlySet<string> | null;
  /** Part of a name, or the beginning of an employee number; empty is no filter. */
  readonly search: string;
};

export type UnitDifferences = { readonly unitId: string; readonly orgName: string; readonly total: number };

export type DifferenceList = {
  readonly add: (found: FoundDifference) => void;
  readonly counts: () => DifferenceCounts;
  /** The units with most differences first. */
  readonly units: () => readonly UnitDifferences[];
  readonly page: (query: { filter: DifferenceFilter; page: number; pageSize: number }) => {
    rows: RecordDifference[];
    total: number;
    page: number;
  };
  /** What tells each person's difference from any other; for comparing two lists. */
  readonly fingerprints: () => ReadonlyMap<string, string>;
  readonly find: (personId: string) => RecordDifference | null;
};

/**
 * Up to hundreds of thousands of differences in little memory: each as a piece of JSON in UTF-8, with a thin index of
 * what a page filters by.
 */
export function openDifferenceList(): DifferenceList {
  const counter = openDifferenceCounts();
  const lines: Buffer[] = [];
  const index: { kind: number; unitId: string; fields: number; name: string; employeeNo: string }[] = [];
  const prints = new Map<string, string>();
  const places = new Map<string, number>();
  const units = new Map<string, { orgName: string; total: number }>();
  const fieldBits = new Map<string, number>();
  const bitOf = (field: string) => {
    const known = fieldBits.get(field) ?? 2 ** fieldBits.size;
    fieldBits.set(field, known);
    return known;
  };
  const read = (at: number) => JSON.parse(lines[at]?.toString('utf8') ?? 'null') as RecordDifference;
  return {
    add({ difference, fingerprint }) {
      counter.add(difference);
      prints.set(difference.personId, fingerprint.slice(0, 24));
      places.set(difference.personId, lines.length);
      const unit = units.get(difference.unitId) ?? { orgName: difference.orgName, total: 0 };
      unit.total += 1;
      units.set(difference.unitId, unit);
      lines.push(Buffer.from(JSON.stringify(difference)));
      index.push({
        kind: DIFFERENCE_KINDS.indexOf(difference.kind),
        unitId: difference.unitId,
        fields: fieldsOf(difference).reduce((bits, field) => bits + bitOf(field), 0),
        name: difference.name,
        employeeNo: difference.employeeNo,
      });
    },
    counts: counter.read,
    units: () =>
      [...units]
        .map(([unitId, unit]) => ({ unitId, ...unit }))
        .sort((a, b) => b.total - a.total || (a.unitId < b.unitId ? -1 : 1)),
    page({ filter, page, pageSize }) {
      const kind = filter.kind === null ? -1 : DIFFERENCE_KINDS.indexOf(filter.kind);
      const bit = filter.field === null ? 0 : (fieldBits.get(filter.field) ?? -1);
      const found: number[] = [];
      index.forEach((entry, at) => {
        if (kind >= 0 && entry.kind !== kind) return;
        if (bit !== 0 && (bit < 0 || Math.floor(entry.fields / bit) % 2 === 0)) return;
        if (filter.unitIds !== null && !filter.unitIds.has(entry.unitId)) return;
        if (filter.search !== '' && !entry.name.includes(filter.search) && !entry.employeeNo.startsWith(filter.search))
          return;
        found.push(at);
      });
      const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(found.length / pageSize)));
      return {
        rows: found.slice((shown - 1) * pageSize, shown * pageSize).map(read),
        total: found.length,
        page: shown,
      };
    },
    fingerprints: () => prints,
    find(personId) {
      const at = places.get(personId);
      return at === undefined ? null : read(at);
    },
  };
}
