import { useTranslation } from 'react-i18next';
import { ACCESS_CODE_MS } from '#app/domain/people/access-code.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';

const DAYS = ACCESS_CODE_MS.slip / 86_400_000;

/** What is missing until HR looks after itself, and where it is done. `state` is null to whoever may not do it. */
export function FirstHrNotice({ state }: { readonly state: 'nobody' | 'waiting' | 'serving' | null }) {
  const { t } = useTranslation();
  if (state === null || state === 'serving') return null;
  return (
    <Callout
      tone="warn"
      title={t(`staff.firstHr.${state}`)}
      action={
        <LinkButton to="/staff/roles/first-hr">
          {t(state === 'nobody' ? 'staff.firstHr.title' : 'staff.firstHr.toSlip')}
        </LinkButton>
      }
    >
      {state === 'nobody' ? t('staff.firstHr.nobodyText') : t('staff.firstHr.waitingText', { days: DAYS })}
    </Callout>
  );
}
