import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Depth } from '#app/domain/standard/depth.ts';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Status, type Tone } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { DepthMark } from './depth-mark.tsx';

export type CellRow = {
  readonly blueprint: string;
  readonly competency: string;
  readonly name: LocalText;
  readonly depth: Depth;
  readonly count: number;
  readonly available: number;
  readonly state: 'enough' | 'thin' | 'short';
};

const TONES: Record<CellRow['state'], Tone> = { enough: 'ok', thin: 'warn', short: 'seal' };

/** What each paper draws, and what the bank has for it. */
export function CellTable({ cells }: { cells: readonly CellRow[] }) {
  const { t } = useTranslation();
  return (
    <Table
      caption={t('coverage.cells')}
      rows={cells}
      rowKey={({ blueprint, competency, depth }) => `${blueprint}/${competency}/${depth}`}
      empty={<EmptyState title={t('coverage.noCells')} />}
      columns={[
        {
          key: 'competency',
          header: t('coverage.competency'),
          onPhone: 'title',
          cell: ({ competency, name }) => (
            <span className="inline-flex gap-2">
              <span className="figures text-ink-2">{competency}</span>
              <span>
                <LocalTextView text={name} />
              </span>
            </span>
          ),
        },
        { key: 'depth', header: t('coverage.depthHeader'), cell: ({ depth }) => <DepthMark depth={depth} /> },
        {
          key: 'count',
          header: t('coverage.perPaper'),
          align: 'end',
          cell: ({ count }) => <span className="figures">{count}</span>,
        },
        {
          key: 'available',
          header: t('coverage.inBank'),
          align: 'end',
          onPhone: 'fact',
          cell: ({ available }) => <span className="figures">{available}</span>,
        },
        {
          key: 'bank',
          header: t('coverage.state'),
          onPhone: 'fact',
          cell: ({ state }) => <Status tone={TONES[state]}>{t(`coverage.bank.${state}`)}</Status>,
        },
      ]}
    />
  );
}
