import { readFile } from 'node:fs/promises';
import { IMAGE_LIMITS } from '#app/domain/courses/image-file.ts';
import { inAuthorsTurn } from '#app/platform/http/in-turn.server.ts';
import { pageAction } from '#app/platform/http/page.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { receiveUpload } from '#app/platform/http/upload.server.ts';
import { addImage } from '#app/usecases/authoring/add-image.server.ts';

/** The workspace's own: an image on its way into a lesson. A form, since the browser tells how far a form has got. */
export const action = pageAction('lesson.write', async ({ context, actor, params, request }) => {
  const { files, refusal, remove } = await receiveUpload(request, { field: 'image', maxBytes: IMAGE_LIMITS.bytes });
  try {
    if (refusal?.reason === 'too-large') return problem(request, 'image-refused', { reason: 'too-large' });
    const [file] = files;
    if (refusal || !file) return problem(request, 'invalid-input', { errors: ['image'] });
    const added = await inAuthorsTurn(async () =>
      addImage(context, actor, { draftId: params.id ?? '', name: file.name, bytes: await readFile(file.path) }),
    );
    return added.ok ? Response.json(added.value) : problem(request, added.code, added.detail);
  } finally {
    await remove();
  }
});
