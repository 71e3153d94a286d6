import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { DEPTHS, type Depth } from '#app/domain/standard/depth.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';

type Cell = { readonly count: number; readonly marks: number; readonly available: number; readonly usable: number };
export type TwoWayTableData = {
  readonly rows: readonly {
    readonly competency: string;
    readonly cells: Readonly<Record<Depth, Cell>>;
    readonly total: Cell;
  }[];
  readonly totals: Readonly<Record<Depth, Cell>>;
  readonly total: Cell;
};

const HEAD = 'border-b border-line bg-sunken px-3 py-2 font-medium';

/** 双向细目表: competency × depth, with what each form asks and what the bank has for it. Scrolls sideways on a phone. */
export function TwoWayTable({
  table: { rows, totals, total },
  names,
}: {
  readonly table: TwoWayTableData;
  readonly names: Readonly<Record<string, LocalText>>;
}) {
  const { t } = useTranslation();
  return (
    <>
      {/* What only a reader hears is placed within: else it would stretch the page. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard */}
      <section className="relative overflow-x-auto" tabIndex={0} aria-label={t('papers.table.caption')}>
        <table className="w-full min-w-160 border-collapse text-14">
          <caption className="sr-only">{t('papers.table.caption')}</caption>
          <thead>
            <tr>
              <th scope="col" className={`${HEAD} text-left`}>
                {t('papers.table.competency')}
              </th>
              {DEPTHS.map((depth) => (
                <th key={depth} scope="col" className={`${HEAD} text-right`}>
                  {t(`coverage.depth.${depth}`)}
                </th>
              ))}
              <th scope="col" className={`${HEAD} text-right`}>
                {t('papers.table.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ competency, cells, total: sum }) => (
              <tr key={competency}>
                <th scope="row" className="border-b border-line px-3 py-2 text-left align-top font-normal">
                  <span className="inline-flex gap-2">
                    <span className="figures text-ink-2">{competency}</span>
                    <LocalTextView text={names[competency] ?? { zh: competency }} />
                  </span>
                </th>
                {DEPTHS.map((depth) => (
                  <Square key={depth} cell={cells[depth]} />
                ))}
                <Square cell={sum} total />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className="border-b border-line bg-sunken px-3 py-2 text-left align-top font-medium">
                {t('papers.table.total')}
              </th>
              {DEPTHS.map((depth) => (
                <Square key={depth} cell={totals[depth]} total />
              ))}
              <Square cell={total} total />
            </tr>
          </tfoot>
        </table>
      </section>
      <p className="mt-2 text-13 text-ink-2">{t('papers.table.note')}</p>
    </>
  );
}

function Square({ cell: { count, marks, available, usable }, total = false }: { cell: Cell; total?: boolean }) {
  const { t } = useTranslation();
  const ground = total ? 'bg-sunken' : '';
  if (count === 0)
    return (
      <td className={`figures border-b border-line px-3 py-2 text-right align-top text-ink-3 ${ground}`}>
        <span aria-hidden="true">–</span>
        <span className="sr-only">{t('papers.table.none')}</span>
      </td>
    );
  return (
    <td className={`figures border-b border-line px-3 py-2 text-right align-top ${ground}`}>
      <span className="block whitespace-nowrap">
        <span className="font-medium">{t('papers.table.questions', { count })}</span>
        <span className="text-ink-2"> {t('papers.table.marks', { marks: withoutEmptyDecimals(marks) })}</span>
      </span>
      <span className={`block text-13 whitespace-nowrap ${usable < count ? 'font-medium text-seal' : 'text-ink-2'}`}>
        {usable === available ? t('papers.table.stock', { usable }) : t('papers.table.stockOf', { usable, available })}
      </span>
    </td>
  );
}
