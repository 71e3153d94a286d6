import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#app/domain/kernel/instant.ts';
import { can } from '#app/domain/people/actor.ts';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { DayBanner, DayField } from '#app/ui/people/day-banner.tsx';
import { ExportLinks } from '#app/ui/people/export-links.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listUnits } from '#app/usecases/people/list-units.server.ts';
import { parseUnitsQuery } from '#app/usecases/people/staff-query.server.ts';

export const handle = pageTitle(({ t }) => t('personnel.unitsTitle'));

export const loader = pageLoader('staff.view', async ({ context, actor, url }) => {
  const query = parseUnitsQuery(url.searchParams);
  const on = url.searchParams.get('on') ?? '';
  return {
    ...(await listUnits(context, actor, query)),
    text: query.search,
    badDay: on !== '' && !isDay(on),
    mayCreate: can({ actor, action: 'unit.create' }),
    search: url.search,
  };
});

export default function Units() {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { units, total, page, pageSize, planned, day, today, text, badDay, mayCreate, search } =
    useLoaderData<typeof loader>();
  const isToday = day === today;
  const linkOf = (id: string) => `/staff/units/${id}${isToday ? '' : `?on=${day}`}`;
  return (
    <StaffShell
      title={t('personnel.unitsTitle')}
      intro={t('personnel.unitsIntro')}
      action={
        mayCreate &&
        isToday && (
          <LinkButton to="/staff/units/new" tone="primary" icon={<PlusIcon size={16} />}>
            {t('personnel.newUnit')}
          </LinkButton>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <DayBanner day={day} today={today} bad={badDay} />
        <FilterBar names={['q', 'on']} tools={<ExportLinks to={`/staff/units/export${search}`} />}>
          <SearchInput key={text} label={t('personnel.unitSearch')} name="q" defaultValue={text} />
          <DayField value={isToday ? '' : day} />
        </FilterBar>
        <Table
          caption={t('personnel.unitsCaption')}
          rows={units}
          rowKey={(unit) => unit.id}
          rowLink={(unit) => linkOf(unit.id)}
          empty={<EmptyState title={t('personnel.unitsNone')} text={t('personnel.unitsNoneText')} />}
          columns={[
            {
              key: 'name',
              header: t('personnel.unitName'),
              onPhone: 'title',
              cell: (unit) => (
                <span lang="zh-CN" style={text === '' ? { paddingLeft: `${unit.depth * 1.25}rem` } : undefined}>
                  {unit.name}
                </span>
              ),
            },
            {
              key: 'code',
              header: t('personnel.unitCode'),
              onPhone: 'fact',
              cell: (unit) => <span className="figures">{unit.code}</span>,
            },
            ...(text === ''
              ? []
              : [
                  {
                    key: 'path',
                    header: t('personnel.above'),
                    cell: (unit: (typeof units)[number]) => <span lang="zh-CN">{unit.path}</span>,
                  },
                ]),
            { key: 'below', header: t('personnel.below'), align: 'end', cell: (unit) => unit.below },
            {
              key: 'people',
              header: t('personnel.people'),
              align: 'end',
              onPhone: 'fact',
              cell: (unit) => unit.people,
            },
          ]}
        />
        {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
        {isToday && planned.length > 0 && (
          <Section id="planned" title={t('personnel.planned')}>
            <ul className="divide-y divide-line border-y border-line text-14">
              {planned.map((act) => (
                <li key={`${act.kind} ${act.unitId} ${act.day}`} className="flex flex-wrap items-center gap-x-4 py-2">
                  <span>
                    {t('personnel.plannedLine', { day: format.day(act.day), act: t(`personnel.unitAct.${act.kind}`) })}
                  </span>
                  <Link to={`/staff/units/${act.unitId}`} className="link" lang="zh-CN">
                    {act.kind === 'merge' ? `${act.names} → ${act.unitName}` : act.unitName}
                  </Link>
                  <span lang="zh-CN" className="text-ink-2">
                    {act.note}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </StaffShell>
  );
}
