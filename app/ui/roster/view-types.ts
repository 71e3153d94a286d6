import type { RosterKind } from '#app/domain/people/roster/compare-row.ts';
import type { RosterFault } from '#app/domain/people/roster/faults.ts';

/** What the page of one import shows: as the loader gives it. */
export type RosterPageRow = {
  readonly n: number;
  readonly line: number;
  readonly kind: RosterKind;
  readonly employeeNo: string;
  readonly name: string;
  readonly personId: string | null;
  readonly unitName: string;
  readonly day: string | null;
  readonly changes: readonly {
    readonly field: 'name' | 'unit' | 'positionLevel' | 'category' | 'email';
    readonly before: string;
    readonly after: string;
  }[];
  readonly faults: readonly (RosterFault & { readonly heading: string | null })[];
};
