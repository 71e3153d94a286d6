import type { ReactNode } from 'react';
import { TONE_GROUND, type Tone, ToneIcon } from './status.tsx';

/** Something to notice before going on. `announce` when it appears as the answer to an act. */
export function Callout({
  tone = 'neutral',
  title,
  action,
  announce = false,
  children,
}: {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly action?: ReactNode;
  readonly announce?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div
      {...(announce ? { role: tone === 'seal' || tone === 'warn' ? 'alert' : 'status' } : {})}
      className={`flex flex-wrap items-start gap-x-3 gap-y-2 rounded-control border border-transparent p-4 text-14 print:border-ink ${TONE_GROUND[tone]}`}
    >
      <ToneIcon tone={tone} size={20} />
      <div className="min-w-0 flex-1 basis-48">
        {title && <p className="font-semibold text-ink">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
