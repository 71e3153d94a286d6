import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Tolerance } from '../fields/number-field.ts';
import type { Area } from './areas.ts';
import type { Criterion } from './rubric.ts';

type FieldReview =
  | { readonly kind: 'options'; readonly ids: readonly string[] }
  /** For each blank the accepted texts as the author wrote them, the first being the best. */
  | { readonly kind: 'texts'; readonly accept: readonly (readonly string[])[] }
  | { readonly kind: 'number'; readonly value: string; readonly tolerance: Tolerance; readonly unit?: LocalText };

/** What is right, shown once the release policy allows it. */
export type ReviewKey =
  | FieldReview
  /** Each left thing with the right ones that belong to it. */
  | { readonly kind: 'pairs'; readonly pairs: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'order'; readonly ids: readonly string[] }
  /** Gaps, cells and fields by their id. */
  | { readonly kind: 'fields'; readonly fields: Readonly<Record<string, FieldReview>> }
  | { readonly kind: 'areas'; readonly areas: readonly Area[] }
  /** What a marker goes by, and a model answer where the author wrote one. */
  | { readonly kind: 'rubric'; readonly criteria: readonly Criterion[]; readonly model?: LocalText };

export type FieldReviewKey = FieldReview;
