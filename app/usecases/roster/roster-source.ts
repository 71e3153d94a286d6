/** A row of a file with something in it; `line` is its number as a spreadsheet counts, from 1. */
export type SourceRow = { readonly line: number; readonly cells: readonly string[] };

/** A file that can be read as rows. */
export type RosterSource = {
  readonly fileName: string;
  /** SHA-256 of its bytes, in lower-case hexadecimal. */
  readonly fileHash: string;
  readonly format: 'csv' | 'xlsx';
  /** Of text files; `xlsx` has none. */
  readonly encoding: string;
  /** The sheets that can be asked for; empty for text. */
  readonly sheets: readonly string[];
  /**
   * Those of one sheet; without its name of the one that the file was opened with, or the first.
   * @throws {UnreadableRoster} where the file turns out to be none.
   */
  readonly rows: (sheet?: string) => AsyncIterable<SourceRow>;
  /** Whether its days are counted from 1900, as most workbooks' are; text counts none. */
  readonly serialDays: boolean;
};

/** Why a file cannot be read as a roster. */
export const UNREADABLE_REASONS = [
  'empty',
  'too-large',
  'xls',
  'xlsb',
  'ods',
  'html',
  'encrypted',
  'not-a-table',
  'unknown-encoding',
  'broken',
  'bomb',
  'no-sheet',
  'no-such-sheet',
  'which-sheet',
  'quote-not-closed',
  'no-rows',
  'too-many-rows',
  'too-many-columns',
] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** A file that is no roster; a reader throws it, the use case answers with it as a refusal. */
export class UnreadableRoster extends Error {
  constructor(
    readonly reason: UnreadableReason,
    /** A place or a name for the words: a line, a sheet. */
    readonly fact: string = '',
  ) {
    super(`unreadable roster: ${reason}${fact === '' ? '' : ` (${fact})`}`);
  }
}
