import { redirect } from '@remix-run/node';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { applicationFonts } from '#app/platform/context.server.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction } from '#app/platform/http/page.server.ts';
import { streamSlips } from '#app/platform/pdf/slips-pdf.server.ts';
import { issueSlips } from '#app/usecases/access/issue-slips.server.ts';
import { readAuthorityName } from '#app/usecases/people/read-authority-name.server.ts';

/** Makes the slips of a unit and below, or of one person, and sends them as a file that nothing keeps. */
export const action = pageAction('access.issue', async ({ context, actor, request, language }) => {
  const { unit, person, again } = await readForm(request);
  const issued = await issueSlips(context, actor, {
    unitId: unit || null,
    ...(person ? { personIds: [person] } : {}),
    again: again === '1',
  });
  if (!issued.ok) {
    if (issued.code === 'not-found') notFound();
    return redirect(`/staff/access?nothing=1${unit ? `&unit=${encodeURIComponent(unit)}` : ''}`, { status: 303 });
  }
  const { zone, publicUrl, clock } = context;
  const pdf = streamSlips({
    slips: issued.value.slips,
    authority: (await readAuthorityName(context)) ?? '',
    publicUrl,
    zone,
    language,
    fonts: await applicationFonts(),
  });
  return new Response(pdf, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="activation-${dayOf(clock.now(), zone)}-${issued.value.count}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  });
});
