import { Form, Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { chineseChoices, FilterChoice } from '#app/ui/components/filter-choice.tsx';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listStaff, STAFF_SORTS } from '#app/usecases/people/list-staff.server.ts';

export const handle = pageTitle(({ t }) => t('staff.people.title'));

export const loader = pageLoader('staff.view', async ({ context, actor, url }) => {
  const given = (name: string) => url.searchParams.get(name)?.slice(0, 100) || null;
  const sort = STAFF_SORTS.find((known) => known === given('sort')) ?? 'employeeNo';
  const page = Number(given('page') ?? 1);
  const filter = {
    search: given('q') ?? '',
    unitId: given('unit'),
    positionLevel: given('level'),
    category: given('category'),
  };
  const list = await listStaff(context, actor, {
    ...filter,
    sort,
    descending: given('dir') === 'desc',
    page: Number.isSafeInteger(page) ? page : 1,
  });
  return list.ok ? { ...list.value, filter, sort, dir: given('dir') } : notFound();
});

export default function People() {
  const { t } = useTranslation();
  const { people, total, page, pageSize, units, unitPath, positionLevels, categories, filter, sort, dir } =
    useLoaderData<typeof loader>();
  const filtered = filter.search !== '' || filter.positionLevel !== null || filter.category !== null;
  const clear = filter.unitId === null ? '/staff/people' : `/staff/people?unit=${filter.unitId}`;
  const tree = <UnitTree units={units} current={filter.unitId} />;
  return (
    <StaffShell
      title={t('staff.people.title')}
      intro={t('staff.people.intro')}
      action={<LinkButton to="/staff/roster/new">{t('roster.start')}</LinkButton>}
    >
      <div className="grid gap-6 xl:grid-cols-[16rem_minmax(0,1fr)] xl:gap-8">
        <aside className="xl:sticky xl:top-20 xl:max-h-[calc(100dvh-6rem)] xl:self-start xl:overflow-y-auto">
          <div className="hidden xl:block">
            <h2 className="pb-2 text-14 text-ink-2">{t('staff.people.units')}</h2>
            {tree}
          </div>
          <div className="xl:hidden">
            <Disclosure
              summary={t('staff.people.unitChosen', { unit: unitPath.at(-1)?.name ?? t('staff.people.allUnits') })}
              key={filter.unitId}
            >
              {tree}
            </Disclosure>
          </div>
        </aside>
        <div className="min-w-0">
          {unitPath.length > 0 && (
            <h2 lang="zh-CN" className="pb-3 text-16">
              {unitPath.map((unit) => unit.name).join(' / ')}
            </h2>
          )}
          <Form
            method="get"
            className="mb-4 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(12rem,1fr)_11rem_11rem_auto]"
          >
            {filter.unitId && <input type="hidden" name="unit" value={filter.unitId} />}
            {sort !== 'employeeNo' && <input type="hidden" name="sort" value={sort} />}
            {dir && <input type="hidden" name="dir" value={dir} />}
            <SearchInput key={filter.search} label={t('staff.people.search')} name="q" defaultValue={filter.search} />
            <FilterChoice
              label={t('staff.people.level')}
              name="level"
              any={t('staff.people.anyLevel')}
              value={filter.positionLevel}
              choices={chineseChoices(positionLevels)}
            />
            <FilterChoice
              label={t('staff.people.category')}
              name="category"
              any={t('staff.people.anyCategory')}
              value={filter.category}
              choices={chineseChoices(categories)}
            />
            <div className="flex gap-2">
              <Button>{t('staff.people.apply')}</Button>
              {filtered && (
                <LinkButton to={clear} tone="quiet">
                  {t('staff.people.clear')}
                </LinkButton>
              )}
            </div>
          </Form>
          <Table
            caption={t('staff.people.caption')}
            rows={people}
            rowKey={(person) => person.id}
            rowLink={(person) => `/staff/people/${person.id}`}
            empty={
              filtered ? (
                <EmptyState
                  title={t('staff.people.noneTitle')}
                  text={t('staff.people.noneText')}
                  action={<LinkButton to={clear}>{t('staff.people.clear')}</LinkButton>}
                />
              ) : (
                <EmptyState title={t('staff.people.emptyTitle')} text={t('staff.people.emptyText')} />
              )
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

type TreeUnit = { readonly id: string; readonly name: string; readonly depth: number; readonly people: number };

/** The units of one's reach; each is a link to its people with all other filters kept. */
function UnitTree({ units, current }: { units: readonly TreeUnit[]; current: string | null }) {
  const { t } = useTranslation();
  const address = useAddress();
  const item = 'flex min-h-11 items-center justify-between gap-3 rounded-control pr-2 text-14 md:min-h-8';
  const look = (chosen: boolean) =>
    chosen ? 'bg-action-ground font-semibold text-action' : 'text-ink-2 hover:bg-sunken hover:text-ink';
  return (
    <ul>
      {units.length > 1 && (
        <li>
          <Link
            to={address({ unit: null, page: null })}
            aria-current={current === null ? 'true' : undefined}
            className={`${item} pl-2 ${look(current === null)}`}
          >
            {t('staff.people.allUnits')}
          </Link>
        </li>
      )}
      {units.map((unit) => (
        <li key={unit.id}>
          <Link
            to={address({ unit: unit.id, page: null })}
            aria-current={current === unit.id ? 'true' : undefined}
            className={`${item} ${look(current === unit.id)}`}
            style={{ paddingLeft: `${0.5 + unit.depth}rem` }}
          >
            <span lang="zh-CN" className="min-w-0">
              {unit.name}
            </span>
            <span className="figures text-13 font-normal text-ink-3">{unit.people}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
