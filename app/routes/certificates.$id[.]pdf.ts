import { applicationFonts } from '#app/platform/context.server.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { renderCertificatePdf } from '#app/platform/pdf/certificate-pdf.server.ts';
import { makeCertificateSheet } from '#app/platform/pdf/certificate-sheet.server.ts';
import { MissingGlyphError } from '#app/platform/pdf/text-layout.server.ts';
import { readCertificate } from '#app/usecases/certification/read-certificate.server.ts';

/** One's own certificate as a PDF, or for HR that of someone within reach. */
export const loader = pageLoader('certificate.view', async ({ context, actor, params, request }) => {
  const found = await readCertificate(context, actor, { certificateId: params.id ?? '' });
  if (!found.ok) notFound();
  const { certificate } = found.value;
  try {
    const pdf = await renderCertificatePdf({
      sheet: makeCertificateSheet({ certificate, publicUrl: context.publicUrl }),
      issuedAt: certificate.issuedAt,
      fonts: await applicationFonts(),
    });
    return new Response(new Uint8Array(pdf), {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="${certificate.statement.number}.pdf"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    // It was issued with a font that has since been taken away.
    if (error instanceof MissingGlyphError) return problem(request, 'glyph-missing', { characters: error.characters });
    throw error;
  }
});
