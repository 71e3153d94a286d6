import { useTranslation } from 'react-i18next';
import { useRootData } from '#app/ui/components/root-data.ts';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { mayByRoles } from '#app/ui/shells/may-by-roles.ts';

/** The two pages of access, of which a security administrator has one. */
export function AccessTabs({ current }: { current: 'slips' | 'reset' }) {
  const { t } = useTranslation();
  const { person } = useRootData();
  if (!person || !mayByRoles({ roles: person.roles, action: 'access.issue' })) return null;
  return (
    <div className="mb-6">
      <Tabs
        label={t('access.tabs')}
        current={current}
        tabs={[
          { key: 'slips', to: '/staff/access', label: t('access.slips') },
          { key: 'reset', to: '/staff/access/reset', label: t('access.reset') },
        ]}
      />
    </div>
  );
}
