import type { ReactNode } from 'react';

/** Nothing here yet: says why, and what to do. */
export function EmptyState({
  icon,
  title,
  text,
  action,
}: {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start gap-2 py-6">
      {icon && <div className="text-ink-3">{icon}</div>}
      <p className="text-16 font-semibold">{title}</p>
      {text && <p className="max-w-reading text-14 text-ink-2">{text}</p>}
      {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
