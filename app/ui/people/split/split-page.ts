import type { RemovedPart, SplitDraft, SplitLineFault } from '#app/domain/people/unit-split.ts';
import type { UnitActPreview } from '../unit-act-effects.tsx';
import type { UnitActCode } from '../unit-act-refusal.ts';

/** Whom the list of people shows, as the filter was when it was drawn. */
export type SplitList = {
  readonly filter: {
    readonly search: string;
    readonly positionLevel: string | null;
    readonly of: 'all' | 'rest' | number;
    readonly page: number;
  };
  readonly everyone: number;
  readonly positionLevels: readonly string[];
  readonly total: number;
  readonly pageSize: number;
  readonly people: readonly {
    readonly employeeNo: string;
    readonly name: string;
    readonly positionLevel: string;
    readonly category: string;
    readonly part: number | null;
  }[];
  readonly faults: readonly SplitLineFault[];
};

/** What is wrong with a field of the form; `field` is its name and id. */
export type SplitFault = { readonly field: string } & (
  | { readonly kind: 'day' | 'reason' | 'empty' | 'code' | 'name' | 'unit' | 'itself' | 'used' | 'unfit' | 'left' }
  /** The same unit as the receiving unit of this number, from 1. */
  | { readonly kind: 'same'; readonly n: number }
);

/** What the last step did, for those who cannot see it. Parts are counted from 0. */
export type SplitNote =
  | { readonly kind: 'added'; readonly part: number }
  | { readonly kind: 'removed'; readonly part: number; readonly people: number; readonly undo: RemovedPart }
  | { readonly kind: 'undone'; readonly part: number }
  | { readonly kind: 'put'; readonly part: number | null; readonly people: number }
  | { readonly kind: 'restored' }
  | { readonly kind: 'cleared' };

/** The page of a split as the server draws it, from what was posted: nothing of it is kept there. */
export type SplitPage = {
  /** Counts the drawings. */
  readonly turn: number;
  /** The drawing that last put other values into the fields than were posted; until then what is typed stays. */
  readonly shape: number;
  /** The same for the lists of people. */
  readonly filled: number;
  readonly draft: SplitDraft;
  readonly day: string;
  readonly reason: string;
  readonly roles: 'follow' | 'end';
  readonly list: SplitList;
  /** Ticked, but not yet put into a part. */
  readonly ticked: readonly string[];
  /** The part that ticked people are to be put into; null is none. */
  readonly target: number | null;
  readonly note: SplitNote | null;
  readonly faults: readonly SplitFault[];
  readonly code: UnitActCode | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly preview: { readonly effects: UnitActPreview; readonly receivers: readonly SplitReceiver[] } | null;
};

/** A receiving unit, as the preview names it. */
export type SplitReceiver = {
  readonly n: number;
  readonly code: string;
  readonly name: string;
  readonly isNew: boolean;
  readonly unitsBelow: readonly string[];
};
