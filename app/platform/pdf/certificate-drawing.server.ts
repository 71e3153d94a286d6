import type { CertificateSheet } from '#app/ui/certificate/certificate-sheet.ts';
import { SEAL_CHARACTERS, SEAL_SIZE, SEAL_STONE } from '#app/ui/certificate/seal.ts';
import type { CertificateFont } from './fonts.server.ts';
import { breakEvenly, type FontRun, splitByFont } from './text-layout.server.ts';

/** A4 landscape in points, with the origin at the upper left. */
export const PAGE = { width: 841.89, height: 595.28 } as const;
/** Inside this distance from the edge nothing but the frame stands. */
export const MARGIN = 72;

const INK = '#1c2126';
const INK_2 = '#4a535c';
const LINE = '#857f74';
const SEAL = '#b3261e';
const PAPER = '#ffffff';

export type TextItem = {
  readonly kind: 'text';
  /** Where the line's text begins and its baseline lies. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly spacing: number;
  readonly color: string;
  readonly runs: readonly FontRun[];
  readonly lang: 'zh-CN' | 'en';
  readonly role: 'H1' | 'P';
};
export type PathItem = {
  readonly kind: 'path';
  readonly d: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly color: string;
  /** Width of a stroke; without it the path is filled. */
  readonly stroke?: number;
  /** What the drawing is to someone who cannot see it; empty for decoration. */
  readonly alt: string;
};
export type DrawingItem = TextItem | PathItem;

/** Width in points of one run at a size, as its font says. */
export type MeasureRun = (run: FontRun, size: number) => number;

type Line = {
  readonly text: string;
  readonly size: number;
  readonly color?: string;
  readonly spacing?: number;
  readonly lang?: 'zh-CN' | 'en';
  readonly role?: 'H1' | 'P';
};

/**
 * Where everything of a certificate stands. Text that is longer than its place is set smaller, never cut.
 * @throws MissingGlyphError when a character is in none of the fonts.
 */
export function drawCertificate({
  sheet,
  fonts,
  measureRun,
}: {
  sheet: CertificateSheet;
  fonts: readonly CertificateFont[];
  measureRun: MeasureRun;
}): DrawingItem[] {
  const items: DrawingItem[] = [];
  const inner = PAGE.width - 2 * MARGIN;

  const measure = (text: string, size: number, spacing = 0) =>
    splitByFont(text, fonts).reduce((sum, run) => sum + measureRun(run, size), 0) + spacing * ([...text].length - 1);
  /** The line's size, or the largest below it at which it fits; spacing shrinks with it. */
  const shrink = ({ text, size, spacing = 0 }: Line, width: number) => {
    const factor = Math.min(1, width / measure(text, size, spacing));
    return { size: size * factor, spacing: spacing * factor };
  };
  const write = (line: Line, { x, y, width, align }: { x: number; y: number; width: number; align: Align }) => {
    const { size, spacing } = shrink(line, width);
    const used = measure(line.text, size, spacing);
    items.push({
      kind: 'text',
      x: align === 'left' ? x : align === 'right' ? x + width - used : x + (width - used) / 2,
      y,
      width: used,
      size,
      spacing,
      color: line.color ?? INK,
      runs: splitByFont(line.text, fonts),
      lang: line.lang ?? 'zh-CN',
      role: line.role ?? 'P',
    });
  };
  const centre = (line: Line, y: number, width = inner) =>
    write(line, { x: (PAGE.width - width) / 2, y, width, align: 'centre' });
  const path = (item: Omit<PathItem, 'kind' | 'alt'> & { alt?: string }) =>
    items.push({ alt: '', ...item, kind: 'path' });
  const paragraph = (line: Line, { y, width, leading }: { y: number; width: number; leading: number }) => {
    const lines = breakEvenly({ text: line.text, width, measure: (text) => measure(text, line.size) });
    lines.forEach((text, index) => {
      centre({ ...line, text }, y + index * leading, width);
    });
    return y + lines.length * leading;
  };

  // The frame: a strong rule and a hairline within it, as official papers have had since they were set in lead.
  path({ d: rectangle(30, 30, PAGE.width - 60, PAGE.height - 60), x: 0, y: 0, scale: 1, color: INK, stroke: 1.2 });
  path({ d: rectangle(35, 35, PAGE.width - 70, PAGE.height - 70), x: 0, y: 0, scale: 1, color: LINE, stroke: 0.4 });

  if (sheet.notice) {
    centre({ text: sheet.notice.zh, size: 12, color: SEAL }, 62);
    if (sheet.notice.en) centre({ text: sheet.notice.en, size: 8.5, color: SEAL, lang: 'en' }, 75);
  }

  centre({ text: sheet.title.zh, size: 31, spacing: 3, role: 'H1' }, 122);
  if (sheet.title.en) centre({ text: sheet.title.en, size: 11, color: INK_2, lang: 'en', spacing: 0.3 }, 144);

  centre({ text: sheet.certifies.zh, size: 12, color: INK_2, spacing: 2 }, 187);
  if (sheet.certifies.en) centre({ text: sheet.certifies.en, size: 8.5, color: INK_2, lang: 'en' }, 201);

  const nameWidth = inner - 120;
  centre({ text: sheet.holder, size: 34, spacing: [...sheet.holder].length <= 4 ? 10 : 2 }, 244, nameWidth);
  const rule = Math.min(nameWidth, Math.max(220, measure(sheet.holder, 34) + 80));
  path({ d: `M0 0H${rule}`, x: (PAGE.width - rule) / 2, y: 258, scale: 1, color: LINE, stroke: 0.5 });

  centre({ text: sheet.passed.zh, size: 14, spacing: 0.6 }, 284);
  if (sheet.passed.en) centre({ text: sheet.passed.en, size: 9, color: INK_2, lang: 'en' }, 299);

  if (sheet.attests) {
    const { zh, en } = sheet.attests;
    const longest = Math.min(1, 130 / Math.max([...zh].length, 1), 340 / Math.max(en?.length ?? 1, 1));
    const factor = Math.max(0.7, longest);
    const end = paragraph({ text: zh, size: 11 * factor }, { y: 328, width: 520, leading: 19 * factor });
    if (en)
      paragraph(
        { text: en, size: 8.5 * factor, color: INK_2, lang: 'en' },
        { y: end - 3, width: 520, leading: 12 * factor },
      );
  }

  // Lower band: facts at the left, the issuer under its seal, the way to verify at the right.
  const bottom = PAGE.height - MARGIN;
  sheet.facts.forEach((fact, index) => {
    const x = MARGIN + (index % 2) * 178;
    const y = bottom - 76 + Math.floor(index / 2) * 46;
    write({ text: bilingual(fact.label), size: 7.5, color: INK_2 }, { x, y, width: 166, align: 'left' });
    write({ text: fact.value.zh, size: 11.5 }, { x, y: y + 16, width: 166, align: 'left' });
    if (fact.value.en)
      write({ text: fact.value.en, size: 7.5, color: INK_2, lang: 'en' }, { x, y: y + 27, width: 166, align: 'left' });
  });

  const qrSide = 82;
  const qrX = PAGE.width - MARGIN - qrSide;
  const qrY = bottom - 94;
  path({
    d: sheet.qr.path,
    x: qrX,
    y: qrY,
    scale: qrSide / sheet.qr.size,
    color: INK,
    alt: sheet.verifyUrl,
  });
  write(
    { text: bilingual(sheet.scan), size: 7.5, color: INK_2 },
    { x: qrX - 24, y: bottom + 1, width: qrSide + 24, align: 'right' },
  );

  const issuerX = MARGIN + 366;
  const issuerWidth = qrX - 30 - issuerX;
  const sealSide = 70;
  const sealX = issuerX + (issuerWidth - sealSide) / 2;
  const sealY = bottom - 94;
  const scale = sealSide / SEAL_SIZE;
  path({ d: SEAL_STONE, x: sealX, y: sealY, scale, color: SEAL, alt: sheet.issuer });
  for (const d of SEAL_CHARACTERS) path({ d, x: sealX, y: sealY, scale, color: PAPER });
  write(
    { text: sheet.issuer, size: 12.5, spacing: 1 },
    { x: issuerX, y: bottom - 8, width: issuerWidth, align: 'centre' },
  );
  write(
    { text: sheet.issuedOn.zh, size: 9.5, color: INK_2 },
    { x: issuerX, y: bottom + 7, width: issuerWidth, align: 'centre' },
  );

  // The foot, between the rules and the text: how to check this sheet without a camera.
  const foot = `${bilingual(sheet.codeLabel)} ${sheet.code}    ${sheet.verifyUrl.replace(/\/[^/]*$/, '')}    ${bilingual(sheet.keyLabel)} ${sheet.keyId}`;
  centre({ text: foot, size: 7, color: INK_2 }, PAGE.height - 46);
  return items;
}

type Align = 'left' | 'centre' | 'right';

const bilingual = ({ zh, en }: { zh: string; en?: string | undefined }) => (en ? `${zh} ${en}` : zh);

const rectangle = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}H${x + width}V${y + height}H${x}Z`;
