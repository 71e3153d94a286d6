/** Signs of a structure that plain text would lose. */
const STRUCTURE =
  /<(h[1-6]|li|table|b|strong|em|i)\b|<a\s[^>]*\bhref\s*=|\bmso-list:|\bfont-weight:\s*(?:bold|[6-9]00)/i;
/** What an editor of code copies: its colours are no structure, and its text may be Markdown already. */
const CODE = /^[\s\S]{0,2000}?(?:\bwhite-space:\s*pre(?![\w-])|\bmonospace\b|\bvscode\b)/i;

/**
 * The HTML on a clipboard whose structure is worth keeping, or null: then what is plain goes in. A word processor puts a
 * picture of the text beside it, which counts for nothing as long as there are words.
 */
export function richHtmlOf(data: Pick<DataTransfer, 'getData'> | null): string | null {
  const html = data?.getData('text/html') ?? '';
  const plain = data?.getData('text/plain') ?? '';
  return plain.trim() !== '' && STRUCTURE.test(html) && !CODE.test(html) ? html : null;
}
