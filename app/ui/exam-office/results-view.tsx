import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { CertificateStatusWord } from '#app/ui/certificate/certificate-status.tsx';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FilterChoice, unitChoices } from '#app/ui/components/filter-choice.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Marks } from '#app/ui/components/marks.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Status, type Tone } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { TableTools } from '#app/ui/components/table-tools.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { DownloadIcon } from '#app/ui/icons/icons.tsx';
import { ResultFigures } from './result-figures.tsx';
import type { ResultRow, ResultState, ResultsData } from './results-data.ts';
import { SittingPage } from './sitting-page.tsx';

const TONES = {
  absent: 'neutral',
  'in-progress': 'active',
  'awaiting-marking': 'warn',
  graded: 'ok',
  voided: 'seal',
} as const satisfies Record<ResultState, Tone>;
const STATES = Object.keys(TONES) as ResultState[];
const FILTER = ['q', 'state', 'passed', 'unit'] as const;
const FORMATS = ['csv', 'xlsx'] as const;

/** A sitting's results: the figures of whoever the filter finds, then the candidates themselves, and both as a file. */
export function ResultsView(data: ResultsData) {
  const { t } = useTranslation();
  const { sitting, counts, units, rows, total, page, pageSize, filter } = data;
  const columns = useColumns();
  return (
    <SittingPage sitting={sitting} current="results">
      <div className="mb-6">
        <Callout tone={sitting.released ? 'ok' : 'neutral'}>
          {t(sitting.released ? 'office.results.released' : 'office.results.withheld')}
        </Callout>
      </div>
      <p className="mb-4 flex flex-wrap gap-x-6 gap-y-1 text-14">
        <span className="font-medium">{t('office.people.all', { count: counts.all })}</span>
        {STATES.filter((state) => counts[state] > 0).map((state) => (
          <span key={state} className="inline-flex gap-2">
            <Status tone={TONES[state]}>{t(`office.results.states.${state}`)}</Status>
            <span className="figures">{formatCount(counts[state])}</span>
          </span>
        ))}
      </p>
      <FilterBar names={FILTER} tools={<TableTools columns={columns} />}>
        <div className="min-w-56 grow basis-full sm:basis-0">
          <SearchInput label={t('office.results.search')} name="q" defaultValue={filter.search} />
        </div>
        <FilterChoice
          label={t('office.results.state')}
          name="state"
          any={t('office.results.anyState')}
          value={filter.state}
          choices={STATES.map((value) => ({ value, label: t(`office.results.states.${value}`) }))}
        />
        <FilterChoice
          label={t('office.results.passed')}
          name="passed"
          any={t('office.results.anyPassed')}
          value={filter.passed === null ? null : filter.passed ? 'yes' : 'no'}
          choices={(['yes', 'no'] as const).map((value) => ({ value, label: t(`office.results.${value}`) }))}
        />
        <FilterChoice
          label={t('office.results.unit')}
          name="unit"
          any={t('office.results.anyUnit')}
          value={filter.unitId}
          choices={unitChoices(units)}
        />
      </FilterBar>
      {total > 0 && <ResultFigures {...data} />}
      <div className="mt-10 mb-3 flex flex-wrap items-end justify-between gap-3">
        <p className="text-14 text-ink-2">{t('office.results.counting')}</p>
        {total > 0 && <Exports sittingId={sitting.id} total={total} />}
      </div>
      <Table
        caption={t('office.results.caption')}
        columns={columns}
        rows={rows}
        rowKey={({ personId }) => personId}
        wide
        empty={
          counts.all === 0 ? (
            <EmptyState title={t('office.results.emptyTitle')} text={t('office.results.emptyText')} />
          ) : (
            <EmptyState
              title={t('office.results.noneTitle')}
              text={t('office.results.noneText')}
              action={<LinkButton to={`/staff/sittings/${sitting.id}/results`}>{t('shell.clearFilters')}</LinkButton>}
            />
          )
        }
      />
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </SittingPage>
  );
}

function Exports({ sittingId, total }: { readonly sittingId: string; readonly total: number }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const kept = [...params].filter(([name]) => [...FILTER, 'sort', 'dir'].includes(name));
  const to = (format: string) =>
    `/staff/sittings/${sittingId}/results/export?${new URLSearchParams([...kept, ['format', format]])}`;
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <span className="text-13 text-ink-2">{t('office.results.exportHint', { count: total })}</span>
      {FORMATS.map((format) => (
        <LinkButton key={format} to={to(format)} native icon={<DownloadIcon size={16} />} size="small">
          {t(format === 'csv' ? 'office.results.exportCsv' : 'office.results.exportXlsx')}
        </LinkButton>
      ))}
    </div>
  );
}

function useColumns(): Column<ResultRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('office.results.name'),
      onPhone: 'title',
      cell: ({ name }) => (
        <span lang="zh-CN" className="whitespace-nowrap">
          {name}
        </span>
      ),
    },
    {
      key: 'employeeNo',
      header: t('office.results.employeeNo'),
      sort: 'employeeNo',
      cell: ({ employeeNo }) => <span className="figures">{employeeNo}</span>,
    },
    { key: 'unit', header: t('office.results.unit'), cell: ({ unitName }) => <span lang="zh-CN">{unitName}</span> },
    {
      key: 'attempts',
      header: t('office.results.attempts'),
      align: 'end',
      cell: ({ attempts }) => <span className="figures">{attempts}</span>,
    },
    {
      key: 'state',
      header: t('office.results.state'),
      onPhone: 'fact',
      cell: ({ state }) => <Status tone={TONES[state]}>{t(`office.results.states.${state}`)}</Status>,
    },
    {
      key: 'ended',
      header: t('office.results.ended'),
      cell: ({ endedAt }) =>
        endedAt === null ? null : (
          <span className="whitespace-nowrap">
            <Time at={endedAt} />
          </span>
        ),
    },
    {
      key: 'score',
      header: t('office.results.score'),
      sort: 'score',
      align: 'end',
      onPhone: 'fact',
      cell: ({ score, maxScore }) =>
        score === null || maxScore === null ? null : <Marks value={score} max={maxScore} />,
    },
    {
      key: 'grade',
      header: t('office.results.grade'),
      cell: ({ grade }) => (grade === null ? null : <LocalTextView text={grade} />),
    },
    {
      key: 'passed',
      header: t('office.results.passed'),
      cell: ({ passed }) =>
        passed === null ? null : (
          <Status tone={passed ? 'ok' : 'neutral'}>{t(passed ? 'office.results.yes' : 'office.results.no')}</Status>
        ),
    },
    {
      key: 'certificate',
      header: t('office.results.certificate'),
      cell: ({ certificate }) =>
        certificate === null ? null : (
          <>
            <span className="figures block whitespace-nowrap">{certificate.number}</span>
            {certificate.status !== 'valid' && <CertificateStatusWord status={certificate.status} />}
          </>
        ),
    },
  ];
}
