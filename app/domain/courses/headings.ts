/** A heading of a lesson's body: `##` is level 2, `###` level 3. */
export type Heading = { readonly level: 2 | 3; readonly text: string; readonly id: string };

/**
 * The anchor of a heading, from its text: readable in the address and the same wherever it is computed, in the table
 * of contents on the server and on the heading itself in the browser. Letters, digits and Han characters stay.
 */
export function headingId(text: string): string {
  const id = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return id === '' ? 'section' : id;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ATX = /^ {0,3}(#{2,3})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;

/**
 * The headings of levels 2 and 3 of a lesson's MDX, in order, for its table of contents. The checker has let the body
 * through, so headings are written with `#` at the start of a line; those inside a fenced code block are none.
 */
export function listHeadings(source: string): Heading[] {
  const headings: Heading[] = [];
  let fence: string | null = null;
  for (const line of source.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === null) fence = mark;
      else if (mark[0] === fence[0] && mark.length >= fence.length) fence = null;
      continue;
    }
    const match = fence === null ? ATX.exec(line) : null;
    if (!match) continue;
    const [, marks = '', written = ''] = match;
    const text = plainText(written);
    headings.push({ level: marks.length === 2 ? 2 : 3, text, id: headingId(text) });
  }
  return headings;
}

/** A heading as it reads, without its emphasis, code marks, link targets and escapes. */
const plainText = (written: string) =>
  written
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]+([^*_`]+)[*_`]+/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
