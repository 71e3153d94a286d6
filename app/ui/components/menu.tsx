import { useLocation } from '@remix-run/react';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A menu of the shell as a native disclosure, so that it opens without script; with script a press elsewhere, Escape
 * or going to another page closes it.
 */
export function Menu({
  label,
  face,
  align = 'end',
  children,
}: {
  readonly label: string;
  readonly face: ReactNode;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}) {
  const ref = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new location closes the menu
  useEffect(() => {
    if (ref.current) ref.current.open = false;
  }, [key]);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = ref.current;
      if (!menu?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        menu.open = false;
        menu.querySelector('summary')?.focus();
      } else if (!menu.contains(event.target as Node)) menu.open = false;
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return (
    <details ref={ref} className="relative">
      <summary
        aria-label={label}
        className="flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-control px-2 text-14 text-ink-2 hover:bg-sunken hover:text-ink md:min-h-10"
      >
        {face}
      </summary>
      <div
        className={`absolute z-40 mt-1 min-w-52 rounded-panel border border-line bg-surface p-2 shadow-float ${align === 'end' ? 'right-0' : 'left-0'}`}
      >
        {children}
      </div>
    </details>
  );
}

export const MENU_ITEM =
  'flex min-h-11 w-full items-center gap-3 rounded-control px-3 text-left text-14 text-ink hover:bg-sunken md:min-h-9';
