import { isSafeAddress } from '#app/domain/kernel/address.ts';
import type { FaultDetail } from '#app/domain/kernel/content-fault.ts';

export const HTML_CODES = ['comment', 'html-tag', 'html-dropped', 'html-table', 'html-image'] as const;
type HtmlFinding = {
  readonly code: (typeof HTML_CODES)[number];
  readonly effect: 'changed' | 'degraded' | 'dropped';
  /** Lines below the first of the piece of HTML. */
  readonly line: number;
  readonly detail: FaultDetail;
};

/** Elements whose content is no text for readers. */
const DROPPED = 'script|style|iframe|object|embed|form|svg|math|noscript|template|textarea|select|video|audio|canvas';
/** What Markdown says in signs. */
const SIGNS: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*', del: '~~', s: '~~' };
/** Elements that end a line of text. */
const BLOCKS =
  /^(p|div|section|article|center|blockquote|ul|ol|li|h[1-6]|details|summary|figure|figcaption|hr|pre|header|footer|main|nav)$/;

const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[?!][^>]*>|<\/?([a-zA-Z][a-zA-Z0-9-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;

/** A piece of HTML in a Markdown text as Markdown: what has signs of its own becomes them, other tags go, words stay. */
export function convertHtml(
  html: string,
  { inCell, imageAt }: { inCell: boolean; imageAt: (address: string) => string | null },
): { readonly text: string; readonly findings: readonly HtmlFinding[] } {
  const findings: HtmlFinding[] = [];
  const tell = (at: number, code: HtmlFinding['code'], effect: HtmlFinding['effect'], detail: FaultDetail) =>
    findings.push({ code, effect, line: html.slice(0, at).split('\n').length - 1, detail });

  const withoutDropped = html.replace(
    new RegExp(`<(${DROPPED})\\b[^>]*>[\\s\\S]*?(?:</\\1\\s*>|$)`, 'gi'),
    (whole: string, name: string, at: number) => {
      tell(at, 'html-dropped', 'dropped', { name: `<${name.toLowerCase()}>` });
      return '\n'.repeat(whole.split('\n').length - 1);
    },
  );
  const withoutTables = inCell
    ? withoutDropped
    : withoutDropped.replace(/<table\b[\s\S]*?<\/table\s*>/gi, (whole: string, at: number) => {
        const { text, merged } = convertTable(whole);
        tell(at, 'html-table', merged ? 'degraded' : 'changed', {});
        return text;
      });

  const parts: string[] = [];
  let at = 0;
  for (const match of withoutTables.matchAll(TOKEN)) {
    const [whole, written, attributes = ''] = match;
    parts.push(escapeWords(withoutTables.slice(at, match.index)));
    at = match.index + whole.length;
    if (written === undefined) {
      tell(match.index, 'comment', 'dropped', { found: shorten(whole.replace(/^<!--|-->$/g, '')) });
      continue;
    }
    const name = written.toLowerCase();
    const closes = whole.startsWith('</');
    if (name === 'br') {
      parts.push(inCell ? ' ' : '\\\n');
      tell(match.index, 'html-tag', inCell ? 'degraded' : 'changed', { name: '<br>' });
    } else if (SIGNS[name] !== undefined) {
      parts.push(SIGNS[name]);
      if (!closes) tell(match.index, 'html-tag', 'changed', { name: `<${name}>` });
    } else if (name === 'img') {
      parts.push(convertImage(attributes, imageAt));
      tell(match.index, 'html-image', 'changed', { found: attribute(attributes, 'src').slice(0, 80) });
    } else {
      if (BLOCKS.test(name)) parts.push(inCell ? ' ' : '\n\n');
      if (!closes) tell(match.index, 'html-tag', 'degraded', { name: `<${name}>` });
    }
  }
  parts.push(escapeWords(withoutTables.slice(at)));
  const text = parts.join('');
  return { text: BLOCK_START.test(html) ? `\n\n${text.trim()}\n\n` : text, findings };
}

const BLOCK_START = /^\s*<(table|p|div|section|article|center|ul|ol|h[1-6]|details|figure|pre)\b/i;

/** Entities stay as they are: MDX reads them too. Signs that Markdown reads are left; those that MDX reads are escaped. */
const escapeWords = (words: string): string => words.replace(/[<{}]/g, '\\$&');

function attribute(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
}

function convertImage(attributes: string, imageAt: (address: string) => string | null): string {
  const address = attribute(attributes, 'src');
  const alt = attribute(attributes, 'alt')
    .replace(/[[\]\\`*_{}<>]/g, '')
    .trim();
  const path = imageAt(address);
  if (path !== null) return `![${alt === '' ? '（图片说明）' : alt}](${path})`;
  if (/^https?:/i.test(address) && isSafeAddress(address) && !/[\s()<>]/.test(address))
    return `[${alt === '' ? '图片' : alt}](${address})`;
  return alt === '' ? '' : `（图：${alt}）`;
}

/** Rows and cells in words alone. @returns merged: cells that spanned several are told apart no more. */
function convertTable(html: string): { text: string; merged: boolean } {
  const rows = [...html.matchAll(/<tr\b[^>]*>([\s\S]*?)(?=<tr\b|<\/tr\s*>|<\/table)/gi)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)(?=<t[hd]\b|<\/t[hd]\s*>|$)/gi)].map(([, cell = '']) =>
      escapeWords(cell.replace(TOKEN, ' ').replace(/\s+/g, ' ').trim()).replaceAll('|', '\\|'),
    ),
  );
  const width = Math.max(0, ...rows.map(({ length }) => length));
  if (width === 0) return { text: '', merged: true };
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, i) => cells[i] ?? '').join(' | ')} |`;
  const [head = [], ...rest] = rows;
  const text = [line(head), `|${' --- |'.repeat(width)}`, ...rest.map(line)].join('\n');
  return { text: `\n\n${text}\n\n`, merged: /\b(row|col)span\s*=/i.test(html) };
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
};
