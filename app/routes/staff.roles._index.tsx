import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { can } from '#app/domain/people/actor.ts';
import { STAFF_ROLES } from '#app/domain/people/roles.ts';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FilterChoice, unitChoices } from '#app/ui/components/filter-choice.tsx';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { FirstHrNotice } from '#app/ui/oversight/first-hr-notice.tsx';
import { GrantEnd } from '#app/ui/oversight/grant-end.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { UnitNowView } from '#app/ui/people/unit-now-view.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listRoleHolders } from '#app/usecases/people/list-role-holders.server.ts';
import { readFirstHr } from '#app/usecases/people/read-first-hr.server.ts';

export const handle = pageTitle(({ t }) => t('staff.roles.title'));

const STATES = ['held', 'ending', 'ended'] as const;

export const loader = pageLoader('role.view', async ({ context, actor, url }) => {
  const page = Number(url.searchParams.get('page') ?? 1);
  const role = STAFF_ROLES.find((known) => known === url.searchParams.get('role')) ?? null;
  const state = STATES.find((known) => known === url.searchParams.get('state')) ?? 'held';
  const unitId = url.searchParams.get('unit') || null;
  const search = (url.searchParams.get('q') ?? '').slice(0, 100);
  return {
    ...(await listRoleHolders(context, actor, {
      role,
      unitId,
      search,
      state,
      page: Number.isSafeInteger(page) ? page : 1,
    })),
    role,
    state,
    unitId,
    search,
    mayGrant: can({ actor, action: 'role.grant' }),
    firstHr: can({ actor, action: 'person.enter-first-hr' }) ? (await readFirstHr(context)).state : null,
    done: url.searchParams.get('done'),
  };
});

export default function Roles() {
  const { t } = useTranslation();
  const address = useAddress();
  const { holders, counts, units, total, page, pageSize, role, state, unitId, search, mayGrant, firstHr, done } =
    useLoaderData<typeof loader>();
  return (
    <StaffShell
      title={t('staff.roles.title')}
      intro={t('staff.roles.intro')}
      action={
        mayGrant && (
          <LinkButton to="/staff/roles/new" tone="primary" icon={<PlusIcon size={16} />}>
            {t('staff.roles.grant')}
          </LinkButton>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {(done === 'granted' || done === 'revoked') && (
          <Callout tone="ok" announce>
            {t(`staff.roles.${done}`)}
          </Callout>
        )}
        <FirstHrNotice state={firstHr} />
        <Tabs
          label={t('staff.roles.stateLabel')}
          current={state}
          tabs={STATES.map((each) => ({
            key: each,
            to: address({ state: each === 'held' ? null : each, page: null, done: null }),
            label: t(`staff.roles.state.${each}`),
            count: counts[each],
          }))}
        />
        <FilterBar names={['q', 'role', 'unit']}>
          <div className="grow basis-full sm:basis-60">
            <SearchInput label={t('staff.roles.search')} name="q" defaultValue={search} />
          </div>
          <FilterChoice
            label={t('staff.roles.role')}
            name="role"
            any={t('staff.roles.anyRole')}
            value={role}
            choices={STAFF_ROLES.map((each) => ({ value: each, label: t(`staff.role.${each}`) }))}
          />
          <FilterChoice
            label={t('staff.roles.unit')}
            name="unit"
            any={t('staff.roles.anyUnit')}
            value={unitId}
            choices={unitChoices(units)}
          />
        </FilterBar>
        <Table
          caption={t('staff.roles.caption')}
          rows={holders}
          rowKey={(holder) => holder.grantId}
          rowLink={(holder) => `/staff/roles/${holder.grantId}`}
          empty={<EmptyState title={t(`staff.roles.none.${state}`)} text={t('staff.roles.noneText')} />}
          columns={[
            {
              key: 'name',
              header: t('staff.roles.holder'),
              onPhone: 'title',
              cell: (holder) => (
                <span lang="zh-CN" className="whitespace-nowrap">
                  {holder.name}
                </span>
              ),
            },
            {
              key: 'employeeNo',
              header: t('staff.roles.employeeNo'),
              cell: (holder) => (
                <Link to={`/staff/roles/people/${holder.personId}`} className="link figures">
                  {holder.employeeNo}
                </Link>
              ),
            },
            {
              key: 'role',
              header: t('staff.roles.role'),
              onPhone: 'fact',
              cell: (holder) => t(`staff.role.${holder.role}`),
            },
            {
              key: 'unit',
              header: t('staff.roles.unit'),
              onPhone: 'fact',
              cell: (holder) => <UnitNowView unit={holder.unit} />,
            },
            {
              key: 'since',
              header: t('staff.roles.since'),
              cell: (holder) => <Time at={holder.grantedAt} form="day" />,
            },
            { key: 'until', header: t('staff.roles.until'), cell: (holder) => <GrantEnd grant={holder} /> },
            {
              key: 'reason',
              header: t('staff.roles.reason'),
              cell: (holder) => <span lang="zh-CN">{holder.reason}</span>,
            },
          ]}
        />
        {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
      </div>
    </StaffShell>
  );
}
