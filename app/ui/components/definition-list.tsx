import type { ReactNode } from 'react';

export type Definition = { readonly term: ReactNode; readonly value: ReactNode; readonly key?: string };

/** Facts of one thing: the name at the left, the value at the right; below each other on a phone. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="border-t border-line text-14">
      {items.map((item, index) => (
        <div
          key={item.key ?? (typeof item.term === 'string' ? item.term : index)}
          className="flex flex-col gap-x-6 border-b border-line py-2.5 sm:flex-row"
        >
          <dt className="w-40 shrink-0 text-ink-2">{item.term}</dt>
          <dd className="figures min-w-0 flex-1">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
