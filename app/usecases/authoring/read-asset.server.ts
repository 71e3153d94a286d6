import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { findAsset } from '#db/stores/drafts.ts';

/** An image of a lesson by its hash: open to whoever signed in, and the same for ever. */
export async function readAsset(
  context: Context,
  _actor: Actor,
  { hash }: { hash: string },
): Promise<Result<{ bytes: Uint8Array; mediaType: string }, 'not-found'>> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return refuse('not-found');
  const asset = await findAsset(context.database.read, hash);
  return asset ? ok({ bytes: asset.bytes, mediaType: asset.mediaType }) : refuse('not-found');
}
