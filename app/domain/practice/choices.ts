import type { Behaviour } from '#app/domain/questions/behaviours/behaviour.ts';

/** What a set of questions is drawn from. */
export const PRACTICE_SCOPES = ['all', 'course', 'point', 'weakness', 'favourites', 'mistakes'] as const;
export type PracticeScopeKind = (typeof PRACTICE_SCOPES)[number];

/** `ref` is a course's or a point's code; empty where the kind says it all. */
export type PracticeScope = { readonly kind: PracticeScopeKind; readonly ref: string };

/** How many questions a set may be asked to have. */
export const PRACTICE_SIZES = [5, 10, 20] as const;

/**
 * How answering unfolds in practice, by the name that a learner chooses. Three tries, each wrong one costing a third of
 * the mark: the usual penalty of "interactive with multiple tries" (Moodle, question behaviours).
 */
export const PRACTICE_BEHAVIOURS = {
  immediate: { name: 'immediate' },
  tries: { name: 'tries', tries: 3, penalty: 33 },
  certainty: { name: 'certainty' },
} as const satisfies Record<string, Behaviour>;
export type PracticeBehaviour = keyof typeof PRACTICE_BEHAVIOURS;

export const PRACTICE_BEHAVIOUR_NAMES = [
  'immediate',
  'tries',
  'certainty',
] as const satisfies readonly PracticeBehaviour[];
