import { type FormLine, type ParallelReport, reportParallel } from '#app/domain/exams/parallel-report.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { reviewOf } from '#app/domain/questions/types/registry.ts';
import { competencyOf } from '#app/domain/standard/standard.ts';
import type { Context } from '#app/usecases/context.ts';
import { readCompetencyNames } from '#app/usecases/exam-office/read-planning.server.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import type { Handle } from '#db/open.server.ts';
import { findVersion } from '#db/stores/content.ts';
import { findFormSet, listFormsOfSet } from '#db/stores/papers.ts';
import { listPersonNames } from '#db/stores/people.ts';

export type FormSetView = {
  readonly id: string;
  readonly blueprint: { readonly code: string; readonly number: number; readonly title: LocalText };
  readonly seed: string;
  readonly drawnAt: number;
  readonly drawnBy: string | null;
  readonly count: number;
  readonly questionsPerForm: number;
  /** Of the whole set; its `forms` are the page that was asked for. */
  readonly report: Omit<ParallelReport, 'forms'>;
  readonly forms: readonly (FormLine & { readonly number: number })[];
  readonly names: Readonly<Record<string, LocalText>>;
};

/** A set with how parallel its forms are, a page of its forms. */
export async function readFormSet(
  context: Context,
  _actor: Actor,
  { code, setId, offset, limit }: { code: string; setId: string; offset: number; limit: number },
): Promise<Result<FormSetView, 'not-found'>> {
  const { read } = context.database;
  const set = await findFormSet(read, setId);
  const blueprint = set && (await findBlueprint(read, set.blueprintVersionId));
  if (!set || !blueprint || blueprint.code !== code) return refuse('not-found');
  const forms = await listFormsOfSet(read, setId);
  const questions = await getQuestions(context, [
    ...new Set(forms.flatMap(({ items }) => items.map(({ questionVersionId }) => questionVersionId))),
  ]);
  const { forms: lines, ...report } = reportParallel(
    forms.map(({ id, items }) => ({
      id,
      items: items.map(({ questionVersionId, maxMark, optionOrder }) => {
        const question = questions.get(questionVersionId);
        if (!question) throw new Error(`form ${id} pins a question version that does not exist`);
        return {
          questionId: question.id,
          competency: competencyOf(question.points[0] ?? ''),
          difficulty: question.difficulty,
          maxMark,
          keyPlace: findKeyPlace(question, optionOrder),
        };
      }),
    })),
  );
  const numbers = new Map(forms.map(({ id, number }) => [id, number]));
  const nameOf = await readCompetencyNames(read);
  return ok({
    id: setId,
    blueprint: { code, number: blueprint.number, title: blueprint.body.title },
    seed: set.seed,
    drawnAt: set.drawnAt,
    drawnBy: (await listPersonNames(read, [set.drawnBy])).get(set.drawnBy) ?? null,
    count: set.count,
    questionsPerForm: forms[0]?.items.length ?? 0,
    report,
    forms: lines.slice(offset, offset + limit).map((line) => ({ ...line, number: numbers.get(line.id) ?? 0 })),
    names: Object.fromEntries(report.competencies.map((competency) => [competency, nameOf(competency)])),
  });
}

/** The blueprint version that a set was drawn of; null when there is none. */
export async function findBlueprint(handle: Handle, versionId: string) {
  const version = await findVersion(handle, versionId);
  return version?.kind === 'blueprint' ? version : null;
}

/** Where the one right option stands among those shown, from 0. True and false always stand in the same order. */
function findKeyPlace(question: QuestionBody, optionOrder: readonly string[]): number | null {
  if (question.type !== 'single-choice') return null;
  const { key } = reviewOf(question);
  if (key.kind !== 'options' || key.ids.length !== 1) return null;
  const place = optionOrder.indexOf(key.ids[0] ?? '');
  return place === -1 ? null : place;
}
