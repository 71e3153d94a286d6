import { imagePathFor } from '#app/domain/courses/image-file.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { findDraft, insertAssets } from '#db/stores/drafts.ts';
import type { ClosedCode } from './draft-state.server.ts';

export type AddedImage = {
  /** What the text calls it: `![替代文字](images/…)`. Save the draft with `{ [path]: hash }` among its images. */
  readonly path: string;
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  /** Whether it moved and only its first frame was kept. */
  readonly firstFrameOnly: boolean;
};

/** Stores an image that an author hands in; see app/platform/content/images.server.ts for what becomes of it. */
export async function addImage(
  context: Context,
  actor: PersonActor,
  { draftId, name, bytes }: { draftId: string; name: string; bytes: Uint8Array },
): Promise<Result<AddedImage, 'forbidden' | 'image-refused' | ClosedCode>> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  const draft = await findDraft(context.database.read, draftId);
  if (!draft) return refuse('not-found');
  if (draft.status === 'in-review') return refuse('draft-in-review');
  if (draft.status !== 'editing' && draft.status !== 'returned') return refuse('draft-closed');
  const image = await context.images.prepare(bytes);
  if (!image.ok) return refuse('image-refused', { reason: image.reason });
  const { hash, width, height, firstFrameOnly } = image;
  await context.database.transaction((tx) =>
    insertAssets(tx, [
      {
        hash,
        mediaType: 'image/webp',
        width,
        height,
        bytes: image.bytes,
        createdBy: actor.personId,
        createdAt: context.clock.now(),
      },
    ]),
  );
  return ok({ path: imagePathFor({ name, hash }), hash, width, height, firstFrameOnly });
}
