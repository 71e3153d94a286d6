import TurndownService from 'turndown';
import { isSafeAddress } from '#app/domain/kernel/address.ts';
import { addTables } from './tables-of-html.ts';

export type Pasted = {
  readonly text: string;
  /** Pictures of the copied text: a clipboard holds only their places on the other machine's disk. */
  readonly pictures: number;
};

/** What a word processor, a spreadsheet or a web page put on the clipboard, as the Markdown of a lesson. */
export function markdownOfHtml(html: string): Pasted {
  let pictures = 0;
  const service = makeService(() => {
    pictures += 1;
  });
  const text = service
    .turndown(fragmentOf(html))
    .replaceAll('\u00a0', ' ')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { text, pictures };
}

/** The part that was copied, without what only the writing program reads. */
function fragmentOf(html: string): string {
  const [, marked] = /<!--StartFragment-->([\s\S]*?)<!--EndFragment-->/i.exec(html) ?? [];
  return (
    (marked ?? html)
      .replace(/<!--\[if [\s\S]*?<!\[endif\]-->/gi, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<(style|xml|script|title)\b[\s\S]*?<\/\1\s*>/gi, '')
      .replace(/<\/?o:p\b[^>]*>/gi, '')
      .replace(/[\t\r\n]+/g, ' ')
      // A line of the file that ended between two Han characters ended nowhere in the text.
      .replace(/(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef]) (?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu, '')
  );
}

const styleOf = (node: Node): string => ('getAttribute' in node ? ((node as Element).getAttribute('style') ?? '') : '');
const isNamed = (node: Node, names: RegExp) => names.test(node.nodeName);

/** Word and WPS write a list as paragraphs that say so in their style. */
const listLevel = (node: Node): number | null => {
  const [, level] = /mso-list:[^;]*\blevel(\d+)/i.exec(styleOf(node)) ?? [];
  return isNamed(node, /^(P|H\d)$/) && level !== undefined ? Number(level) : null;
};
const isListMark = (node: Node) => /mso-list:\s*ignore/i.test(styleOf(node));
const isBold = (node: Node) =>
  isNamed(node, /^(B|STRONG)$/)
    ? !/font-weight:\s*(normal|[1-4]00)/i.test(styleOf(node))
    : isNamed(node, /^SPAN$/) && /font-weight:\s*(bold|[6-9]00)/i.test(styleOf(node));

function makeService(pictureLeft: () => void): TurndownService {
  const service = new TurndownService({
    headingStyle: 'atx',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
    hr: '---',
  });
  addTables(service);
  const escapeMarkdown = service.escape.bind(service);
  service.escape = (text) => escapeMarkdown(text).replace(/[{}<]/g, '\\$&');
  service.addRule('picture', {
    filter: (node) => isNamed(node, /^(IMG|V:IMAGEDATA)$/),
    replacement: () => {
      pictureLeft();
      return '';
    },
  });
  service.addRule('list item', {
    filter: 'li',
    replacement: (content, node) => {
      const mark = node.parentNode?.nodeName === 'OL' ? '1. ' : '- ';
      const lines = content.trim().replaceAll('\n', `\n${' '.repeat(mark.length)}`);
      return `${mark}${lines}\n`;
    },
  });
  service.addRule('list mark', { filter: (node) => isListMark(node), replacement: () => '' });
  service.addRule('list paragraph', {
    filter: (node) => listLevel(node) !== null,
    replacement: (content, node) => {
      const mark = markOf(node);
      const words = content.trim();
      // The numbers of an official document are part of its words; Markdown has no list that counts so.
      if (/[\p{Script=Han}]/u.test(mark)) return `\n\n${mark}${words}\n\n`;
      const indent = '   '.repeat(Math.max((listLevel(node) ?? 1) - 1, 0));
      return `\n${indent}${/\d|[a-z][.)、]/i.test(mark) ? '1.' : '-'} ${words}\n`;
    },
  });
  service.addRule('bold', {
    filter: (node) => isBold(node) || isNamed(node, /^(B|STRONG)$/),
    replacement: (content, node) => (isBold(node) && !isInHeading(node) ? wrap(content, '**') : content),
  });
  service.addRule('italic', {
    filter: ['em', 'i'],
    replacement: (content) => wrap(content, '*'),
  });
  service.addRule('link', {
    filter: 'a',
    replacement: (content, node) => {
      const address = (node as Element).getAttribute('href') ?? '';
      const leads = /^(https?|mailto):/i.test(address.trim()) && isSafeAddress(address) && content.trim() !== '';
      return leads
        ? `[${content.trim()}](${address.trim().replace(/[()\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`
        : content;
    },
  });
  return service;
}

const isInHeading = (node: Node): boolean =>
  node.parentNode !== null && (isNamed(node.parentNode, /^(H\d|TH)$/) || isInHeading(node.parentNode));

function markOf(node: Node): string {
  for (const child of node.childNodes) {
    if (isListMark(child)) return (child.textContent ?? '').replace(/[\s\u00a0]+/g, '');
    const mark = markOf(child);
    if (mark !== '') return mark;
  }
  return '';
}

/**
 * Puts signs around words. Punctuation at their edges stays outside: beside Han characters, which no space parts,
 * `**注意：**请` would show its asterisks (CommonMark 0.31.2, 6.2: a closing run after punctuation needs space or
 * punctuation behind it).
 */
function wrap(content: string, sign: string): string {
  const [, before = '', words = '', after = ''] = /^([\s\p{P}]*)([\s\S]*?)([\s\p{P}]*)$/u.exec(content) ?? [];
  return words === '' || words.includes('\n\n') ? content : `${before}${sign}${words}${sign}${after}`;
}
