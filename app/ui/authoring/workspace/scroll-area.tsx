import type { ReactNode } from 'react';

/** A pane that scrolls by itself: the keyboard reaches it too. */
export function ScrollArea({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section aria-label={label} tabIndex={0} className="h-full overflow-y-auto p-4">
      {children}
    </section>
  );
}
