import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { SETTING_GROUPS, SETTINGS } from '#app/domain/operation/settings.ts';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { SettingValue } from '#app/ui/oversight/setting-value.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listSettings } from '#app/usecases/operation/list-settings.server.ts';

export const handle = pageTitle(({ t }) => t('oversight.settings.title'));

export const loader = pageLoader('setting.view', async ({ context, actor, url }) => ({
  ...(await listSettings(context, actor)),
  done: url.searchParams.has('done'),
}));

export default function Settings() {
  const { t } = useTranslation();
  const { settings, changes, done } = useLoaderData<typeof loader>();
  return (
    <StaffShell title={t('oversight.settings.title')} intro={t('oversight.settings.intro')}>
      <div className="flex max-w-page flex-col gap-10">
        {done && (
          <Callout tone="ok" announce>
            {t('oversight.settings.done')}
          </Callout>
        )}
        {SETTING_GROUPS.map((group) => (
          <Section key={group} id={group} title={t(`oversight.settings.group.${group}`)}>
            <Table
              caption={t(`oversight.settings.group.${group}`)}
              rows={settings.filter(({ key }) => SETTINGS[key].group === group)}
              rowKey={({ key }) => key}
              rowLink={({ key }) => `/staff/settings/${key}`}
              columns={[
                {
                  key: 'name',
                  header: t('oversight.settings.setting'),
                  onPhone: 'title',
                  cell: ({ key }) => t(`oversight.settings.of.${key}.name`),
                },
                {
                  key: 'value',
                  header: t('oversight.settings.value'),
                  onPhone: 'fact',
                  cell: ({ key, value }) => <SettingValue settingKey={key} value={value} />,
                },
                {
                  key: 'changed',
                  header: t('oversight.settings.changed'),
                  onPhone: 'fact',
                  cell: ({ changedAt, changedBy }) =>
                    changedAt === null ? (
                      <span className="text-ink-3">{t('oversight.settings.byDefault')}</span>
                    ) : (
                      <>
                        <Time at={changedAt} form="day" />{' '}
                        {changedBy === null ? t('oversight.operator') : <span lang="zh-CN">{changedBy}</span>}
                      </>
                    ),
                },
              ]}
            />
          </Section>
        ))}
        <Section id="history" title={t('oversight.settings.history')}>
          <Table
            caption={t('oversight.settings.history')}
            rows={changes}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('oversight.settings.noChanges')} />}
            columns={[
              {
                key: 'when',
                header: t('oversight.settings.when'),
                onPhone: 'fact',
                cell: ({ at }) => <Time at={at} />,
              },
              {
                key: 'what',
                header: t('oversight.settings.setting'),
                onPhone: 'title',
                cell: ({ key }) => t(`oversight.settings.of.${key}.name`),
              },
              {
                key: 'before',
                header: t('oversight.settings.before'),
                cell: ({ key, before }) =>
                  before === null ? (
                    t('oversight.settings.byDefault')
                  ) : (
                    <SettingValue settingKey={key} value={before} />
                  ),
              },
              {
                key: 'after',
                header: t('oversight.settings.after'),
                onPhone: 'fact',
                cell: ({ key, after }) => <SettingValue settingKey={key} value={after} />,
              },
              {
                key: 'who',
                header: t('oversight.settings.who'),
                cell: ({ by }) => (by === null ? t('oversight.operator') : <span lang="zh-CN">{by}</span>),
              },
              {
                key: 'why',
                header: t('oversight.settings.why'),
                cell: ({ reason }) => <span lang="zh-CN">{reason}</span>,
              },
            ]}
          />
        </Section>
      </div>
    </StaffShell>
  );
}
