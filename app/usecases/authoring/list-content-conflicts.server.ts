import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { listLeftConflicts } from '#app/usecases/content/import-content.server.ts';
import { type ContentConflict, isStillLeft } from '#app/usecases/content/reconcile-documents.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findPublication } from '#db/stores/content.ts';
import { readNames, type Someone } from './draft-state.server.ts';

export type LeftConflict = Pick<ContentConflict, 'kind' | 'code' | 'inFiles'> & {
  /** What the browser put into force; null where it took the document out of force. */
  readonly published: { readonly number: number; readonly by: Someone; readonly at: number } | null;
};

/** What the last import left alone because files and browser both changed it, and nobody has decided since. */
export async function listContentConflicts(
  context: Context,
  actor: Actor,
): Promise<Result<readonly LeftConflict[], 'forbidden'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const left: LeftConflict[] = [];
  for (const conflict of await listLeftConflicts(read)) {
    const published = await findPublication(read, conflict);
    if (!isStillLeft(conflict, { inForce: published?.hash ?? null })) continue;
    const by = published?.publishedBy ?? '';
    left.push({
      kind: conflict.kind,
      code: conflict.code,
      inFiles: conflict.inFiles,
      published: published && {
        number: published.number,
        by: (await readNames(read, [by]))(by),
        at: published.publishedAt ?? 0,
      },
    });
  }
  return ok(left);
}
