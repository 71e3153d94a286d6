import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { type CoverageGap, SERIOUS_GAPS } from '#app/domain/standard/coverage.ts';
import type { Depth } from '#app/domain/standard/depth.ts';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { DepthMark } from './depth-mark.tsx';

export type PointRow = {
  readonly point: string;
  readonly name: LocalText;
  readonly demanded: Depth | null;
  readonly taught: {
    readonly depth: Depth | null;
    readonly lessons: readonly { readonly code: string; readonly title: LocalText }[];
  };
  readonly practised: { readonly depth: Depth | null; readonly questions: number };
  readonly assessed: { readonly depth: Depth | null; readonly questions: number };
  readonly drawn: number;
  readonly gaps: readonly CoverageGap[];
};

/** The columns of the matrix, for the table and for the choice of columns beside it. */
export function usePointColumns(): readonly Column<PointRow>[] {
  const { t } = useTranslation();
  const none = <span className="text-ink-3">{t('coverage.none')}</span>;
  const asked = ({ depth, questions }: PointRow['assessed']) =>
    depth === null ? (
      none
    ) : (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <DepthMark depth={depth} />
        <span className="figures text-ink-2">{t('coverage.questions', { number: questions })}</span>
      </span>
    );
  return [
    {
      key: 'point',
      header: t('coverage.point'),
      onPhone: 'title',
      cell: ({ point, name }) => (
        <span className="inline-flex gap-2">
          <span className="figures text-ink-2">{point}</span>
          <span>
            <LocalTextView text={name} />
          </span>
        </span>
      ),
    },
    {
      key: 'demanded',
      header: t('coverage.demanded'),
      onPhone: 'fact',
      cell: ({ demanded }) =>
        demanded === null ? (
          <span className="text-ink-3">{t('coverage.notDemanded')}</span>
        ) : (
          <DepthMark depth={demanded} />
        ),
    },
    {
      key: 'taught',
      header: t('coverage.taught'),
      cell: ({ taught }) =>
        taught.depth === null ? (
          none
        ) : (
          <>
            <DepthMark depth={taught.depth} />
            {taught.lessons.map(({ code, title }) => (
              <Link key={code} to={`/courses/${code}`} className="link block text-13">
                <LocalTextView text={title} />
              </Link>
            ))}
          </>
        ),
    },
    { key: 'practised', header: t('coverage.practised'), cell: ({ practised }) => asked(practised) },
    { key: 'assessed', header: t('coverage.assessed'), cell: ({ assessed }) => asked(assessed) },
    {
      key: 'drawn',
      header: t('coverage.drawn'),
      align: 'end',
      cell: ({ drawn }) => (drawn === 0 ? none : <span className="figures">{drawn}</span>),
    },
    { key: 'state', header: t('coverage.state'), onPhone: 'fact', cell: (row) => <PointState row={row} /> },
  ];
}

function PointState({ row: { demanded, gaps } }: { row: PointRow }) {
  const { t } = useTranslation();
  if (demanded === null) return <Status tone="neutral">{t('coverage.notDemanded')}</Status>;
  if (gaps.length === 0) return <Status tone="ok">{t('coverage.covered')}</Status>;
  return (
    <ul>
      {gaps.map((gap) => (
        <li key={gap}>
          <Status tone={SERIOUS_GAPS.includes(gap) ? 'seal' : 'warn'}>{t(`coverage.gap.${gap}`)}</Status>
        </li>
      ))}
    </ul>
  );
}

export function PointTable({ rows }: { rows: readonly PointRow[] }) {
  const { t } = useTranslation();
  return (
    <Table
      caption={t('coverage.points')}
      columns={usePointColumns()}
      rows={rows}
      rowKey={({ point }) => point}
      empty={<EmptyState title={t('coverage.noneTitle')} text={t('coverage.noneText')} />}
    />
  );
}
