import PDFDocument from 'pdfkit';
import type { CertificateSheet } from '#app/ui/certificate/certificate-sheet.ts';
import { type DrawingItem, drawCertificate } from './certificate-drawing.server.ts';
import type { CertificateFont } from './fonts.server.ts';

/**
 * The certificate as a PDF: A4 landscape, fonts embedded as subsets, tagged, with title and language. The same
 * certificate gives the same bytes while its status stays.
 * @throws MissingGlyphError when a character is in none of the fonts; nothing is printed then.
 */
export function renderCertificatePdf({
  sheet,
  issuedAt,
  fonts,
}: {
  sheet: CertificateSheet;
  issuedAt: number;
  fonts: readonly CertificateFont[];
}): Promise<Buffer> {
  return renderSheets({
    sheets: [sheet],
    fonts,
    at: issuedAt,
    title: `${sheet.title.zh} ${sheet.number}`,
    subject: sheet.verifyUrl,
  });
}

/**
 * Several certificates as one PDF, a page each, in their order, with the fonts embedded once: each page is what the
 * certificate's own PDF shows.
 * @throws MissingGlyphError when a character is in none of the fonts; nothing is printed then.
 */
export async function renderSheets({
  sheets,
  fonts,
  at,
  title,
  subject,
}: {
  sheets: readonly CertificateSheet[];
  fonts: readonly CertificateFont[];
  at: number;
  title: string;
  subject: string;
}): Promise<Buffer> {
  const made = new Date(at);
  const pdf = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: title,
      Author: sheets[0]?.issuer ?? '',
      Subject: subject,
      CreationDate: made,
      ModDate: made,
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  const used = new Set<string>();
  const setFont = ({ name, file }: CertificateFont, size: number) => {
    if (!used.has(name)) pdf.registerFont(name, file);
    used.add(name);
    return pdf.font(name, size);
  };
  for (const sheet of sheets) {
    pdf.addPage();
    const items = drawCertificate({
      sheet,
      fonts,
      measureRun: ({ font, text }, size) => setFont(font, size).widthOfString(text),
    });
    const root = pdf.struct('Document', { title: sheet.title.zh, lang: 'zh-CN' });
    pdf.addStructure(root);
    for (const item of items) {
      if (item.kind === 'text') root.add(pdf.struct(item.role, { lang: item.lang }, () => writeText(item)));
      else if (item.alt) root.add(pdf.struct('Figure', { alt: item.alt }, () => drawPath(item)));
      // Between two elements of the structure: what only decorates is marked as such.
      else
        root.add(
          pdf.struct('NonStruct', {}, () => {
            drawPath(item);
          }),
        );
    }
    root.end();
    // Drawing a page takes tens of milliseconds; others have their turn between two.
    if (sheets.length > 1) await new Promise((resolve) => setImmediate(resolve));
  }
  pdf.end();
  return done;

  function writeText({ x, y, size, spacing, color, runs }: Extract<DrawingItem, { kind: 'text' }>) {
    let place = x;
    pdf.fillColor(color);
    for (const { font, text } of runs) {
      setFont(font, size).text(text, place, y, { lineBreak: false, baseline: 'alphabetic', characterSpacing: spacing });
      place += pdf.widthOfString(text) + spacing * [...text].length;
    }
  }

  function drawPath({ d, x, y, scale, color, stroke }: Extract<DrawingItem, { kind: 'path' }>) {
    pdf.save().translate(x, y).scale(scale).path(d);
    if (stroke === undefined) pdf.fill(color);
    else pdf.lineWidth(stroke).stroke(color);
    pdf.restore();
  }
}
