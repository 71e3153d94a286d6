import type { ReactNode } from 'react';
import { mixed } from './mixed-text.tsx';

/** A part of a page under a heading of its own; `id` names it for links and readers. */
export function Section({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="pb-3 text-18">
        {mixed(title)}
      </h2>
      {children}
    </section>
  );
}
