import type { Day } from '#app/domain/kernel/instant.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Depth } from '#app/domain/standard/depth.ts';
import type { QuizQuestion } from '#app/ui/learning/quiz-form.tsx';
import type { Source } from '#app/ui/learning/source-list.tsx';
import type { DraftText } from './draft-saver.ts';
import type { PointChoice } from './point-chooser.tsx';

export type DraftStatus = 'editing' | 'in-review' | 'returned' | 'published' | 'discarded';
export type Someone = { readonly personId: string; readonly name: string };

export type DraftFault = {
  readonly part: 'source' | 'quiz';
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
};

/** What was said about a line. */
export type Remark = {
  readonly part: 'source' | 'quiz';
  /** Where the line stands in the present text; null when it is gone. */
  readonly line: number | null;
  readonly quote: string;
  readonly text: string;
  readonly author: Someone;
  readonly at: number;
  readonly resolved: { readonly by: Someone; readonly at: number } | null;
};
export type DraftComment = Remark & { readonly id: string };

export type DraftPreview = {
  readonly moduleHash: string;
  /** Null while the front matter is at fault. */
  readonly head: {
    readonly title: LocalText;
    readonly minutes: number;
    readonly checkedOn: Day;
    readonly sources: readonly Source[];
    readonly objectives: readonly { readonly text: LocalText; readonly depth: Depth }[];
  } | null;
  readonly quiz: readonly QuizQuestion[];
};

/** What the workspace is opened with. */
export type WorkDraft = {
  readonly id: string;
  readonly code: string;
  readonly status: DraftStatus;
  /** Whether whoever reads it may take the submission back. */
  readonly mayWithdraw: boolean;
  readonly mayEdit: boolean;
  readonly revision: number;
  readonly savedAt: number;
  /** Whose copy on this device it is. */
  readonly me: string;
  readonly text: DraftText;
  readonly isBaseStale: boolean;
  readonly fileConflict: boolean;
  readonly review: {
    readonly decision: 'published' | 'returned' | 'withdrawn' | null;
    readonly note: string;
    readonly by: Someone | null;
  } | null;
  readonly comments: readonly DraftComment[];
  readonly points: readonly PointChoice[];
};

/** Why a draft can only be read: what became of it, or that its reader is no author; null for who may write. */
export const whyReadOnly = ({
  mayEdit,
  status,
}: Pick<WorkDraft, 'mayEdit' | 'status'>): 'in-review' | 'published' | 'discarded' | 'no-author' | null =>
  mayEdit ? null : status === 'editing' || status === 'returned' ? 'no-author' : status;

export type Other = {
  readonly personId: string;
  readonly name: string;
  readonly tabs: number;
  readonly writes: boolean;
};
