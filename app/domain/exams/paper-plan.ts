import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { BlueprintBody, BlueprintCell, SectionOrder } from './blueprint.ts';

/** So many questions of one kind: `types` are those that it takes; a fixed question is a need of its own. */
export type Need = {
  readonly section: number;
  readonly competency: string;
  readonly depth: string;
  readonly types: readonly string[];
  readonly count: number;
  readonly mark: Hundredths;
  /** The one question that this need is for, where the list is fixed. */
  readonly question?: string;
};

export type PlanSection = {
  readonly title: LocalText | null;
  readonly instructions: LocalText | null;
  readonly order: SectionOrder;
  /** Its own minutes; null where only the whole has a time. */
  readonly durationMinutes: number | null;
};

/** A blueprint in the one form that papers are drawn from, whichever way it was written. */
export type FormPlan = {
  readonly sections: readonly PlanSection[];
  readonly needs: readonly Need[];
  readonly allowedTypes: readonly string[];
  /** No question in more than this share (hundredths) of the forms drawn; null without a cap. */
  readonly maxShare: number | null;
  /** The most that two forms may share (hundredths of their questions); null without a cap. */
  readonly maxOverlap: number | null;
  /** Expected share of full marks of a whole form, both in hundredths. */
  readonly difficulty: { readonly target: number; readonly tolerance: number } | null;
};

type Planned = Pick<
  BlueprintBody,
  'allowedTypes' | 'shuffleQuestions' | 'cells' | 'items' | 'sections' | 'exposure' | 'difficulty'
>;

/** The one form of a blueprint. */
export function planOf(body: Planned): FormPlan {
  const { allowedTypes, shuffleQuestions, exposure, difficulty } = body;
  const parts = body.sections ?? [{ cells: body.cells, items: body.items }];
  return {
    sections: body.sections?.map(({ title, instructions, order, durationMinutes }) => ({
      title,
      instructions: instructions ?? null,
      order,
      durationMinutes: durationMinutes ?? null,
    })) ?? [
      {
        title: null,
        instructions: null,
        order: shuffleQuestions ? 'shuffled' : 'as-listed',
        durationMinutes: null,
      },
    ],
    needs: parts.flatMap((part, section) => {
      const types = (only?: readonly string[]) =>
        allowedTypes.filter((type) =>
          (only ?? ('types' in part ? part.types : undefined) ?? allowedTypes).includes(type),
        );
      return [
        ...(part.cells ?? []).map(
          (cell): Need => ({
            section,
            competency: cell.competency,
            depth: cell.depth,
            types: types(cell.types),
            count: cell.count,
            mark: cell.mark,
          }),
        ),
        ...(part.items ?? []).map(
          ({ question, mark }): Need => ({
            section,
            competency: '',
            depth: '',
            types: types(),
            count: 1,
            mark,
            question,
          }),
        ),
      ];
    }),
    allowedTypes,
    maxShare: exposure?.maxShare ?? null,
    maxOverlap: exposure?.maxOverlap ?? null,
    difficulty: difficulty ?? null,
  };
}

/** Every cell of a blueprint, whatever section it stands in. */
export const cellsOf = (body: Pick<BlueprintBody, 'cells' | 'sections'>): readonly BlueprintCell[] =>
  body.cells ?? body.sections?.flatMap(({ cells }) => cells ?? []) ?? [];

/** Every question that a blueprint names, in its order. */
export const fixedCodesOf = (body: Pick<BlueprintBody, 'items' | 'sections'>): readonly string[] =>
  (body.items ?? body.sections?.flatMap(({ items }) => items ?? []) ?? []).map(({ question }) => question);

/** How many questions a form has, and what they are worth together (hundredths). */
export const sizeOf = (body: Planned): { readonly questions: number; readonly marks: Hundredths } => {
  const { needs } = planOf(body);
  return {
    questions: needs.reduce((sum, { count }) => sum + count, 0),
    marks: needs.reduce((sum, { count, mark }) => sum + count * mark, 0),
  };
};
