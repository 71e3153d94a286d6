import { redirect } from '@remix-run/node';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction } from '#app/platform/http/page.server.ts';
import { respondWithSlips } from '#app/platform/pdf/slips-file.server.ts';
import { issueSlips } from '#app/usecases/access/issue-slips.server.ts';

/** Makes the slips of a unit and below, or of one person, and sends them as a file. */
export const action = pageAction('access.issue', async ({ context, actor, request, language }) => {
  const { unit, person, again, anyway } = await readForm(request);
  const issued = await issueSlips(context, actor, {
    unitId: unit || null,
    ...(person ? { personIds: [person] } : {}),
    again: again === '1',
    despiteGlyphs: anyway === '1',
  });
  if (issued.ok) return respondWithSlips(context, { ...issued.value, language });
  if (issued.code === 'not-found') notFound();
  const query = new URLSearchParams({
    [issued.code === 'nothing-to-issue' ? 'nothing' : 'glyphs']: again === '1' ? 'again' : '1',
    ...(unit && { unit }),
  });
  return redirect(`/staff/access?${query}`, { status: 303 });
});
