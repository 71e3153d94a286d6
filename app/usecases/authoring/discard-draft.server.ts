import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { updateDraft } from '#db/stores/drafts.ts';
import { type ClosedCode, keepCurrent, lockEditable, refuseStale } from './draft-state.server.ts';

/** Gives a draft up. Its text stays and can be read; the lesson is free for a new one. */
export async function discardDraft(
  context: Context,
  actor: PersonActor,
  { draftId, revision }: { draftId: string; revision: number },
): Promise<Result<Record<string, never>, 'forbidden' | 'stale-version' | ClosedCode>> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  return context.database.transaction(async (tx) => {
    const locked = await lockEditable(tx, draftId);
    if (!locked.ok) return locked;
    const draft = locked.value;
    if (draft.revision !== revision) return refuseStale(tx, draft);
    await keepCurrent(tx, draft);
    await updateDraft(tx, { id: draftId, status: 'discarded', updatedAt: context.clock.now() });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'draft.discard',
        subject: { kind: 'lesson', id: draft.code },
        detail: { draftId, revision, author: draft.updatedBy },
      },
    );
    return ok({});
  });
}
