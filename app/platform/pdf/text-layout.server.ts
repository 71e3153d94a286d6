import type { CertificateFont } from './fonts.server.ts';

/** A character that no configured font has: a certificate is never printed with a blank in it. */
export class MissingGlyphError extends Error {
  constructor(readonly characters: readonly string[]) {
    const named = characters.map(
      (character) => `${character} (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`,
    );
    super(`no certificate font has ${named.join(', ')}: put a font that has it into DATA_DIR/fonts`);
    this.name = 'MissingGlyphError';
  }
}

export type FontRun = { readonly font: CertificateFont; readonly text: string };

/**
 * The text cut into runs of one font each: every character is set in the first font that has it. A space stays in the
 * run before it.
 * @throws MissingGlyphError that names every character that none has.
 */
export function splitByFont(text: string, fonts: readonly CertificateFont[]): FontRun[] {
  const runs: { font: CertificateFont; text: string }[] = [];
  const missing = new Set<string>();
  for (const character of text) {
    const last = runs.at(-1);
    const codePoint = character.codePointAt(0) ?? 0;
    const font = /\s/u.test(character) && last ? last.font : fonts.find((each) => each.has(codePoint));
    if (!font) missing.add(character);
    else if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  if (missing.size > 0) throw new MissingGlyphError([...missing]);
  return runs;
}

const NO_LINE_START = /^[，。、；：？！）》」』】〕”’…·,.;:?!)\]}%]/u;
const NO_LINE_END = /[（《「『【〔“‘([{]$/u;

/**
 * Breaks a paragraph into lines no wider than `width`: between any two Han characters, between words of other
 * scripts, never before a closing mark nor after an opening one. A word wider than a line stands alone on its line.
 */
export function breakLines({
  text,
  width,
  measure,
}: {
  text: string;
  width: number;
  measure: (text: string) => number;
}): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && measure(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** The same number of lines, as even as they can be: a centred paragraph must not end in one lonely word. */
export function breakEvenly(paragraph: Parameters<typeof breakLines>[0]): string[] {
  let lines = breakLines(paragraph);
  const count = lines.length;
  for (let width = paragraph.width; width > paragraph.width / 2; width -= paragraph.width / 50) {
    const tighter = breakLines({ ...paragraph, width });
    if (tighter.length > count) break;
    lines = tighter;
  }
  return lines;
}

/** What must stay together, each with the space that follows it. */
function pieces(text: string): string[] {
  const units = text.match(
    /[\p{Script=Han}]|[^\s\p{Script=Han}\p{P}]+(?:[-'’.][^\s\p{Script=Han}\p{P}]+)*\s*|\p{P}\s*|\s+|./gu,
  );
  const joined: string[] = [];
  for (const unit of units ?? []) {
    const last = joined.at(-1);
    const sticks = last !== undefined && !/\s$/.test(last) && (NO_LINE_START.test(unit) || NO_LINE_END.test(last));
    if (sticks) joined[joined.length - 1] = last + unit;
    else joined.push(unit);
  }
  return joined;
}
