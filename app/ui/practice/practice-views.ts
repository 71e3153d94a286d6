import type { Json } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PracticeScopeKind } from '#app/domain/practice/choices.ts';
import type { BehaviourName, Certainty } from '#app/domain/questions/behaviours/behaviour.ts';
import type { Outcome } from '#app/domain/questions/types/verdict.ts';
import type { Reviewed } from '#app/ui/questions/review/reviewed-question.ts';
import type { ShownQuestion } from '#app/ui/questions/shown-question.ts';

export type NamedPoint = { readonly code: string; readonly name: LocalText };
export type LessonLink = { readonly to: string; readonly title: LocalText };
export type ScopeTitle = { readonly kind: PracticeScopeKind; readonly ref: string; readonly name: LocalText | null };
export type Paged = { readonly total: number; readonly page: number; readonly pageSize: number };

export type PracticeReviewed = Reviewed & { readonly selfChecked: boolean };

/** A question of a set; `review` null, and so without any key, until it is closed. */
export type OpenedItem = {
  readonly slot: number;
  readonly questionId: string;
  readonly question: ShownQuestion;
  readonly starred: boolean;
  readonly points: readonly NamedPoint[];
  readonly answer: Json;
  readonly certainty: Certainty | null;
  readonly lastTry: Outcome | null;
  readonly triesLeft: number | null;
  readonly review: PracticeReviewed | null;
  readonly lesson: LessonLink | null;
};

export type OpenedSession = {
  readonly sessionId: string;
  readonly scope: ScopeTitle;
  readonly behaviour: BehaviourName;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly slots: readonly { readonly slot: number; readonly outcome: Outcome | null }[];
  readonly item: OpenedItem;
};

/** The form fields of answers: a question's own is `ANSWER_FIELD + slot`. */
export const ANSWER_FIELD = 'answer:';
