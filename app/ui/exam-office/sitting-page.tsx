import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';

const TABS = [
  { key: 'overview', path: '' },
  { key: 'people', path: '/people' },
  { key: 'results', path: '/results' },
] as const;

/** One sitting's pages: its name, the way back to all of them, and its three sides. */
export function SittingPage({
  sitting,
  current,
  action,
  intro,
  children,
}: {
  readonly sitting: { readonly id: string; readonly title: LocalText };
  readonly current: (typeof TABS)[number]['key'];
  readonly action?: ReactNode;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <StaffShell
      title={<LocalTextView text={sitting.title} />}
      breadcrumb={[{ label: t('exam.sittings.title'), to: '/staff/sittings' }]}
      action={action}
      intro={intro}
    >
      <Tabs
        label={t('office.tabs.label')}
        current={current}
        tabs={TABS.map(({ key, path }) => ({
          key,
          to: `/staff/sittings/${sitting.id}${path}`,
          label: t(`office.tabs.${key}`),
        }))}
      />
      <div className="pt-6">{children}</div>
    </StaffShell>
  );
}
