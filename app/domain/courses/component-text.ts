import { type ComponentRule, LESSON_COMPONENTS } from './lesson-components.ts';

/** What an author filled in for one component; `text` is Markdown, a table is its rows of cells, a list its items. */
export type ComponentDraft = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly items?: readonly string[];
  readonly rows?: readonly (readonly string[])[];
  readonly parts?: readonly ComponentDraft[];
};

/** An attribute's value in quotes: JSX knows no backslash, so quotes and ampersands are character references. */
const quote = (value: string): string =>
  `"${value.replace(/\s+/g, ' ').trim().replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;

const unquote = (value: string): string => value.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Markdown in which braces and less-than signs are themselves: a lesson holds no expressions and no HTML. */
const plain = (text: string): string => text.replace(/(?<!\\)[{}<]/g, '\\$&').trim();

const cell = (text: string): string => plain(text.replace(/\s+/g, ' ')).replace(/(?<!\\)\|/g, '\\|');

const ruleOf = (name: string): ComponentRule => {
  const rule = LESSON_COMPONENTS[name];
  if (!rule) throw new Error(`no component ${name}`);
  return rule;
};

/** Attributes in the order of the component's rule, without those that are empty. */
function openingTag(name: string, attributes: Readonly<Record<string, string>>, end = '>'): string {
  const written = Object.keys(ruleOf(name).attributes)
    .filter((key) => (attributes[key] ?? '').trim() !== '')
    .map((key) => ` ${key}=${quote(attributes[key] ?? '')}`);
  return `<${name}${written.join('')}${end}`;
}

/**
 * The MDX of a component as the checker accepts it: tags on lines of their own, empty lines between them and Markdown.
 * @throws when there is no such component.
 */
export function writeComponent({
  name,
  attributes,
  text = '',
  items = [],
  rows = [],
  parts = [],
}: ComponentDraft): string {
  const { children } = ruleOf(name);
  if (children.kind === 'none') return openingTag(name, attributes, ' />');
  const open = openingTag(name, attributes);
  const close = `</${name}>`;
  if (children.kind === 'of') return [open, ...parts.map(writeComponent), close].join('\n');
  const inside =
    children.kind === 'list' ? writeList(items) : children.kind === 'table' ? writeTable(rows) : plain(text);
  return inside === '' ? `${open}${close}` : `${open}\n\n${inside}\n\n${close}`;
}

const writeList = (items: readonly string[]): string =>
  items
    .map((item) => plain(item.replace(/\s+/g, ' ')))
    .filter(Boolean)
    .map((item) => `- ${item}`)
    .join('\n');

function writeTable(rows: readonly (readonly string[])[]): string {
  const [head, ...body] = rows;
  if (!head) return '';
  const line = (cells: readonly string[]) => `| ${head.map((_, at) => cell(cells[at] ?? '')).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...body.map(line)].join('\n');
}

/** An image of the lesson. */
export const writeImage = ({ path, alt }: { path: string; alt: string }): string =>
  `![${plain(alt.replace(/\s+/g, ' ')).replace(/[[\]]/g, '\\$&')}](${path})`;

/** A block on lines of its own at `offset` of a text: with the empty lines around it that Markdown needs. */
export function asBlock({ text, offset, block }: { text: string; offset: number; block: string }): string {
  const before = text.slice(0, offset);
  const after = text.slice(offset);
  const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const trail = after === '' ? '\n' : after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  return `${lead}${block}${trail}`;
}

export type FoundTag = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Offsets of the opening tag. */
  readonly from: number;
  readonly to: number;
  readonly selfClosing: boolean;
};

const TAG = /<([A-Z][A-Za-z]*)((?:\s+[a-z]+="[^"]*")*)\s*(\/?)>/g;

/** The opening tag of a known component on whose text `offset` stands; null elsewhere. */
export function findTagAt(text: string, offset: number): FoundTag | null {
  const start = text.lastIndexOf('<', offset);
  if (start === -1) return null;
  TAG.lastIndex = start;
  const match = TAG.exec(text);
  if (!match || match.index !== start || match.index + match[0].length < offset) return null;
  const [whole, name = '', written = '', slash] = match;
  if (!Object.hasOwn(LESSON_COMPONENTS, name)) return null;
  const attributes = Object.fromEntries(
    [...written.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unquote(value)]),
  );
  return { name, attributes, from: start, to: start + whole.length, selfClosing: slash === '/' };
}

/** An opening tag with other attributes; what stands inside the component is untouched. */
export const rewriteTag = ({ name, selfClosing }: FoundTag, attributes: Readonly<Record<string, string>>): string =>
  openingTag(name, attributes, selfClosing ? ' />' : '>');

/** Components that an author chooses from, parts of others left out. */
export const INSERTABLE: readonly string[] = Object.entries(LESSON_COMPONENTS)
  .filter(([, { parent }]) => parent === null)
  .map(([name]) => name);
