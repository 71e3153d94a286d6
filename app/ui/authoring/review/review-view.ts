import type { DiffRow } from '#app/domain/kernel/diff-texts.ts';
import type { DraftPreview, Remark, Someone } from '../workspace/draft-view.ts';
import type { ImageDifference } from './comparison-view.tsx';
import type { Effect } from './effect-view.tsx';

export type Comment = Remark & { readonly commentId: string };

export type Rendered = {
  readonly submitted: DraftPreview | null;
  /** Null for a new lesson; its `preview` is null where its compiled code is gone. */
  readonly published: {
    readonly number: number;
    readonly publishedAt: number;
    readonly preview: DraftPreview | null;
  } | null;
};

export type ReviewView = {
  readonly draftId: string;
  readonly title: string;
  readonly code: string;
  readonly revision: number;
  readonly isOpen: boolean;
  /** What the submission is compared with; `earlier` is what it went out from, once it is itself in force. */
  readonly against: 'published' | 'earlier' | 'nothing';
  readonly isBaseStale: boolean;
  readonly review: {
    readonly change: 'minor' | 'material';
    readonly note: string;
    readonly submittedBy: Someone;
    readonly submittedAt: number;
    readonly decision: 'published' | 'returned' | 'withdrawn' | null;
    readonly decidedBy: Someone | null;
    readonly decidedAt: number | null;
    readonly decisionNote: string | null;
  };
  readonly comparison: {
    readonly source: readonly DiffRow[];
    readonly quiz: readonly DiffRow[];
    readonly images: ImageDifference;
  };
  readonly comments: readonly Comment[];
  readonly effect: Effect;
  readonly errors: number;
  readonly mayDecide: boolean;
  readonly whyNot: 'not-reviewer' | 'own-work' | 'decided' | null;
  readonly view: 'source' | 'quiz' | 'rendered';
  readonly all: boolean;
  readonly commenting: number | null;
  /** Drawn only where it is looked at; each side is null where there is none to draw. */
  readonly rendered: Rendered | null;
  readonly done: 'commented' | 'resolved' | 'reopened' | null;
};

export type Refusal = {
  readonly code:
    | 'own-work'
    | 'not-in-review'
    | 'stale-version'
    | 'stale-base'
    | 'draft-at-fault'
    | 'invalid-input'
    | 'not-found'
    | 'forbidden';
  readonly field: 'text' | 'note' | null;
  readonly typed: string;
};
