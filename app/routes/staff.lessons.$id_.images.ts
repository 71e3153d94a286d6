import { readFormData } from '#app/platform/http/form.server.ts';
import { pageAction } from '#app/platform/http/page.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { addImage } from '#app/usecases/authoring/add-image.server.ts';

/** The workspace's own: an image on its way into a lesson. A form, since the browser tells how far a form has got. */
export const action = pageAction('lesson.write', async ({ context, actor, params, request }) => {
  const file = (await readFormData(request)).get('image');
  if (!(file instanceof File)) return problem(request, 'invalid-input', { errors: ['image'] });
  const added = await addImage(context, actor, {
    draftId: params.id ?? '',
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  return added.ok ? Response.json(added.value) : problem(request, added.code, added.detail);
});
