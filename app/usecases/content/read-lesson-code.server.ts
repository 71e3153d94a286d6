import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { findArtifact } from '#db/stores/content.ts';

/** The code of a compiled lesson by its hash; lessons are open to whoever may browse courses. */
export async function readLessonCode(
  context: Context,
  _actor: Actor,
  { hash }: { hash: string },
): Promise<Result<string, 'not-found'>> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return refuse('not-found');
  const code = await findArtifact(context.database.read, hash);
  return code === null ? refuse('not-found') : ok(code);
}
