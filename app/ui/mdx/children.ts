import { Children, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';

/** The elements among an author's children; the line breaks between them are no content. */
export function elementsOf<Props>(children: ReactNode): ReactElement<Props>[] {
  return Children.toArray(children).flatMap((child) => {
    if (!isValidElement<{ children?: ReactNode }>(child)) return [];
    // Lines without blank lines between them arrive as one paragraph.
    return child.type === Fragment || child.type === 'p'
      ? elementsOf<Props>(child.props.children)
      : [child as ReactElement<Props>];
  });
}

/** The text of an element's content, for an address or a name. */
export function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(textOf).join('');
  return isValidElement<{ children?: ReactNode }>(node) ? textOf(node.props.children) : '';
}
