import { useTranslation } from 'react-i18next';
import { Status } from '#app/ui/components/status.tsx';
import { Icon } from '#app/ui/icons/icon.tsx';
import { OkIcon } from '#app/ui/icons/icons.tsx';

export type StudyState = 'not-started' | 'in-progress' | 'completed';

/** Empty, half and ticked circle: told apart without colour. */
export function StateMark({ state, label }: { readonly state: StudyState; readonly label?: string }) {
  const look = label === undefined ? {} : { label };
  if (state === 'completed') return <OkIcon size={16} className="shrink-0 text-ok" {...look} />;
  return (
    <Icon size={16} className={`shrink-0 ${state === 'in-progress' ? 'text-action' : 'text-ink-3'}`} {...look}>
      <circle cx="10" cy="10" r="7" />
      {state === 'in-progress' && <path d="M10 3v14a7 7 0 0 0 0-14z" fill="currentColor" />}
    </Icon>
  );
}

const TONE = { 'not-started': 'neutral', 'in-progress': 'active', completed: 'ok' } as const;

export function StudyStatus({ state }: { readonly state: StudyState }) {
  const { t } = useTranslation();
  return (
    <Status tone={TONE[state]} icon={<StateMark state={state} />}>
      {t(`learning.state.${state}`)}
    </Status>
  );
}
