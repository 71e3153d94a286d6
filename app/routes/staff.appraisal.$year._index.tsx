import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { parseRecordQuery, parseYear } from '#app/platform/http/record-query.server.ts';
import { ExportForm } from '#app/ui/appraisal/export-form.tsx';
import { recordColumns } from '#app/ui/appraisal/record-columns.tsx';
import { RECORD_FILTER } from '#app/ui/appraisal/record-filter.ts';
import { YearClosed } from '#app/ui/appraisal/year-closed.tsx';
import { YearCountsTable, YearRatings } from '#app/ui/appraisal/year-counts.tsx';
import { YearProgress } from '#app/ui/appraisal/year-progress.tsx';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FilterChoice, unitChoices } from '#app/ui/components/filter-choice.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { TableTools } from '#app/ui/components/table-tools.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { RECORD_ORDERS, readAppraisalYear, type YearView } from '#app/usecases/appraisal/read-year.server.ts';

const STATUSES = ['valid', 'expired', 'suspended', 'revoked'] as const;

export const handle = pageTitle<typeof loader>(({ t, data: loaded }) =>
  loaded && 'year' in loaded ? t('appraisal.year.title', { year: loaded.year }) : t('appraisal.list.title'),
);

export const loader = pageLoader('appraisal.view', async ({ context, actor, params, url }) => {
  const year = parseYear(params.year) ?? notFound();
  const filter = parseRecordQuery(url.searchParams);
  const count = (name: string) => {
    const value = Number(url.searchParams.get(name) ?? Number.NaN);
    return Number.isSafeInteger(value) && value >= 0 ? value : null;
  };
  const view = await readAppraisalYear(context, actor, {
    year,
    filter,
    sort: RECORD_ORDERS.find((order) => order === url.searchParams.get('sort')) ?? 'employeeNo',
    descending: url.searchParams.get('dir') === 'desc',
    page: count('page') ?? 1,
  });
  if (!view.ok) return view.code === 'year-not-open' ? data({ closed: year }, { status: 404 }) : notFound();
  return { ...view.value, filter };
});

export default function AppraisalYear() {
  const loaded = useLoaderData<typeof loader>();
  return 'closed' in loaded ? <YearClosed year={loaded.closed} /> : <OpenYear {...loaded} />;
}

type Filter = ReturnType<typeof parseRecordQuery>;

function OpenYear(view: YearView & { filter: Filter }) {
  const { t } = useTranslation();
  const localText = useLocalText();
  const { year, policy, counts, pending, ratings } = view;
  const to = (filter: Readonly<Record<string, string>>) =>
    `/staff/appraisal/${year}?${new URLSearchParams(filter)}#records`;
  return (
    <StaffShell
      title={t('appraisal.year.title', { year })}
      breadcrumb={[{ label: t('appraisal.list.title'), to: '/staff/appraisal' }]}
      intro={t('appraisal.year.policy', { title: localText(policy.title), version: policy.version })}
      action={<ExportForm year={year} />}
    >
      <div className="flex flex-col gap-10">
        <YearProgress {...view} />
        <div className="grid gap-x-16 gap-y-8 md:grid-cols-2">
          <section aria-labelledby="counts">
            <h2 id="counts" className="pb-2 text-18">
              {t('appraisal.year.counts')}
            </h2>
            <YearCountsTable counts={counts} unrecorded={pending.unrecorded} to={to} />
          </section>
          <section aria-labelledby="ratings">
            <h2 id="ratings" className="pb-2 text-18">
              {t('appraisal.year.ratings')}
            </h2>
            <YearRatings counts={counts} words={ratings} to={to} />
          </section>
        </div>
        <Records {...view} />
      </div>
    </StaffShell>
  );
}

function Records({ year, filter, ratings, units, records, total, page, pageSize }: YearView & { filter: Filter }) {
  const { t } = useTranslation();
  const localText = useLocalText();
  const columns = recordColumns(t, ratings);
  const { search, ...choices } = filter;
  const filtered = search !== '' || Object.values(choices).some((choice) => choice !== null);
  return (
    <section aria-labelledby="records" className="scroll-mt-20">
      <h2 id="records" className="scroll-mt-20 text-18">
        {t('appraisal.year.records')}
      </h2>
      <p className="pb-4 text-14 text-ink-2">{t('appraisal.year.recordsHint', { n: formatCount(total) })}</p>
      {filter.changedAfter !== null && (
        <div className="pb-4">
          <Callout
            tone="active"
            action={
              <LinkButton to={`/staff/appraisal/${year}#records`} size="small">
                {t('appraisal.year.sinceClear')}
              </LinkButton>
            }
          >
            {t('appraisal.year.since', { n: formatCount(total) })}
          </Callout>
        </div>
      )}
      <FilterBar names={RECORD_FILTER} tools={<TableTools columns={columns} />}>
        {filter.changedAfter !== null && <input type="hidden" name="since" value={filter.changedAfter} />}
        <div className="min-w-56 grow basis-full sm:basis-0">
          <SearchInput label={t('appraisal.year.search')} name="q" defaultValue={search} />
        </div>
        {units.length > 1 && (
          <FilterChoice
            label={t('appraisal.year.unit')}
            name="unit"
            any={t('appraisal.year.anyUnit')}
            value={filter.unitId}
            choices={unitChoices(units)}
          />
        )}
        <FilterChoice
          label={t('appraisal.year.rating')}
          name="rating"
          any={t('appraisal.year.anyRating')}
          value={filter.suggestedRating}
          choices={ratings.map((word) => ({ value: word.zh, label: localText(word) }))}
        />
        <FilterChoice
          label={t('appraisal.year.status')}
          name="certificate"
          any={t('appraisal.year.anyCertificate')}
          value={filter.certificate}
          choices={[
            ...STATUSES.map((status) => ({ value: status, label: t(`certificate.status.${status}`) })),
            { value: 'none', label: t('appraisal.noCertificate') },
          ]}
        />
        <FilterChoice
          label={t('appraisal.year.record')}
          name="record"
          any={t('appraisal.year.anyRecord')}
          value={filter.withdrawn === null ? null : filter.withdrawn ? 'withdrawn' : 'current'}
          choices={[
            { value: 'current', label: t('appraisal.year.current') },
            { value: 'withdrawn', label: t('appraisal.year.onlyWithdrawn') },
          ]}
        />
      </FilterBar>
      <Table
        caption={t('appraisal.year.caption', { year })}
        wide
        columns={columns}
        rows={records}
        rowKey={({ personId }) => personId}
        rowLink={({ personId }) => `/staff/appraisal/${year}/${personId}`}
        empty={
          filtered ? (
            <EmptyState
              title={t('appraisal.year.noneTitle')}
              text={t('appraisal.year.noneText')}
              action={<LinkButton to={`/staff/appraisal/${year}`}>{t('shell.clearFilters')}</LinkButton>}
            />
          ) : (
            <EmptyState title={t('appraisal.year.emptyTitle')} text={t('appraisal.year.emptyText', { year })} />
          )
        }
      />
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </section>
  );
}
