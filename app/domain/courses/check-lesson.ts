import type { Nodes, Root } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { isSafeAddress } from '#app/domain/kernel/address.ts';
import { dateText } from '#app/domain/kernel/authored.ts';
import type { ContentFaultCode, FaultDetail, Place, PlacedFault } from '#app/domain/kernel/content-fault.ts';
import { findConflictMark } from '#app/domain/kernel/merge-texts.ts';
import { suggestWord } from '#app/domain/kernel/similar.ts';
import { isImagePath } from './image-file.ts';
import { type AttributeRule, type ComponentRule, LESSON_COMPONENTS } from './lesson-components.ts';
import { countHan, LESSON_LENGTH } from './lesson-source.ts';
import { parseMending } from './lesson-syntax.ts';

/**
 * MDX is code: whatever this lets through runs on the server and in every reader's browser. So it must run before
 * any other tool sees the text: the front matter reader of mdx-bundler *executes* a block that opens with `---js`,
 * and its plugins add exports of their own.
 */
export type LessonParts = {
  /** The YAML between the lines of hyphens; null where there is no plain front matter. */
  readonly frontMatter: string | null;
  /** The text after it. */
  readonly source: string;
  /** Lines of the file before `source`. */
  readonly sourceOffset: number;
  readonly faults: readonly PlacedFault[];
};

const OPENING = /^---[ \t]*$/;

/**
 * Cuts a lesson in two without interpreting either part. Only a plain `---` line opens front matter, only another
 * closes it; `---js`, `---json` and the like are refused, and so is a body that opens with hyphens, since the next
 * tool would take those for front matter of its own.
 * @param text with LF line ends and without a byte order mark.
 */
export function splitLesson(text: string): LessonParts {
  const refuse = (code: ContentFaultCode, place: Place, detail: FaultDetail = {}): LessonParts => ({
    frontMatter: null,
    source: '',
    sourceOffset: 0,
    faults: [{ ...place, code, detail }],
  });
  const lines = text.split('\n');
  const first = lines[0] ?? '';
  if (!first.startsWith('---')) return refuse('front-matter-missing', { line: 1, column: 1 });
  if (!OPENING.test(first))
    return refuse('front-matter-not-yaml', { line: 1, column: 4 }, { found: first.slice(3, 23) });
  const close = lines.findIndex((line, i) => i > 0 && OPENING.test(line));
  if (close === -1) return refuse('front-matter-unclosed', { line: 1, column: 1 });
  const source = lines.slice(close + 1).join('\n');
  return {
    frontMatter: lines.slice(1, close).join('\n'),
    source,
    sourceOffset: close + 1,
    faults: opensWithRule(source) ? [{ line: close + 2, column: 1, code: 'body-opens-with-rule', detail: {} }] : [],
  };
}

/** Whether a body would be taken to have front matter of its own. */
export const opensWithRule = (source: string): boolean => /^\uFEFF?---/.test(source);

/** An image as the text names it, by its path beside the lesson: `images/name.webp`. */
export type ImageMention = Place & { readonly path: string };

/**
 * Every fault of a lesson's body, and the images that it names. What is not on the list of components, attributes and addresses is refused;
 * nothing is repaired.
 */
export function checkLessonBody({ source, sourceOffset }: Pick<LessonParts, 'source' | 'sourceOffset'>): {
  readonly faults: PlacedFault[];
  readonly images: ImageMention[];
} {
  const mark = findConflictMark(source);
  // What follows from the marks themselves would only hide what is to be decided.
  if (mark !== null)
    return {
      faults: [{ line: mark + sourceOffset, column: 1, code: 'conflict-undecided', detail: {} }],
      images: [],
    };
  const { root, faults } = parseMending(source);
  const walk = new BodyWalk();
  if (root) {
    walk.visit(root, null);
    faults.push(...walk.finish());
  }
  faults.push(...checkLength(source));
  const inFile = <T extends Place>(placed: T): T => ({ ...placed, line: placed.line + sourceOffset });
  return { faults: faults.map(inFile), images: walk.images.map(inFile) };
}

function checkLength(source: string): PlacedFault[] {
  const found = countHan(source);
  const { shortest, short, long, longest } = LESSON_LENGTH;
  const at = { line: 1, column: 1 };
  if (found < shortest || found > longest)
    return [{ ...at, code: 'lesson-length', detail: { found, least: shortest, most: longest } }];
  if (found < short || found > long)
    return [{ ...at, code: 'lesson-length-unusual', detail: { found, least: short, most: long } }];
  return [];
}

function placeOf({ position }: Pick<Nodes, 'position'>): Place {
  const { line, column } = position?.start ?? { line: 1, column: 1 };
  return { line, column };
}

type Element = MdxJsxFlowElement | MdxJsxTextElement;
const isElement = (node: Nodes): node is Element =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** Goes through a body once, in order, and keeps what only the whole can tell. */
class BodyWalk {
  readonly images: ImageMention[] = [];
  private readonly faults: PlacedFault[] = [];
  private quizzes = 0;
  private lastHeading = 1;
  private figures = 0;
  private readonly sections = new Map<string, Element>();
  private lastBlock: string | null = null;

  visit(node: Nodes, parent: string | null): void {
    switch (node.type) {
      case 'root':
        this.lastBlock = lastElementName(node);
        break;
      case 'mdxjsEsm':
        this.report('mdx-import', node, { found: shorten(node.value) });
        return;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        this.report('mdx-expression', node, { found: shorten(`{${node.value}}`) });
        return;
      case 'html':
        this.report('html-tag', node, { name: shorten(node.value) });
        return;
      case 'link':
      case 'definition':
        this.checkAddress(node.url, node);
        break;
      case 'image':
        this.checkImage(node);
        break;
      case 'imageReference':
        this.report('image-address', node, { found: shorten(`[${node.label ?? ''}]`) });
        break;
      case 'heading':
        this.checkHeading(node);
        break;
      default:
        break;
    }
    if (isElement(node)) {
      if (!this.checkElement(node, parent)) return;
      for (const child of node.children) this.visit(child, node.name);
    } else if ('children' in node) {
      // A paragraph or a list between a component and its parts does not change whose parts they are.
      for (const child of node.children) this.visit(child, parent);
    }
  }

  finish(): PlacedFault[] {
    const top = { position: undefined };
    if (this.quizzes === 0) this.report('quiz-missing', top);
    for (const name of ['Case', 'Mistakes', 'Reading']) {
      if (!this.sections.has(name)) this.report('section-missing', top, { name: `<${name}>` });
    }
    if (this.figures === 0) this.report('section-missing', top, { name: '<Process>, <Timeline>, <Layers>…' });
    const reading = this.sections.get('Reading');
    if (reading && this.lastBlock !== 'Reading') this.report('reading-not-last', reading);
    return this.faults;
  }

  private report(code: ContentFaultCode, at: Pick<Nodes, 'position'>, detail: FaultDetail = {}): void {
    this.faults.push({ ...placeOf(at), code, detail });
  }

  /** Whether to look inside. */
  private checkElement(node: Element, parent: string | null): boolean {
    const { name } = node;
    const rule =
      name === null ? undefined : Object.hasOwn(LESSON_COMPONENTS, name) ? LESSON_COMPONENTS[name] : undefined;
    if (name === null || !rule) {
      const suggestion = name === null ? null : suggestWord(name, Object.keys(LESSON_COMPONENTS));
      const isHtml = name !== null && /^[a-z][a-z0-9-]*$/.test(name) && suggestion === null;
      this.report(isHtml ? 'html-tag' : 'component-unknown', node, {
        name: `<${name ?? ''}>`,
        ...(suggestion === null ? {} : { suggestion: `<${suggestion}>` }),
      });
      this.checkUnlistedAttributes(node);
      return true;
    }
    if (name === 'Quiz') {
      this.quizzes += 1;
      if (this.quizzes > 1) this.report('quiz-repeated', node);
    }
    this.sections.set(name, node);
    if (rule.figure) this.figures += 1;
    if (rule.parent !== null && rule.parent !== parent)
      this.report('component-misplaced', node, { name: `<${name}>`, parent: `<${rule.parent}>` });
    this.checkAttributes(node, name, rule);
    this.checkChildren(node, name, rule);
    return true;
  }

  /** A tag that is refused anyway: what is dangerous on it is told too. */
  private checkUnlistedAttributes(node: Element): void {
    for (const attribute of node.attributes) {
      if (attribute.type === 'mdxJsxExpressionAttribute')
        this.report('attribute-spread', attribute.position ? attribute : node);
      else if (/^on/i.test(attribute.name))
        this.report('attribute-event', attribute.position ? attribute : node, { attribute: attribute.name });
      else if (attribute.value !== null && typeof attribute.value === 'object')
        this.report('attribute-expression', attribute.position ? attribute : node, { attribute: attribute.name });
      else if (/^(href|src|url|action|formaction)$/i.test(attribute.name) && typeof attribute.value === 'string')
        this.checkAddress(attribute.value, attribute.position ? attribute : node);
    }
  }

  private checkAttributes(node: Element, name: string, { attributes }: ComponentRule): void {
    const seen = new Set<string>();
    for (const attribute of node.attributes) {
      const at = attribute.position ? attribute : node;
      if (attribute.type === 'mdxJsxExpressionAttribute') {
        this.report('attribute-spread', at);
        continue;
      }
      const rule = Object.hasOwn(attributes, attribute.name) ? attributes[attribute.name] : undefined;
      if (seen.has(attribute.name)) this.report('attribute-repeated', at, { attribute: attribute.name });
      seen.add(attribute.name);
      if (/^on/i.test(attribute.name)) this.report('attribute-event', at, { attribute: attribute.name });
      else if (!rule) {
        const suggestion = suggestWord(attribute.name, Object.keys(attributes));
        this.report('attribute-unknown', at, {
          name: `<${name}>`,
          attribute: attribute.name,
          ...(suggestion === null ? {} : { suggestion }),
        });
        if (attribute.value !== null && typeof attribute.value === 'object')
          this.report('attribute-expression', at, { attribute: attribute.name });
      } else this.checkValue(attribute, rule, at);
    }
    for (const [attribute, rule] of Object.entries(attributes)) {
      if (rule.required && !seen.has(attribute))
        this.report('attribute-missing', node, { name: `<${name}>`, attribute });
    }
  }

  private checkValue(
    { name: attribute, value }: MdxJsxAttribute,
    { form, required }: AttributeRule,
    at: Pick<Nodes, 'position'>,
  ): void {
    if (value !== null && typeof value === 'object') {
      this.report('attribute-expression', at, { attribute });
      return;
    }
    if (typeof value !== 'string' || (required && value.trim() === '')) {
      this.report('attribute-empty', at, { attribute });
      return;
    }
    if (form === 'address') {
      this.checkAddress(value, at);
      return;
    }
    const isRight =
      form === 'text' ||
      (form === 'date' && dateText.safeParse(value).success) ||
      (form === 'number' && /^-?\d{1,9}(\.\d{1,4})?$/.test(value)) ||
      (typeof form === 'object' && form.oneOf.includes(value));
    if (!isRight)
      this.report('attribute-value', at, {
        attribute,
        found: shorten(value),
        allowed:
          typeof form === 'object' ? form.oneOf.join(', ') : form === 'date' ? '2002, 2002-09, 2002-09-01' : '42, 3.5',
      });
  }

  private checkChildren(node: Element, name: string, { children }: ComponentRule): void {
    const inside = meaningful(node.children);
    if (children.kind === 'any') return;
    if (children.kind === 'of') {
      const parts = inside.filter((child) => isElement(child) && child.name === children.component);
      const others = inside.filter((child) => !(isElement(child) && child.name === children.component));
      for (const other of others.slice(0, 1))
        this.report('component-children', other, { name: `<${name}>`, expected: `<${children.component}>` });
      if (parts.length < children.least || (children.most !== null && parts.length > children.most))
        this.report('child-count', node, {
          name: `<${name}>`,
          child: `<${children.component}>`,
          found: parts.length,
          least: children.least,
          most: children.most ?? 99,
        });
      return;
    }
    const [only] = inside;
    const isRight =
      children.kind === 'none'
        ? inside.length === 0
        : inside.length === 1 && only?.type === (children.kind === 'list' ? 'list' : 'table');
    if (!isRight) this.report('component-children', only ?? node, { name: `<${name}>`, expected: children.kind });
  }

  private checkAddress(address: string, at: Pick<Nodes, 'position'>): void {
    if (!isSafeAddress(address)) this.report('address-refused', at, { address: shorten(address) });
  }

  private checkImage(node: Extract<Nodes, { type: 'image' }>): void {
    const found = shorten(node.url);
    if (!isImagePath(node.url)) this.report('image-address', node, { found });
    else this.images.push({ path: node.url, ...placeOf(node) });
    if ((node.alt ?? '').trim() === '') this.report('image-alt-missing', node, { found });
  }

  private checkHeading(node: Extract<Nodes, { type: 'heading' }>): void {
    if (node.depth === 1) this.report('heading-level', node);
    else if (node.depth > this.lastHeading + 1)
      this.report('heading-skipped', node, { found: node.depth, before: this.lastHeading });
    this.lastHeading = Math.max(node.depth, 1);
  }
}

/** The children that count: components on one line with text around come wrapped in a paragraph. */
function meaningful(children: readonly Nodes[]): Nodes[] {
  return children.flatMap((child): Nodes[] => {
    if (child.type === 'paragraph') {
      const inner = meaningful(child.children);
      return inner.some(isElement) && inner.every(isElement) ? inner : [child];
    }
    return child.type === 'text' && child.value.trim() === '' ? [] : [child];
  });
}

function lastElementName(root: Root): string | null {
  const last = meaningful(root.children).at(-1);
  return last && isElement(last) ? last.name : null;
}

const LONGEST_SHOWN = 40;
const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line;
};
