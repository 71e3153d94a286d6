import { dayOf } from '#app/domain/kernel/instant.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { applicationFonts } from '#app/platform/context.server.ts';
import type { Slip } from '#app/usecases/access/issue-slips.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { readAuthorityName } from '#app/usecases/people/read-authority-name.server.ts';
import { streamSlips } from './slips-pdf.server.ts';

/** Slips as a file to be saved, which nothing keeps: it is written while it is read. */
export async function respondWithSlips(
  context: Context,
  { slips, count, language }: { slips: AsyncIterable<readonly Slip[]>; count: number; language: Language },
): Promise<Response> {
  const { zone, publicUrl, clock } = context;
  const authority = (await readAuthorityName(context)) ?? '';
  const pdf = streamSlips({ slips, authority, publicUrl, zone, language, fonts: await applicationFonts() });
  return new Response(pdf, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="activation-${dayOf(clock.now(), zone)}-${count}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
