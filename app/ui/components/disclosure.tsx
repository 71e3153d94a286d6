import type { ReactNode } from 'react';
import { ChevronRightIcon } from '#app/ui/icons/icons.tsx';

/** More on the same matter, folded; open in print. */
export function Disclosure({
  summary,
  open = false,
  children,
}: {
  readonly summary: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details open={open} className="group border-y border-line">
      <summary className="flex min-h-11 items-center gap-2 py-2 text-14 font-medium hover:text-action">
        <ChevronRightIcon size={16} className="transition-transform duration-100 group-open:rotate-90" />
        {summary}
      </summary>
      <div className="pb-4 pl-6 text-14">{children}</div>
    </details>
  );
}
