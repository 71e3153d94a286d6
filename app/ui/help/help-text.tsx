import type { HelpNode } from '#app/domain/courses/help-page.ts';
import { Anchor, Heading2, Heading3, Heading4, ScrollTable } from '#app/ui/mdx/prose.tsx';

const HEADINGS = { 2: Heading2, 3: Heading3 } as const;

const drawAll = (nodes: readonly HelpNode[]) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a page of the manual does not change while it is read
  nodes.map((node, i) => <HelpText key={i} node={node} />);

/** A page of the manual, set like a lesson: only these elements exist, so nothing in it can run. */
export function HelpText({ node }: { node: HelpNode }) {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      );
    case 'break':
      return <br />;
    case 'root':
      return drawAll(node.children);
    case 'paragraph':
      return <p>{drawAll(node.children)}</p>;
    case 'strong':
      return <strong>{drawAll(node.children)}</strong>;
    case 'emphasis':
      return <em>{drawAll(node.children)}</em>;
    case 'blockquote':
      return <blockquote>{drawAll(node.children)}</blockquote>;
    case 'link':
      return <Anchor href={node.url}>{drawAll(node.children)}</Anchor>;
    case 'heading': {
      const Heading = HEADINGS[node.depth as keyof typeof HEADINGS] ?? Heading4;
      return <Heading>{drawAll(node.children)}</Heading>;
    }
    case 'list':
      return node.ordered ? <ol>{drawAll(node.children)}</ol> : <ul>{drawAll(node.children)}</ul>;
    case 'listItem': {
      const [first, ...others] = node.children;
      return (
        <li>
          {first?.type === 'paragraph' ? drawAll(first.children) : drawAll(node.children.slice(0, 1))}
          {drawAll(others)}
        </li>
      );
    }
    case 'table':
      return <HelpTable rows={node.children} />;
    default:
      return null;
  }
}

const textOf = (node: HelpNode): string =>
  'value' in node ? node.value : 'children' in node ? node.children.map(textOf).join('') : '';

/** Named by its headings: a page may have several. */
function HelpTable({ rows }: { rows: readonly HelpNode[] }) {
  const [head, ...body] = rows.map((row) => ('children' in row ? row.children : []));
  const cells = (row: readonly HelpNode[]) => row.map((cell) => ('children' in cell ? drawAll(cell.children) : null));
  return (
    <ScrollTable label={(head ?? []).map(textOf).join(' · ')}>
      <thead>
        <tr>
          {cells(head ?? []).map((cell, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <th key={i} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={i}>
            {cells(row).map((cell, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <td key={j}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
