import type { CertificateFont } from './fonts.server.ts';
import { breakLines, splitByFont } from './text-layout.server.ts';

/** Something of a fixed height that is set into a column; `draw` gets its top left corner. Points throughout. */
export type Piece = { readonly height: number; readonly draw: (x: number, y: number) => void };

export const INK = '#1c2126';
export const INK_2 = '#4a535c';
export const RULE = '#857f74';

const LEADING = 1.55;

/** What `**` and backticks mark is told by type on a screen; on paper the words stand plain. */
export const plainText = (text: string): string => text.replace(/\*\*(.+?)\*\*/g, '$1').replace(/`([^`]+)`/g, '$1');

export type Typesetter = ReturnType<typeof makeTypesetter>;

/**
 * Sets text in the fonts of the product. Every character is set in the first font that has it.
 * @throws MissingGlyphError while measuring, before anything is drawn: an exam paper never has a hole in its text.
 */
export function makeTypesetter({ pdf, fonts }: { pdf: PDFKit.PDFDocument; fonts: readonly CertificateFont[] }) {
  // The serif for reading on paper, the sans where the serif lacks a character, then the operator's.
  const ordered = [...fonts].sort((a, b) => Number(b.name === 'serif') - Number(a.name === 'serif'));
  const known = new Set<string>();
  const use = (font: CertificateFont, size: number) => {
    if (!known.has(font.name)) pdf.registerFont(font.name, font.file);
    known.add(font.name);
    return pdf.font(font.name, size);
  };

  const widths = new Map<string, number>();
  const measure = (text: string, size: number): number => {
    const key = `${size}/${text}`;
    const seen = widths.get(key);
    if (seen !== undefined) return seen;
    const width = splitByFont(text, ordered).reduce(
      (sum, { font, text: run }) => sum + use(font, size).widthOfString(run),
      0,
    );
    if (widths.size > 20_000) widths.clear();
    widths.set(key, width);
    return width;
  };

  /** One line with its baseline at `y`. */
  const write = (text: string, { x, y, size, color = INK }: { x: number; y: number; size: number; color?: string }) => {
    let left = x;
    for (const { font, text: run } of splitByFont(text, ordered)) {
      use(font, size).fillColor(color).text(run, left, y, { lineBreak: false, baseline: 'alphabetic' });
      left += pdf.widthOfString(run);
    }
  };

  /** A paragraph as lines; the first may begin with a label that hangs to its left. */
  const paragraph = (
    text: string,
    {
      width,
      size,
      indent = 0,
      label = '',
      tail = '',
      color = INK,
    }: {
      width: number;
      size: number;
      indent?: number;
      label?: string;
      /** What ends the paragraph and is never cut, such as brackets for an answer. */
      tail?: string;
      color?: string;
    },
  ): Piece[] => {
    const height = size * LEADING;
    const lines = text
      .split('\n')
      .flatMap((part) =>
        breakLines({ text: part, width: width - indent, measure: (line) => measure(line, size) }).flatMap((line) =>
          splitWide(line, { width: width - indent, measure: (piece) => measure(piece, size) }),
        ),
      );
    if (label !== '') measure(label, size);
    const last = lines.at(-1);
    if (tail !== '') {
      if (last !== undefined && measure(last + tail, size) <= width - indent) lines[lines.length - 1] = last + tail;
      else lines.push(tail);
    }
    return (lines.length === 0 ? [''] : lines).map((line, i) => ({
      height,
      draw: (x, y) => {
        if (i === 0 && label !== '') write(label, { x, y: y + size * 1.1, size, color });
        if (line !== '') write(line, { x: x + indent, y: y + size * 1.1, size, color });
      },
    }));
  };

  return { measure, write, paragraph };
}

/** A word that is wider than its line (a long address, a row of underscores) is cut where the line ends. */
function splitWide(line: string, { width, measure }: { width: number; measure: (text: string) => number }): string[] {
  if (measure(line) <= width) return [line];
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (part !== '' && measure(part + character) > width) {
      parts.push(part);
      part = character;
    } else part += character;
  }
  return [...parts, part];
}

export const space = (height: number): Piece => ({
  height,
  draw: () => {
    // Nothing is drawn: it only keeps a distance.
  },
});

/** Pieces that stand together: one that fits into a column is never cut. */
export type Group = readonly Piece[];

type Columns = {
  /** Where each column begins, from the left. */
  readonly lefts: readonly number[];
  readonly top: (page: number) => number;
  readonly bottom: number;
  readonly addPage: () => void;
};

/**
 * Fills columns with groups, page after page. A group that does not fit into the rest of a column begins the next one,
 * unless it is taller than a whole column: then it goes on where it is and is cut between its lines.
 */
export function fillColumns(groups: readonly Group[], { lefts, top, bottom, addPage }: Columns): void {
  let page = 0;
  let column = 0;
  let y = top(0);
  const next = () => {
    column += 1;
    if (column === lefts.length) {
      column = 0;
      page += 1;
      addPage();
    }
    y = top(page);
  };
  for (const group of groups) {
    const height = group.reduce((sum, piece) => sum + piece.height, 0);
    const whole = bottom - top(page + 1);
    if (y + height > bottom && height <= whole && y > top(page)) next();
    for (const piece of group) {
      if (y + piece.height > bottom && y > top(page)) next();
      piece.draw(lefts[column] ?? 0, y);
      y += piece.height;
    }
  }
}
