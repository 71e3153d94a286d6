import { redirect } from '@remix-run/node';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction } from '#app/platform/http/page.server.ts';
import { respondWithSlips } from '#app/platform/pdf/slips-file.server.ts';
import { issueFirstHrSlip } from '#app/usecases/access/issue-first-hr-slip.server.ts';

/** Makes the slip of the first HR officer and sends it as a file. */
export const action = pageAction('person.enter-first-hr', async ({ context, actor, request, language }) => {
  const { person = '' } = await readForm(request);
  const issued = await issueFirstHrSlip(context, actor, { personId: person.slice(0, 100) });
  // The page says how things stand now.
  if (!issued.ok) return redirect('/staff/roles/first-hr', { status: 303 });
  async function* only() {
    if (issued.ok) yield [issued.value];
  }
  return respondWithSlips(context, { slips: only(), count: 1, language });
});
