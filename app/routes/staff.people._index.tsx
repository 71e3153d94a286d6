import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#app/domain/kernel/instant.ts';
import { can } from '#app/domain/people/actor.ts';
import { SERVICE_STATES } from '#app/domain/people/service.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { useAddress, withParams } from '#app/ui/components/address.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { chineseChoices, FilterChoice } from '#app/ui/components/filter-choice.tsx';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { DayBanner, DayField } from '#app/ui/people/day-banner.tsx';
import { ExportLinks } from '#app/ui/people/export-links.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listStaff, type StaffUnit } from '#app/usecases/people/list-staff.server.ts';
import { parseStaffQuery } from '#app/usecases/people/staff-query.server.ts';

export const handle = pageTitle(({ t }) => t('staff.people.title'));

export const loader = pageLoader('staff.view', async ({ context, actor, url }) => {
  const query = parseStaffQuery(url.searchParams);
  const list = await listStaff(context, actor, query);
  if (!list.ok) return notFound();
  const on = url.searchParams.get('on') ?? '';
  return {
    ...list.value,
    query,
    badDay: on !== '' && !isDay(on),
    mayCreate: can({ actor, action: 'person.create' }),
    entryCancelled: url.searchParams.get('done') === 'entry-cancelled',
    search: url.search,
  };
});

const FILTERS = ['q', 'state', 'level', 'category', 'on'];

export default function People() {
  const { t } = useTranslation();
  const { people, total, page, pageSize, positionLevels, categories, query, day, today, badDay, mayCreate, search } =
    useLoaderData<typeof loader>();
  const { unitsBelow, unitPath, entryCancelled, elsewhere } = useLoaderData<typeof loader>();
  const address = useAddress();
  const found = (['left', 'coming'] as const).filter((state) => elsewhere[state] > 0);
  const filtered = query.search !== '' || query.positionLevel !== null || query.category !== null;
  const isToday = day === today;
  return (
    <StaffShell
      title={t('staff.people.title')}
      intro={t('personnel.intro')}
      action={
        mayCreate &&
        isToday && (
          <div className="flex flex-wrap gap-2">
            <LinkButton to="/staff/roster/new">{t('roster.start')}</LinkButton>
            <LinkButton
              to={query.unitId ? `/staff/people/new?unit=${query.unitId}` : '/staff/people/new'}
              tone="primary"
              icon={<PlusIcon size={16} />}
            >
              {t('personnel.newPerson')}
            </LinkButton>
          </div>
        )
      }
    >
      <div className="grid gap-6 xl:grid-cols-[16rem_minmax(0,1fr)] xl:gap-8">
        <UnitSteps path={unitPath} below={unitsBelow} current={query.unitId} />
        <div className="flex min-w-0 flex-col gap-4">
          {entryCancelled && (
            <Callout tone="ok" announce>
              {t('personnel.entryCancelled')}
            </Callout>
          )}
          <DayBanner day={day} today={today} bad={badDay} />
          <FilterBar names={FILTERS} tools={<ExportLinks to={`/staff/people/export${search}`} />}>
            <SearchInput key={query.search} label={t('personnel.search')} name="q" defaultValue={query.search} />
            <FilterChoice
              label={t('staff.person.status')}
              name="state"
              any={t('personnel.state.serving')}
              value={query.state === 'serving' ? null : query.state}
              choices={SERVICE_STATES.slice(1).map((state) => ({ value: state, label: t(`personnel.state.${state}`) }))}
            />
            <FilterChoice
              label={t('staff.people.level')}
              name="level"
              any={t('staff.people.anyLevel')}
              value={query.positionLevel}
              choices={chineseChoices(positionLevels)}
            />
            <FilterChoice
              label={t('staff.people.category')}
              name="category"
              any={t('staff.people.anyCategory')}
              value={query.category}
              choices={chineseChoices(categories)}
            />
            <DayField value={isToday ? '' : day} />
          </FilterBar>
          <Table
            caption={t('staff.people.caption')}
            rows={people}
            rowKey={(person) => person.id}
            rowLink={(person) => `/staff/people/${person.id}`}
            empty={
              <EmptyState
                title={t(filtered ? 'staff.people.noneTitle' : 'staff.people.emptyTitle')}
                text={t(filtered ? 'staff.people.noneText' : 'staff.people.emptyText')}
                action={
                  found.length > 0 &&
                  found.map((state) => (
                    <Link
                      key={state}
                      to={address({ state, page: null })}
                      className="link inline-flex min-h-11 items-center text-14 md:min-h-8"
                    >
                      {t(`personnel.elsewhere.${state}`, { count: elsewhere[state] })}
                    </Link>
                  ))
                }
              />
            }
            columns={[
              {
                key: 'name',
                header: t('staff.people.name'),
                sort: 'name',
                onPhone: 'title',
                cell: (person) => <span lang="zh-CN">{person.name}</span>,
              },
              {
                key: 'employeeNo',
                header: t('staff.people.employeeNo'),
                sort: 'employeeNo',
                onPhone: 'fact',
                cell: (person) => <span className="figures">{person.employeeNo}</span>,
              },
              {
                key: 'unit',
                header: t('staff.people.unit'),
                sort: 'unit',
                onPhone: 'fact',
                cell: (person) => <span lang="zh-CN">{person.unitName}</span>,
              },
              {
                key: 'level',
                header: t('staff.people.level'),
                cell: (person) => <span lang="zh-CN">{person.positionLevel}</span>,
              },
              {
                key: 'category',
                header: t('staff.people.category'),
                cell: (person) => <span lang="zh-CN">{person.category}</span>,
              },
            ]}
          />
          {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
        </div>
      </div>
    </StaffShell>
  );
}

/** One unit at a time: the way down to it, and the units below; all other filters are kept. */
function UnitSteps({
  path,
  below,
  current,
}: {
  readonly path: readonly StaffUnit[];
  readonly below: readonly StaffUnit[];
  readonly current: string | null;
}) {
  const { t } = useTranslation();
  const address = useAddress();
  const step = (unit: StaffUnit, depth: number) => (
    <li key={unit.id}>
      <Link
        to={address({ unit: unit.id, page: null })}
        aria-current={current === unit.id ? 'true' : undefined}
        className={`flex min-h-11 items-center justify-between gap-3 rounded-control pr-2 text-14 md:min-h-8 ${
          current === unit.id
            ? 'bg-action-ground font-semibold text-action'
            : 'text-ink-2 hover:bg-sunken hover:text-ink'
        }`}
        style={{ paddingLeft: `${0.5 + depth}rem` }}
      >
        <span lang="zh-CN" className="min-w-0">
          {unit.name}
        </span>
        <span className="figures text-13 font-normal text-ink-2">{unit.people}</span>
      </Link>
    </li>
  );
  return (
    <nav
      aria-label={t('staff.people.units')}
      className="max-h-80 overflow-y-auto xl:sticky xl:top-20 xl:max-h-[calc(100dvh-6rem)] xl:self-start"
    >
      <ul>
        {current !== null && (
          <li>
            <Link
              to={address({ unit: null, page: null })}
              className="flex min-h-11 items-center rounded-control px-2 text-14 text-ink-2 hover:bg-sunken md:min-h-8"
            >
              {t('personnel.anyUnit')}
            </Link>
          </li>
        )}
        {path.map((unit, depth) => step(unit, depth))}
        {below.map((unit) => step(unit, path.length))}
      </ul>
      {current && (
        <Link
          to={withParams({ pathname: `/staff/units/${current}`, search: '' }, {})}
          className="link mt-2 inline-flex min-h-11 items-center px-2 text-14 md:min-h-8"
        >
          {t('personnel.toUnit')}
        </Link>
      )}
    </nav>
  );
}
