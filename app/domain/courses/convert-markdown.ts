import type { Nodes, Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { isSafeAddress } from '#app/domain/kernel/address.ts';
import type { ContentFaultCode, FaultDetail } from '#app/domain/kernel/content-fault.ts';
import { parseLocatedYaml } from '#app/domain/kernel/located-yaml.ts';
import { checkLessonBody } from './check-lesson.ts';
import { convertHtml, HTML_CODES } from './convert-html.ts';

/** Each thing that plain Markdown may hold and a lesson may not, by what is done with it. */
export const CONVERSION_CODES = [
  ...HTML_CODES,
  'encoding',
  'front-matter',
  'front-matter-broken',
  'title-from-heading',
  'heading-shifted',
  'heading-underlined',
  'bare-sign',
  'autolink',
  'indented-code',
  'code-word',
  'footnote',
  'address',
  'image-stored',
  'image-remote',
  'image-missing',
  'image-alt',
  'first-frame',
  'id-changed',
  'file-unused',
  'sections-added',
] as const;
export type ConversionCode = (typeof CONVERSION_CODES)[number];
export type ConversionEffect = 'changed' | 'degraded' | 'dropped' | 'added';

/** One thing that was done to a text so that it can be a lesson; `line` is that of the text handed in, from 1. */
export type Conversion = {
  readonly code: ConversionCode;
  readonly effect: ConversionEffect;
  readonly line: number;
  readonly detail: FaultDetail;
};

export type ConvertedMarkdown = {
  /** Body of a lesson: MDX without tags, braces and addresses that a lesson refuses. */
  readonly body: string;
  readonly title: string | null;
  readonly summary: string | null;
  readonly report: readonly Conversion[];
};

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/**
 * Turns plain Markdown (CommonMark with GFM) into the body of a lesson, leaving every part as it was typed that needs
 * no change. What is changed, what loses something and what is dropped is told with its line; nothing goes silently.
 * @param imageAt the path beside the lesson of an image that was handed in with the text, by the address in the text.
 * @throws RangeError when the text is nested so deeply that it cannot be read.
 */
export function convertMarkdown(
  text: string,
  { imageAt = () => null }: { imageAt?: (address: string) => string | null } = {},
): ConvertedMarkdown {
  const head = cutFrontMatter(text);
  const converter = new Converter({ source: head.rest, offset: head.lines, imageAt });
  const { body, title } = converter.run(head.title === null);
  return {
    body: settle(`\n${body.trim()}\n`),
    title: head.title ?? title,
    summary: head.summary,
    report: [...head.report, ...converter.report].sort((a, b) => a.line - b.line),
  };
}

/** Takes off the front matter that another tool left: its title and summary are kept, the rest is told. */
function cutFrontMatter(text: string): {
  rest: string;
  lines: number;
  title: string | null;
  summary: string | null;
  report: Conversion[];
} {
  const none = { rest: text, lines: 0, title: null, summary: null, report: [] };
  const match = /^\uFEFF?(---|\+\+\+)[ \t]*\n([\s\S]*?)\n\1[ \t]*(?:\n|$)/.exec(text);
  if (!match) return none;
  const [whole, mark, inner = ''] = match;
  const { fields, broken } = mark === '---' ? yamlFields(inner) : { fields: tomlFields(inner), broken: null };
  if (broken !== null)
    return {
      ...none,
      rest: text.slice(whole.length),
      lines: whole.split('\n').length - 1,
      report: [
        {
          code: 'front-matter-broken',
          effect: 'dropped',
          line: broken + 1,
          detail: { found: (inner.split('\n')[broken - 1] ?? '').trim().slice(0, 80) },
        },
      ],
    };
  // A text between two rules is no front matter.
  if (fields === null) return none;
  const kept = (names: readonly string[]) =>
    names.map((name) => fields[name]).find((value): value is string => typeof value === 'string' && value !== '') ??
    null;
  const title = kept(['title']);
  const summary = kept(['summary', 'description', 'excerpt']);
  return {
    rest: text.slice(whole.length),
    lines: whole.split('\n').length - 1,
    title,
    summary,
    report: [{ code: 'front-matter', effect: 'degraded', line: 1, detail: { fields: Object.keys(fields).join(', ') } }],
  };
}

/** The fields, or the line within of what makes it no YAML, or neither where it is YAML without fields. */
function yamlFields(inner: string): { fields: Record<string, unknown> | null; broken: number | null } {
  const { value, faults } = parseLocatedYaml(inner);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { fields: value as Record<string, unknown>, broken: null };
  const [first] = faults;
  return { fields: null, broken: value === undefined && first ? first.line : null };
}

function tomlFields(inner: string): Record<string, unknown> {
  const pairs = [...inner.matchAll(/^([A-Za-z_-]+)\s*=\s*(.*)$/gm)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value.replace(/^["']|["']$/g, '')]));
}

type Edit = { readonly start: number; readonly end: number; readonly text: string };

class Converter {
  readonly report: Conversion[] = [];
  private readonly edits: Edit[] = [];
  private readonly source: string;
  private readonly offset: number;
  private readonly imageAt: (address: string) => string | null;
  private readonly addresses = new Map<string, string>();
  private readonly notes = new Map<string, string>();
  private shift = 0;
  private readonly toldLines = new Set<string>();

  constructor({
    source,
    offset,
    imageAt,
  }: { source: string; offset: number; imageAt: (address: string) => string | null }) {
    this.source = source;
    this.offset = offset;
    this.imageAt = imageAt;
  }

  run(wantsTitle: boolean): { body: string; title: string | null } {
    const root = parser.parse(this.source) as Root;
    const title = wantsTitle ? this.takeTitle(root) : null;
    const depths = root.children.flatMap((node) =>
      node.type === 'heading' && node !== this.taken ? [node.depth as number] : [],
    );
    this.shift = depths.length > 0 && Math.min(...depths) === 1 ? 1 : 0;
    this.collect(root);
    this.visit(root, false);
    return { body: this.apply(), title };
  }

  private taken: RootContent | null = null;

  /** A single heading of the first level at the top is the lesson's title. */
  private takeTitle(root: Root): string | null {
    const first = root.children.find((node) => node.type !== 'html');
    if (first?.type !== 'heading' || first.depth !== 1) return null;
    this.taken = first;
    this.replace(first, '');
    this.tell(first, 'title-from-heading', 'changed', {});
    return plainText(first).trim() || null;
  }

  private collect(node: Nodes): void {
    if (node.type === 'definition') this.addresses.set(node.identifier, node.url);
    if (node.type === 'footnoteDefinition') this.notes.set(node.identifier, plainText(node).trim());
    if ('children' in node) for (const child of node.children) this.collect(child);
  }

  private visit(node: Nodes, inCell: boolean): void {
    if (node === this.taken) return;
    switch (node.type) {
      case 'text':
        this.escape(node);
        return;
      case 'html': {
        const { text, findings } = convertHtml(node.value, { inCell, imageAt: this.imageAt });
        this.replace(node, text);
        for (const { code, effect, line, detail } of findings)
          this.report.push({ code, effect, detail, line: lineOf(node) + this.offset + line });
        return;
      }
      case 'code':
        if (!/^\s*(`{3,}|~{3,})/.test(this.textOf(node))) {
          const fence = node.value.includes('```') ? '~~~~' : '```';
          this.replace(node, `${fence}\n${node.value}\n${fence}`);
          this.tell(node, 'indented-code', 'changed', {});
        }
        return;
      case 'heading':
        this.heading(node);
        break;
      case 'paragraph':
        this.guardFirstWord(node);
        break;
      case 'image':
        this.image(node, node.url, node.alt ?? '');
        return;
      case 'imageReference':
        this.image(node, this.addresses.get(node.identifier) ?? '', node.alt ?? '');
        return;
      case 'definition':
        if (!isSafeAddress(node.url)) {
          this.replace(node, '');
          this.tell(node, 'address', 'dropped', { address: node.url });
        }
        return;
      case 'link':
        if (!isSafeAddress(node.url)) {
          this.replace(node, escapeText(plainText(node)));
          this.tell(node, 'address', 'dropped', { address: node.url });
          return;
        }
        if (this.textOf(node).startsWith('<')) {
          this.replace(node, `[${escapeText(plainText(node))}](${node.url})`);
          this.tell(node, 'autolink', 'changed', { address: node.url });
          return;
        }
        // A bare address in the text is no text to escape.
        if (!this.textOf(node).startsWith('[')) return;
        break;
      case 'footnoteReference': {
        const note = this.notes.get(node.identifier);
        this.replace(node, note === undefined ? '' : `（注：${escapeText(note)}）`);
        this.tell(node, 'footnote', note === undefined ? 'dropped' : 'changed', { name: node.identifier });
        return;
      }
      case 'footnoteDefinition':
        this.replace(node, '');
        return;
      default:
        break;
    }
    if ('children' in node) for (const child of node.children) this.visit(child, inCell || node.type === 'tableCell');
  }

  private heading(node: Extract<Nodes, { type: 'heading' }>): void {
    const { start, end } = rangeOf(node);
    const depth = Math.min(node.depth + this.shift, 6);
    const written = this.textOf(node);
    const marks = '#'.repeat(depth);
    if (written.startsWith('#')) {
      if (this.shift > 0) this.edits.push({ start, end: start + node.depth, text: marks });
    } else {
      const last = node.children.at(-1);
      this.edits.push({ start, end: start, text: `${marks} ` });
      if (last) this.edits.push({ start: rangeOf(last).end, end, text: '' });
      this.tell(node, 'heading-underlined', 'changed', {});
    }
    if (this.shift > 0) this.tell(node, 'heading-shifted', 'changed', { before: node.depth, found: depth });
  }

  /** A paragraph that begins so would be taken for program text. */
  private guardFirstWord(node: Extract<Nodes, { type: 'paragraph' }>): void {
    const { start } = rangeOf(node);
    const word = /^(import|export)\b/.exec(this.source.slice(start))?.[1];
    if (word === undefined) return;
    this.edits.push({ start, end: start + 1, text: `&#${word.charCodeAt(0)};` });
    this.tell(node, 'code-word', 'changed', { found: word });
  }

  private image(node: Nodes, address: string, alt: string): void {
    const words = alt.trim();
    const path = this.imageAt(address);
    if (path !== null) {
      this.replace(node, `![${escapeText(words === '' ? '（图片说明）' : words)}](${path})`);
      if (words === '') this.tell(node, 'image-alt', 'added', { found: address });
    } else if (/^https?:/i.test(address) && isSafeAddress(address)) {
      this.replace(node, `[${escapeText(words === '' ? '图片' : words)}](${address})`);
      this.tell(node, 'image-remote', 'degraded', { address });
    } else {
      this.replace(node, words === '' ? '' : `（图：${escapeText(words)}）`);
      this.tell(node, 'image-missing', 'dropped', { found: address.slice(0, 80) });
    }
  }

  /** Signs that MDX takes for tags and expressions, where Markdown means the signs. */
  private escape(node: Nodes): void {
    const { start, end } = rangeOf(node);
    for (let i = start; i < end; i += 1) {
      const sign = this.source[i] ?? '';
      if (sign === '\\') i += 1;
      else if (sign === '<' || sign === '{' || sign === '}') {
        this.edits.push({ start: i, end: i, text: '\\' });
        const line = this.source.slice(0, i).split('\n').length + this.offset;
        this.tellOnce({ code: 'bare-sign', effect: 'changed', line, detail: { found: sign } });
      }
    }
  }

  private tellOnce(conversion: Conversion): void {
    const key = `${conversion.code} ${conversion.line}`;
    if (this.toldLines.has(key)) return;
    this.toldLines.add(key);
    this.report.push(conversion);
  }

  private tell(node: Nodes, code: ConversionCode, effect: ConversionEffect, detail: FaultDetail): void {
    this.report.push({ code, effect, line: lineOf(node) + this.offset, detail });
  }

  private replace(node: Nodes, text: string): void {
    this.edits.push({ ...rangeOf(node), text });
  }

  private textOf(node: Nodes): string {
    const { start, end } = rangeOf(node);
    return this.source.slice(start, end);
  }

  private apply(): string {
    const parts: string[] = [];
    let at = 0;
    // An edit within what another one replaced has nothing to change any more.
    for (const { start, end, text } of this.edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
      if (start < at) continue;
      parts.push(this.source.slice(at, start), text);
      at = end;
    }
    parts.push(this.source.slice(at));
    return parts.join('').replace(/\n{4,}/g, '\n\n\n');
  }
}

/** What would still be read as a tag, an expression or program text after everything that was meant was converted. */
const STILL_CODE: ReadonlySet<ContentFaultCode> = new Set([
  'mdx-syntax',
  'mdx-import',
  'mdx-expression',
  'mdx-comment',
  'tag-unclosed',
  'html-tag',
  'component-unknown',
  'component-misplaced',
]);
const ROUNDS = 8;

/**
 * Pieces that were harmless apart can form a tag or a word of program text once what stood between them is gone: each
 * is made text where it begins. What cannot be settled so is made text throughout.
 */
function settle(body: string): string {
  let text = body;
  for (let round = 0; round < ROUNDS; round += 1) {
    const faults = checkLessonBody({ source: text, sourceOffset: 0 }).faults.filter(({ code }) => STILL_CODE.has(code));
    if (faults.length === 0) return text;
    const lines = text.split('\n');
    for (const { line, column } of faults.toSorted((a, b) => b.line - a.line || b.column - a.column)) {
      const written = lines[line - 1] ?? '';
      const sign = written[column - 1] ?? '';
      if (!/[<{}ei]/.test(sign)) continue;
      lines[line - 1] = `${written.slice(0, column - 1)}${reference(sign)}${written.slice(column)}`;
    }
    text = lines.join('\n');
  }
  return body.replace(/[\\`*_{}[\]<>]/g, reference).replace(/^(\s*)([ie])(?=mport\b|xport\b)/gm, (_, space, letter) => {
    return `${space}${reference(letter)}`;
  });
}

/** A sign as a character reference: unlike a backslash, it means the same within an address. */
const reference = (sign: string): string => REFERENCES[sign] ?? `&#${sign.charCodeAt(0)};`;
const REFERENCES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;' };

const lineOf = ({ position }: Pick<Nodes, 'position'>): number => position?.start.line ?? 1;
const rangeOf = ({ position }: Pick<Nodes, 'position'>): { start: number; end: number } => ({
  start: position?.start.offset ?? 0,
  end: position?.end.offset ?? 0,
});

/** Plain words as MDX and Markdown both read them back. */
export const escapeText = (text: string): string => text.replace(/[\\`*_{}[\]<>]/g, '\\$&');

function plainText(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  return 'children' in node ? node.children.map((child) => plainText(child as Nodes)).join('') : '';
}
