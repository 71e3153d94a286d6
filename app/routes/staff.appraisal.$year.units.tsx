import { Link, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { parseYear } from '#app/platform/http/record-query.server.ts';
import { Unknown } from '#app/ui/appraisal/unknown.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Marks } from '#app/ui/components/marks.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { readUnitTotals, type UnitTotalsView } from '#app/usecases/appraisal/read-unit-totals.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) =>
  data ? t('appraisal.units.title', { year: data.year }) : t('appraisal.list.title'),
);

export const loader = pageLoader('appraisal.view', async ({ context, actor, params, url }) => {
  const year = parseYear(params.year) ?? notFound();
  const view = await readUnitTotals(context, actor, { year, unitId: url.searchParams.get('unit') || null });
  return view.ok ? view.value : notFound();
});

type Line = UnitTotalsView['lines'][number] & { readonly all?: boolean };

export default function AppraisalUnits() {
  const { t } = useTranslation();
  const { year, ratings, hoursRequired, path, sum, lines } = useLoaderData<typeof loader>();
  const to = (unitId: string) => `/staff/appraisal/${year}/units?unit=${unitId}`;
  const known = (value: number | null, note: string, max?: number): ReactNode =>
    value === null ? (
      <Unknown />
    ) : (
      <>
        <Marks value={value} {...(max === undefined ? {} : { max })} />
        {max === undefined && '%'}
        <span className="block text-13 text-ink-3">{note}</span>
      </>
    );
  const count = (key: string, header: ReactNode, of: (line: Line) => number): Column<Line> => ({
    key,
    header,
    align: 'end',
    cell: (line) => <span className="figures">{formatCount(of(line))}</span>,
  });
  const columns: Column<Line>[] = [
    {
      key: 'unit',
      header: t('appraisal.units.unit'),
      onPhone: 'title',
      cell: (line) =>
        line.all ? (
          <span className="font-semibold">{t('appraisal.units.sum')}</span>
        ) : line.id === null ? (
          t('appraisal.units.gone')
        ) : (
          <span lang="zh-CN">{line.own ? t('appraisal.units.own', { name: line.name }) : line.name}</span>
        ),
    },
    {
      ...count('records', t('appraisal.units.records'), ({ totals }) => totals.records),
      onPhone: 'fact',
      cell: ({ totals, id, own }) =>
        id === null || own || totals.records === 0 ? (
          <span className="figures">{formatCount(totals.records)}</span>
        ) : (
          <Link to={`/staff/appraisal/${year}?unit=${id}&record=current#records`} className="link figures">
            {formatCount(totals.records)}
          </Link>
        ),
    },
    count('certified', t('appraisal.units.certified'), ({ totals }) => totals.certified),
    ...ratings.map((word) =>
      count(`rating-${word.zh}`, <LocalTextView text={word} />, ({ totals }) => totals.ratings[word.zh] ?? 0),
    ),
    {
      key: 'hours',
      header: t('appraisal.units.meanHours'),
      align: 'end',
      onPhone: 'fact',
      cell: ({ meanHours, totals }) =>
        known(meanHours, t('appraisal.units.meanHoursOf', { n: formatCount(totals.withHours) }), hoursRequired),
    },
    {
      key: 'percent',
      header: t('appraisal.units.meanPercent'),
      align: 'end',
      cell: ({ meanPercent, totals }) =>
        known(meanPercent, t('appraisal.units.meanPercentOf', { n: formatCount(totals.scored) })),
    },
  ];
  const rows: Line[] = lines.length > 0 ? [...lines, { ...sum, own: false, all: true }] : [];
  return (
    <StaffShell
      title={t('appraisal.units.title', { year })}
      intro={t('appraisal.units.intro')}
      breadcrumb={[
        { label: t('appraisal.list.title'), to: '/staff/appraisal' },
        { label: t('appraisal.list.yearName', { year }), to: `/staff/appraisal/${year}` },
      ]}
    >
      {path.length > 0 && (
        <nav aria-label={t('appraisal.units.unit')} className="flex flex-wrap items-center gap-x-2 pb-4 text-14">
          <Link to={`/staff/appraisal/${year}/units`} className="link inline-flex min-h-11 items-center md:min-h-8">
            {t('appraisal.units.top')}
          </Link>
          {path.map(({ id, name }, index) => (
            <span key={id} className="flex items-center gap-x-2">
              <span aria-hidden="true" className="text-ink-3">
                /
              </span>
              {index === path.length - 1 ? (
                <span lang="zh-CN" aria-current="page" className="font-medium">
                  {name}
                </span>
              ) : (
                <Link to={to(id)} lang="zh-CN" className="link inline-flex min-h-11 items-center md:min-h-8">
                  {name}
                </Link>
              )}
            </span>
          ))}
        </nav>
      )}
      <Table
        caption={t('appraisal.units.caption')}
        rows={rows}
        rowKey={(line) => (line.all ? 'sum' : `${line.id}${line.own ? '-own' : ''}`)}
        rowLink={(line) => (line.parent && line.id !== null && !line.own && !line.all ? to(line.id) : null)}
        columns={columns}
        empty={<EmptyState title={t('appraisal.units.emptyTitle')} text={t('appraisal.units.emptyText')} />}
      />
    </StaffShell>
  );
}
