import type { ReactNode } from 'react';

/** An empty part of a record that has many: one line, not a page's empty state. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className="text-14 text-ink-2">{children}</p>;
}
