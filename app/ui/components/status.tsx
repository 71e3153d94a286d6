import type { ReactNode } from 'react';
import { ClockIcon, InfoIcon, OkIcon, StopIcon, WarnIcon } from '#app/ui/icons/icons.tsx';

/** ok: in order; warn: needs attention; seal: refused, irreversible or wrong; active: going on; neutral: neither. */
export type Tone = 'ok' | 'warn' | 'seal' | 'active' | 'neutral';

const TONE_TEXT: Record<Tone, string> = {
  ok: 'text-ok',
  warn: 'text-warn',
  seal: 'text-seal',
  active: 'text-action',
  neutral: 'text-ink-2',
};
export const TONE_GROUND: Record<Tone, string> = {
  ok: 'bg-ok-ground',
  warn: 'bg-warn-ground',
  seal: 'bg-seal-ground',
  active: 'bg-action-ground',
  neutral: 'bg-sunken',
};

export function ToneIcon({ tone, size = 16 }: { tone: Tone; size?: 16 | 20 | 24 | 32 }) {
  const props = { size, className: TONE_TEXT[tone] };
  switch (tone) {
    case 'ok':
      return <OkIcon {...props} />;
    case 'warn':
      return <WarnIcon {...props} />;
    case 'seal':
      return <StopIcon {...props} />;
    case 'active':
      return <ClockIcon {...props} />;
    case 'neutral':
      return <InfoIcon {...props} />;
  }
}

/** A state in a line of text or a table: icon and word, never colour alone. */
export function Status({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap ${TONE_TEXT[tone]}`}>
      {icon ?? <ToneIcon tone={tone} />}
      <span>{children}</span>
    </span>
  );
}

/** The same on a ground of its own, where it stands beside a title. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-control px-2 py-0.5 text-13 font-medium whitespace-nowrap ${TONE_GROUND[tone]} ${TONE_TEXT[tone]}`}
    >
      {icon ?? (tone === 'neutral' ? null : <ToneIcon tone={tone} />)}
      <span>{children}</span>
    </span>
  );
}
