import { redirect } from '@remix-run/node';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { applicationFonts } from '#app/platform/context.server.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction } from '#app/platform/http/page.server.ts';
import { streamSlips } from '#app/platform/pdf/slips-pdf.server.ts';
import { issueFirstHrSlip } from '#app/usecases/access/issue-first-hr-slip.server.ts';
import type { Slip } from '#app/usecases/access/issue-slips.server.ts';
import { readAuthorityName } from '#app/usecases/people/read-authority-name.server.ts';

/** Makes the slip of the first HR officer and sends it as a file that nothing keeps. */
export const action = pageAction('person.enter-first-hr', async ({ context, actor, request, language }) => {
  const { person = '' } = await readForm(request);
  const issued = await issueFirstHrSlip(context, actor, { personId: person.slice(0, 100) });
  // The page says how things stand now.
  if (!issued.ok) return redirect('/staff/roles/first-hr', { status: 303 });
  const { zone, publicUrl, clock } = context;
  const pdf = streamSlips({
    slips: only(issued.value),
    authority: (await readAuthorityName(context)) ?? '',
    publicUrl,
    zone,
    language,
    fonts: await applicationFonts(),
  });
  return new Response(pdf, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="activation-${dayOf(clock.now(), zone)}-1.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  });
});

async function* only(slip: Slip): AsyncGenerator<readonly Slip[]> {
  yield [slip];
}
