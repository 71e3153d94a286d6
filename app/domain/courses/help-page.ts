import type { Nodes, Root } from 'mdast';
import { z } from 'zod';
import { isSafeAddress } from '#app/domain/kernel/address.ts';
import { formatVersion } from '#app/domain/kernel/authored.ts';
import { checkShape } from '#app/domain/kernel/check-shape.ts';
import type { ContentFaultCode, FaultDetail, PlacedFault } from '#app/domain/kernel/content-fault.ts';
import { parseLocatedYaml } from '#app/domain/kernel/located-yaml.ts';
import { ROLES } from '#app/domain/people/roles.ts';
import { splitLesson } from './check-lesson.ts';
import { parseMending } from './lesson-syntax.ts';

/** The head of a page of the manual: content/help/<language>/<topic>.md. */
const helpFrontMatter = z.strictObject({
  formatVersion,
  title: z.string().min(1),
  summary: z.string().min(1),
  /** Whom it is written for; everyone may read it. */
  for: z.array(z.enum(['everyone', ...ROLES])).min(1),
  /** Whether those read it who have not signed in. */
  public: z.boolean().default(false),
  /** Its place in the list. */
  order: z.int().min(0),
});
export type HelpFrontMatter = z.output<typeof helpFrontMatter>;

/** The body as it is drawn: a tree without places in the file. */
export type HelpNode =
  | { readonly type: 'text' | 'inlineCode' | 'code'; readonly value: string }
  | { readonly type: 'break' }
  | {
      readonly type:
        | 'root'
        | 'paragraph'
        | 'strong'
        | 'emphasis'
        | 'blockquote'
        | 'listItem'
        | 'tableRow'
        | 'tableCell';
      readonly children: readonly HelpNode[];
    }
  | { readonly type: 'table'; readonly children: readonly HelpNode[] }
  | { readonly type: 'heading'; readonly depth: number; readonly children: readonly HelpNode[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly children: readonly HelpNode[] }
  | { readonly type: 'link'; readonly url: string; readonly children: readonly HelpNode[] };

export type HelpPage = HelpFrontMatter & { readonly body: HelpNode };

/** The head alone, which costs a hundredth of the whole page; null where it is at fault. */
export function parseHelpHead(text: string): HelpFrontMatter | null {
  const { frontMatter } = splitLesson(text);
  return frontMatter === null ? null : readHead(frontMatter).data;
}

function readHead(frontMatter: string): { data: HelpFrontMatter | null; faults: readonly PlacedFault[] } {
  const yaml = parseLocatedYaml(frontMatter, { lineOffset: 1 });
  const head =
    yaml.value === undefined ? null : checkShape({ schema: helpFrontMatter, value: yaml.value, source: yaml });
  return { data: head?.data ?? null, faults: [...yaml.faults, ...(head?.faults ?? [])] };
}

/**
 * Reads a page of the manual: a head in YAML and plain Markdown with tables. Tags, expressions and pictures are
 * refused; nothing is repaired.
 * @param text with LF line ends and without a byte order mark.
 * @returns no page where there is a fault.
 */
export function parseHelpPage(text: string): {
  readonly page: HelpPage | null;
  readonly faults: readonly PlacedFault[];
} {
  const { frontMatter, source, sourceOffset, faults: cut } = splitLesson(text);
  if (frontMatter === null) return { page: null, faults: cut };
  const head = readHead(frontMatter);
  const { root, faults: syntax } = parseMending(source);
  const body = root ? checkBody(root) : null;
  const faults = [
    ...cut,
    ...head.faults,
    ...[...syntax, ...(body?.faults ?? [])].map((fault) => ({ ...fault, line: fault.line + sourceOffset })),
  ];
  if (faults.length > 0 || !head.data || !body?.node) return { page: null, faults };
  return { page: { ...head.data, body: body.node }, faults };
}

function checkBody(root: Root): { readonly node: HelpNode | null; readonly faults: readonly PlacedFault[] } {
  const faults: PlacedFault[] = [];
  const report = (node: Nodes, code: ContentFaultCode, detail: FaultDetail = {}): null => {
    const { line = 1, column = 1 } = node.position?.start ?? {};
    faults.push({ line, column, code, detail });
    return null;
  };
  const visit = (node: Nodes): HelpNode | null => {
    const children = 'children' in node ? (node.children as Nodes[]).flatMap((child) => visit(child) ?? []) : [];
    switch (node.type) {
      case 'text':
      case 'inlineCode':
      case 'code':
        return { type: node.type, value: node.value };
      case 'break':
        return { type: 'break' };
      case 'root':
      case 'paragraph':
      case 'strong':
      case 'emphasis':
      case 'blockquote':
      case 'listItem':
      case 'table':
      case 'tableRow':
      case 'tableCell':
        return { type: node.type, children };
      case 'list':
        return { type: 'list', ordered: node.ordered === true, children };
      case 'heading':
        if (node.depth === 1) report(node, 'heading-level');
        return { type: 'heading', depth: node.depth, children };
      case 'link':
        if (!isSafeAddress(node.url)) report(node, 'address-refused', { address: node.url });
        return { type: 'link', url: node.url, children };
      case 'image':
        return report(node, 'image-not-served');
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return report(node, 'html-tag', { name: node.name ?? '' });
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        return report(node, 'mdx-expression');
      case 'mdxjsEsm':
        return report(node, 'mdx-import');
      default:
        return report(node, 'mdx-syntax', { reason: node.type });
    }
  };
  return { node: visit(root), faults };
}
