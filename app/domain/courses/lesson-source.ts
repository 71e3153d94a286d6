import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** The same grammar as the compiler's (app/platform/content/lesson-compiler.server.ts): CommonMark, GFM, MDX. */
const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).freeze();

/** @throws VFileMessage with place and reason where the text is no MDX. */
export const parseLessonSource = (source: string): Root => parser.parse(source);

/** A lesson of about this length and no more reads in one sitting. */
export const LESSON_LENGTH = { shortest: 800, short: 1200, long: 2500, longest: 4000 } as const;

/** Han characters of a body: its length as readers of Chinese count it. Captions and titles count; Latin does not. */
export const countHan = (source: string): number => source.match(/\p{Script=Han}/gu)?.length ?? 0;

/** Attributes whose text a reader sees. */
const SHOWN = new Set(['title', 'caption', 'term', 'en', 'label', 'to', 'hub', 'author']);

/** Everything that a reader can read in a lesson, as plain text, one passage a line: what search looks through. */
export function lessonText(source: string): string {
  const passages: string[] = [];
  const collect = (node: Nodes): string => {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value;
    if (node.type === 'break') return '\n';
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      for (const attribute of node.attributes) {
        if (attribute.type === 'mdxJsxAttribute' && SHOWN.has(attribute.name) && typeof attribute.value === 'string')
          passages.push(attribute.value);
      }
    }
    if (!('children' in node)) return '';
    const inner = node.children.map((child) => collect(child));
    if (!BLOCKS.has(node.type)) return inner.join('');
    passages.push(inner.join(''));
    return '';
  };
  collect(parseLessonSource(source));
  return passages
    .map((passage) => passage.trim())
    .filter(Boolean)
    .join('\n');
}

const BLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableCell', 'mdxJsxFlowElement']);
