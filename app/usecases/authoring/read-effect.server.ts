import type { Change } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { spanOfYear } from '#app/usecases/learning/complete-if-done.server.ts';
import type { Handle } from '#db/open.server.ts';
import { countLessonLearners, listCompletionYears, listMaterialNumbers } from '#db/stores/completion-validity.ts';
import { type DraftRow, findDraft } from '#db/stores/drafts.ts';

/** What publishing a draft touches. */
export type Effect = {
  /** A new lesson touches nobody yet. */
  readonly isNew: boolean;
  /** People who have begun the lesson and not completed it: they go on with the new version. */
  readonly learnersMidway: number;
  /** People whose completion goes on to count, and people whose completion no longer does. */
  readonly completionsKept: number;
  readonly completionsLost: number;
};

/** States what publishing would touch, before anybody decides on it. */
export async function readEffect(
  context: Context,
  actor: PersonActor,
  { draftId, change }: { draftId: string; change: Change },
): Promise<Result<Effect, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const draft = await findDraft(context.database.read, draftId);
  return draft ? ok(await effectOf(context.database.read, { draft, change, zone: context.zone })) : refuse('not-found');
}

export async function effectOf(
  handle: Handle,
  { draft: { documentId }, change, zone }: { draft: Pick<DraftRow, 'documentId'>; change: Change; zone: string },
): Promise<Effect> {
  if (documentId === null) return { isNew: true, learnersMidway: 0, completionsKept: 0, completionsLost: 0 };
  const years = (await listCompletionYears(handle, documentId)).map((year) => ({ year, ...spanOfYear(year, zone) }));
  const material = (await listMaterialNumbers(handle, [documentId])).get(documentId) ?? null;
  const { midway, completed } = await countLessonLearners(handle, { lessonId: documentId, material, years });
  return {
    isNew: false,
    learnersMidway: midway,
    completionsKept: change === 'minor' ? completed : 0,
    completionsLost: change === 'material' ? completed : 0,
  };
}
