import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordField } from '#app/domain/appraisal/compare-records.ts';
import { DIFFERENCE_KINDS, type DifferenceCounts, type RecordDifference } from '#app/domain/appraisal/differences.ts';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FilterChoice } from '#app/ui/components/filter-choice.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { RatingWord } from './rating-word.tsx';
import { Changes } from './record-versions.tsx';

type Props = {
  readonly year: number;
  readonly runId: string;
  readonly ratings: readonly LocalText[];
  readonly filter: {
    readonly search: string;
    readonly kind: string | null;
    readonly field: string | null;
    readonly unitId: string | null;
  };
  readonly moved: number;
  readonly onlyMoved: boolean;
  readonly counts: DifferenceCounts;
  readonly units: readonly { readonly unitId: string; readonly orgName: string; readonly total: number }[];
  readonly unitTotal: number;
  readonly rows: readonly RecordDifference[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
};

/** What a computation changes: counts that lead to their people, and the people page by page. */
export function Differences(props: Props) {
  const { year, runId, counts, units, unitTotal, moved, onlyMoved } = props;
  const { t } = useTranslation();
  const fieldWord = useFieldWord();
  const to = (filter: Readonly<Record<string, string>>) =>
    `/staff/appraisal/${year}/compute?${new URLSearchParams({
      run: runId,
      ...(onlyMoved ? { moved: '1' } : {}),
      ...filter,
    })}#list`;
  return (
    <>
      {moved > 0 && (
        <div>
          <LinkButton to={onlyMoved ? `?run=${runId}` : `?run=${runId}&moved=1`} size="small">
            {t(onlyMoved ? 'appraisal.compute.allDifferences' : 'appraisal.compute.onlyMoved')}
          </LinkButton>
        </div>
      )}
      <div className="grid gap-x-12 gap-y-8 md:grid-cols-3">
        <Counts
          title={t('appraisal.compute.counts')}
          head={t('appraisal.compute.kindHead')}
          lines={DIFFERENCE_KINDS.map((kind) => ({
            key: kind,
            to: to({ kind }),
            total: counts.kinds[kind],
            name: (
              <>
                {t(`appraisal.compute.kind.${kind}`)}
                <span className="block text-13 text-ink-3">{t(`appraisal.compute.kindNote.${kind}`)}</span>
              </>
            ),
          }))}
        />
        <Counts
          title={t('appraisal.compute.byField')}
          head={t('appraisal.compute.fieldHead')}
          lines={counts.fields.map(({ field, total }) => ({
            key: field,
            to: to({ field }),
            total,
            name: fieldWord(field),
          }))}
        />
        <div>
          <Counts
            title={t('appraisal.compute.byUnit')}
            head={t('appraisal.units.unit')}
            lines={units.map(({ unitId, orgName, total }) => ({
              key: unitId,
              to: to({ unit: unitId }),
              total,
              name: <span lang="zh-CN">{orgName}</span>,
            }))}
          />
          {unitTotal > units.length && (
            <p className="pt-2 text-13 text-ink-3">
              {t('appraisal.compute.unitMore', { n: units.length, total: formatCount(unitTotal) })}
            </p>
          )}
        </div>
      </div>
      <People {...props} />
    </>
  );
}

function Counts({
  title,
  head,
  lines,
}: {
  title: string;
  head: string;
  lines: readonly { key: string; to: string; total: number; name: ReactNode }[];
}) {
  const { t } = useTranslation();
  return (
    <table className="w-full border-collapse self-start text-14">
      <caption className="pb-2 text-left text-18">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{t('appraisal.compute.peopleHead')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, to, total, name }) => (
          <tr key={key} className="border-t border-line">
            <th scope="row" className="py-2 text-left font-normal">
              {name}
            </th>
            <td className="py-2 pl-6 text-right align-top">
              {total === 0 ? (
                '0'
              ) : (
                <Link to={to} className="link">
                  {formatCount(total)}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function People({ year, runId, ratings, filter, counts, rows, total, page, pageSize }: Props) {
  const { t } = useTranslation();
  const fieldWord = useFieldWord();
  return (
    <section aria-labelledby="list" className="scroll-mt-20">
      <h2 id="list" className="scroll-mt-20 pb-3 text-18">
        {t('appraisal.compute.list')}
      </h2>
      <FilterBar names={['q', 'kind', 'field', 'unit']}>
        {filter.unitId !== null && <input type="hidden" name="unit" value={filter.unitId} />}
        <div className="min-w-56 grow basis-full sm:basis-0">
          <SearchInput label={t('appraisal.year.search')} name="q" defaultValue={filter.search} />
        </div>
        <FilterChoice
          label={t('appraisal.compute.kindHead')}
          name="kind"
          any={t('appraisal.compute.anyKind')}
          value={filter.kind}
          choices={DIFFERENCE_KINDS.map((kind) => ({ value: kind, label: t(`appraisal.compute.kind.${kind}`) }))}
        />
        <FilterChoice
          label={t('appraisal.compute.fieldHead')}
          name="field"
          any={t('appraisal.compute.anyField')}
          value={filter.field}
          choices={counts.fields.map(({ field }) => ({ value: field, label: fieldWord(field) }))}
        />
      </FilterBar>
      <Table
        caption={t('appraisal.compute.caption', { year })}
        rows={rows}
        rowKey={({ personId }) => personId}
        rowLink={({ personId, kind }) => (kind === 'new' ? null : `/staff/appraisal/${year}/${personId}`)}
        columns={[
          {
            key: 'person',
            header: t('appraisal.compute.person'),
            onPhone: 'title',
            cell: ({ name, employeeNo }) => (
              <span className="whitespace-nowrap">
                <span lang="zh-CN">{name}</span> <span className="figures text-13 text-ink-3">{employeeNo}</span>
              </span>
            ),
          },
          {
            key: 'unit',
            header: t('appraisal.year.unit'),
            cell: ({ orgName }) => <span lang="zh-CN">{orgName}</span>,
          },
          {
            key: 'kind',
            header: t('appraisal.compute.kindHead'),
            onPhone: 'fact',
            cell: ({ kind }) => <Badge>{t(`appraisal.compute.kind.${kind}`)}</Badge>,
          },
          {
            key: 'what',
            header: t('appraisal.compute.what'),
            onPhone: 'fact',
            cell: (row) => <What row={row} ratings={ratings} />,
          },
        ]}
        empty={
          <EmptyState
            title={t('appraisal.compute.noneTitle')}
            text={t('appraisal.compute.noneText')}
            action={<LinkButton to={`?run=${runId}`}>{t('shell.clearFilters')}</LinkButton>}
          />
        }
      />
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </section>
  );
}

function What({ row, ratings }: { row: RecordDifference; ratings: readonly LocalText[] }) {
  const { t } = useTranslation();
  if (row.kind === 'new')
    return (
      <span>
        {t('appraisal.compute.newResult', { score: formatHundredths(row.indicatorScore) })}
        <RatingWord word={row.suggestedRating} words={ratings} />
      </span>
    );
  if (row.changes.length > 0) return <Changes changes={row.changes} words={ratings} />;
  return <span>{t(row.kind === 'withdrawn' ? 'appraisal.compute.withdrawnText' : 'appraisal.compute.basis')}</span>;
}

function useFieldWord(): (field: RecordField | 'basis') => string {
  const { t } = useTranslation();
  return (field) => (field === 'basis' ? t('appraisal.compute.basis') : t(`appraisal.person.field.${field}`));
}
