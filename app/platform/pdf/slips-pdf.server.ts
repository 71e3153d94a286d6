import PDFDocument from 'pdfkit';
import { dayOf } from '#app/domain/kernel/instant.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { formatAccessCode } from '#app/domain/people/access-code.ts';
import { formatDay } from '#app/ui/components/format-time.ts';
import { en } from '#app/ui/words/en/index.ts';
import { zhCN } from '#app/ui/words/zh-CN/index.ts';
import type { Slip } from '#app/usecases/access/issue-slips.server.ts';
import { drawQr } from './certificate-sheet.server.ts';
import type { CertificateFont } from './fonts.server.ts';
import { breakLines, splitByFont } from './text-layout.server.ts';

/** A4 upright in points; two slips abreast, four below each other. */
const PAGE = { width: 595.28, height: 841.89 } as const;
const COLUMNS = 2;
const ROWS = 4;
const SLIP = { width: PAGE.width / COLUMNS, height: PAGE.height / ROWS } as const;
const PAD = 22;
const QR = 84;

const INK = '#1c2126';
const INK_2 = '#4a535c';
const LINE = '#857f74';

/** Stands for a character that no font has: whose slip it is, the employee number says. */
const GETA = '〓';

/**
 * Slips to be cut apart, as a PDF that is written while they are made. Whoever stops reading stops the making.
 */
export function streamSlips({
  slips,
  authority,
  publicUrl,
  zone,
  language,
  fonts,
}: {
  slips: AsyncIterable<readonly Slip[]>;
  authority: string;
  publicUrl: string;
  zone: string;
  language: Language;
  fonts: readonly CertificateFont[];
}): ReadableStream<Uint8Array> {
  const words = (language === 'en' ? en : zhCN).access.slip;
  // The sans first: what is typed from paper must be told apart at a glance.
  const ordered = [...fonts].sort((a, b) => Number(b.name === 'sans') - Number(a.name === 'sans'));
  const known = new Set<string>();
  let stopped = false;

  return new ReadableStream({
    async start(controller) {
      const pdf = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, info: { Title: words.title } });
      pdf.on('data', (chunk: Buffer) => stopped || controller.enqueue(new Uint8Array(chunk)));
      const ended = new Promise((resolve) => pdf.on('end', resolve));
      let n = 0;
      try {
        for await (const batch of slips) {
          if (stopped) return;
          for (const slip of batch) {
            const place = n % (COLUMNS * ROWS);
            if (place === 0) {
              startPage(pdf);
              // A page's drawing takes milliseconds: others get their turn between two.
              await new Promise(setImmediate);
            }
            drawSlip(pdf, slip, { x: (place % COLUMNS) * SLIP.width, y: Math.floor(place / COLUMNS) * SLIP.height });
            n += 1;
          }
        }
        pdf.end();
        await ended;
        if (!stopped) controller.close();
      } catch (error) {
        if (!stopped) controller.error(error);
      }
    },
    cancel() {
      stopped = true;
    },
  });

  function startPage(pdf: PDFKit.PDFDocument) {
    pdf.addPage();
    pdf.lineWidth(0.5).dash(3, { space: 3 }).strokeColor(LINE);
    for (let column = 1; column < COLUMNS; column += 1)
      pdf
        .moveTo(column * SLIP.width, 0)
        .lineTo(column * SLIP.width, PAGE.height)
        .stroke();
    for (let row = 1; row < ROWS; row += 1)
      pdf
        .moveTo(0, row * SLIP.height)
        .lineTo(PAGE.width, row * SLIP.height)
        .stroke();
    pdf.undash();
  }

  function drawSlip(pdf: PDFKit.PDFDocument, slip: Slip, { x, y }: { x: number; y: number }) {
    const write = (text: string, size: number, at: { x: number; y: number }, color = INK, spacing = 0) => {
      let left = at.x;
      pdf.fillColor(color);
      for (const { font, text: run } of splitByFont(printable(text), ordered)) {
        if (!known.has(font.name)) pdf.registerFont(font.name, font.file);
        known.add(font.name);
        pdf
          .font(font.name, size)
          .text(run, left, at.y, { lineBreak: false, baseline: 'alphabetic', characterSpacing: spacing });
        left += pdf.widthOfString(run) + spacing * [...run].length;
      }
    };
    const measure = (text: string, size: number) =>
      splitByFont(printable(text), ordered).reduce((sum, { font, text: run }) => {
        if (!known.has(font.name)) pdf.registerFont(font.name, font.file);
        known.add(font.name);
        return sum + pdf.font(font.name, size).widthOfString(run);
      }, 0);
    const paragraph = (
      text: string,
      size: number,
      at: { x: number; y: number },
      width: number,
      most: number,
      color = INK_2,
    ) => {
      const lines = breakLines({ text, width, measure: (line) => measure(line, size) }).slice(0, most);
      for (const [i, line] of lines.entries()) write(line, size, { x: at.x, y: at.y + i * size * 1.5 }, color);
      return at.y + lines.length * size * 1.5;
    };
    const left = x + PAD;
    const textWidth = SLIP.width - 2 * PAD - QR - 12;

    write(authority, 8.5, { x: left, y: y + 30 }, INK_2);
    write(words.title, 12, { x: left, y: y + 47 });
    const name = paragraph(slip.name, 16, { x: left, y: y + 73 }, textWidth, 1, INK);
    write(slip.employeeNo, 10, { x: left, y: name - 7 }, INK_2);
    paragraph(slip.unitName, 8.5, { x: left, y: name + 7 }, textWidth, 2);

    const { size, path } = drawQr(`${publicUrl}/activate#${slip.code}`);
    pdf
      .save()
      .translate(x + SLIP.width - PAD - QR, y + 24)
      .scale(QR / size)
      .path(path)
      .fill(INK)
      .restore();

    write(formatAccessCode(slip.code), 17, { x: left, y: y + 140 }, INK, 1);
    const full = SLIP.width - 2 * PAD;
    const next = paragraph(
      words.how.replace('{{address}}', `${publicUrl}/activate`),
      8,
      { x: left, y: y + 158 },
      full,
      3,
    );
    const until = formatDay(dayOf(slip.validUntil, zone), language);
    paragraph(words.until.replace('{{day}}', until), 8, { x: left, y: next }, full, 2);
  }

  function printable(text: string): string {
    return [...text]
      .map((character) => (/\s/u.test(character) || hasGlyph(character) ? character : hasGlyph(GETA) ? GETA : '?'))
      .join('');
  }

  function hasGlyph(character: string): boolean {
    return ordered.some((font) => font.has(character.codePointAt(0) ?? 0));
  }
}
