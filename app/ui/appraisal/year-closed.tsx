import { useTranslation } from 'react-i18next';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { LockIcon } from '#app/ui/icons/icons.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';

/** The page of a year that is neither open nor may open: which years do, and the way there. */
export function YearClosed({ year }: { year: number }) {
  const { t } = useTranslation();
  return (
    <StaffShell
      title={t('appraisal.year.title', { year })}
      breadcrumb={[{ label: t('appraisal.list.title'), to: '/staff/appraisal' }]}
    >
      <EmptyState
        icon={<LockIcon size={32} />}
        title={t('appraisal.closed.title', { year })}
        text={t('appraisal.closed.text')}
        action={<LinkButton to="/staff/appraisal">{t('appraisal.closed.back')}</LinkButton>}
      />
    </StaffShell>
  );
}
