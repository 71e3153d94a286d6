import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { KnownPerson, RosterKind, RosterTarget } from '#app/domain/people/roster/compare-row.ts';
import type { RosterFault } from '#app/domain/people/roster/faults.ts';
import type { ColumnMapping } from '#app/domain/people/roster/fields.ts';
import type { UnitPlan } from '#app/domain/people/roster/resolve-units.ts';
import type { RosterImportRow, RosterRowRow } from '#db/stores/roster.ts';

/** What was said of the file when it was handed in. */
export type RosterOptions = {
  /** The file is the complete roster of this unit and those below: who is missing leaves. Null: nobody leaves by that. */
  readonly completeUnitId: string | null;
  /** Where units come that the file gives no parent; null where the organisation is empty. */
  readonly topUnitId: string | null;
  readonly sheet: string | null;
  /** Whether a number in its date column is a day counted from 1900. */
  readonly serialDays?: boolean;
  /** Who handed it in, for whatever goes on without them. */
  readonly actor: StoredActor;
  /** Set when applying begins. */
  readonly apply?: ApplyOptions;
};

export type ApplyOptions = {
  readonly skipRefused: boolean;
  /** Units that take the name that the file has for them. */
  readonly renameUnitIds: readonly string[];
  readonly actor: StoredActor;
};

/** `system` for the product's own commands. */
export type StoredActor = { readonly kind: 'person' | 'system'; readonly id: string; readonly address: string };

export type RosterColumns = {
  readonly headings: readonly string[];
  /** The row that holds them, from 1. */
  readonly headingLine: number;
  readonly columns: ColumnMapping;
  /** Whether a mapping was remembered from an earlier file with these headings. */
  readonly remembered: boolean;
  /** The first rows as they stand in the file, for whoever says which column is which. */
  readonly sample: readonly (readonly string[])[];
  /** Made by the comparison. */
  readonly units?: UnitPlan;
};

/**
 * How far an import is. `staging`: rows are coming in. `mapping`: somebody must say which column is which. `staged`: to
 * be compared. `comparing`. Afterwards its status says the rest.
 */
export type RosterPhase = 'staging' | 'mapping' | 'staged' | 'comparing' | 'done';

export type RosterCounts = {
  readonly phase: RosterPhase;
  /** Rows of the file; those missing from it come on top. */
  readonly fileRows: number;
  readonly kinds: { readonly [Kind in RosterKind]: number };
  /** Rows per fault or warning, by `level:code`. */
  readonly faults: { readonly [key: string]: number };
  /** Who serves in the scope of a complete roster, and how many of them leave. */
  readonly serving: number;
  readonly leavers: number;
  /** Staff roles that leavers hold, by role. */
  readonly leaversRoles: readonly { readonly personId: string; readonly name: string; readonly role: string }[];
  readonly newUnits: number;
  /** What applying did. */
  readonly applied?: { readonly [Kind in RosterKind]?: number };
  readonly overtaken?: number;
  readonly renamed?: number;
  /** Whether units were made, which comes first. */
  readonly unitsDone?: boolean;
  /** Which process goes on with it, until when it is believed to. */
  readonly lease?: { readonly owner: string; readonly until: Instant };
};

export const NO_COUNTS: RosterCounts = {
  phase: 'staging',
  fileRows: 0,
  kinds: { new: 0, changed: 0, moved: 0, left: 0, returned: 0, unchanged: 0, refused: 0 },
  faults: {},
  serving: 0,
  leavers: 0,
  leaversRoles: [],
  newUnits: 0,
};

/** A row's JSON: what is to hold, and until it is applied the cells of the file. */
export type RosterAfter = { readonly target: RosterTarget | null; readonly cells?: readonly string[] };

export type RosterImport = Omit<RosterImportRow, 'mapping' | 'options' | 'counts'> & {
  readonly mapping: RosterColumns;
  readonly options: RosterOptions;
  readonly counts: RosterCounts;
};

// What these columns hold was written by the functions of this folder alone.
export const readImport = (row: RosterImportRow): RosterImport => ({
  ...row,
  mapping: row.mapping as unknown as RosterColumns,
  options: row.options as unknown as RosterOptions,
  counts: row.counts as unknown as RosterCounts,
});

export type RosterRow = Omit<RosterRowRow, 'before' | 'after' | 'faults'> & {
  readonly before: KnownPerson | null;
  readonly after: RosterAfter;
  readonly faults: readonly RosterFault[];
};

export const readRosterRow = (row: RosterRowRow): RosterRow => ({
  ...row,
  before: 'personId' in Object(row.before) ? (row.before as unknown as KnownPerson) : null,
  after: row.after as unknown as RosterAfter,
  faults: row.faults as unknown as readonly RosterFault[],
});

/** A row as it is stored; nobody known before is an empty object. */
export const writeRosterRow = (row: RosterRow): RosterRowRow => ({
  ...row,
  before: toJson(row.before ?? {}),
  after: toJson(row.after),
  faults: toJson(row.faults),
});

/** A value as a JSON column takes it. */
export const toJson = (value: unknown): Json => value as Json;

export const changesOf = ({ kinds }: Pick<RosterCounts, 'kinds'>): number =>
  kinds.new + kinds.changed + kinds.moved + kinds.left + kinds.returned;
