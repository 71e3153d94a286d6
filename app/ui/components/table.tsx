import { Link, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LockIcon, SortDownIcon, SortNoneIcon, SortUpIcon, WarnIcon } from '#app/ui/icons/icons.tsx';
import { useAddress } from './address.ts';
import { classNames } from './class-names.ts';
import { EmptyState } from './empty-state.tsx';
import { SkeletonRows } from './skeleton.tsx';
import { useTableView } from './table-tools.tsx';

export type Column<Row> = {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'start' | 'end';
  /** The value of `sort` in the address; makes the head a link. Only what the loader can order by. */
  readonly sort?: string;
  /** On a phone a row is its `title` and its `fact`s (two that matter); other columns are left out there. */
  readonly onPhone?: 'title' | 'fact';
};

export type TableState = 'ready' | 'loading' | 'error' | 'no-permission';

/**
 * Rows as the server pages and orders them (`?sort=…&dir=asc|desc`). On a phone it becomes a list of the two facts that
 * matter. Every state is written: nothing here, loading, error, not allowed. Which columns are shown and how dense rows
 * stand is in the address too, when a TableTools beside it offers the choice.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowLink,
  state = 'ready',
  wide = false,
  empty,
}: {
  /** What the table holds; read out, and shown only where `caption` is not already the page's title. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Where a row leads; the title column becomes the link. */
  readonly rowLink?: (row: Row) => string | null;
  readonly state?: TableState;
  /** More columns than a laptop holds: it scrolls sideways on all but the widest screens, where its head sticks. */
  readonly wide?: boolean;
  /** Shown instead of no rows: say why there are none and what to do. */
  readonly empty?: ReactNode;
}) {
  const { t } = useTranslation();
  const view = useTableView();
  if (state === 'no-permission')
    return (
      <EmptyState
        icon={<LockIcon size={32} />}
        title={t('shell.noPermissionTitle')}
        text={t('shell.noPermissionText')}
      />
    );
  if (state === 'error')
    return (
      <EmptyState icon={<WarnIcon size={32} />} title={t('shell.loadFailedTitle')} text={t('shell.loadFailedText')} />
    );
  if (state === 'loading') return <SkeletonRows rows={8} />;
  if (rows.length === 0) return <>{empty ?? <EmptyState title={t('shell.emptyTitle')} />}</>;

  const shown = columns.filter((column) => view.shows(column));
  const titleColumn = columns.find((column) => column.onPhone === 'title') ?? columns[0];
  const facts = columns.filter((column) => column.onPhone === 'fact');
  const inLink = (row: Row, content: ReactNode) => {
    const to = rowLink?.(row);
    return to ? (
      <Link to={to} className="link font-medium">
        {content}
      </Link>
    ) : (
      content
    );
  };
  const pad = classNames(wide ? 'px-2' : 'px-3', view.dense ? 'py-1.5' : 'py-2.5');

  return (
    <>
      {/* On wide screens the head sticks to the page, which a box that scrolls sideways would prevent. */}
      <div
        className={classNames(
          'hidden overflow-x-auto rounded-panel border border-line bg-surface sm:block print:block print:overflow-visible',
          wide ? 'min-[90rem]:overflow-x-visible' : 'lg:overflow-x-visible',
        )}
      >
        <table className="w-full border-collapse text-14">
          <caption className="sr-only">{caption}</caption>
          <thead
            className={classNames(
              'sticky top-0 z-10 bg-sunken text-left text-13 text-ink-2 shadow-[0_1px_0_var(--line)] [&_th:first-child]:rounded-tl-panel [&_th:last-child]:rounded-tr-panel',
              wide ? 'min-[90rem]:top-14' : 'lg:top-14',
            )}
          >
            <tr>
              {shown.map((column) => (
                <HeadCell key={column.key} column={column} pad={pad} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)} className="border-t border-line hover:bg-sunken">
                {shown.map((column) => (
                  <td
                    key={column.key}
                    className={classNames(
                      pad,
                      'align-top',
                      column.align === 'end' && 'text-right',
                      // A name of a few characters is not broken after each; what is wide scrolls instead.
                      (column === titleColumn || (wide && column.align !== 'end')) && 'min-w-24',
                    )}
                  >
                    {column === titleColumn ? inLink(row, column.cell(row)) : column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul aria-label={caption} className="divide-y divide-line border-y border-line sm:hidden print:hidden">
        {rows.map((row) => (
          <li key={rowKey(row)} className="py-3">
            <div className="text-16 font-medium">{titleColumn && inLink(row, titleColumn.cell(row))}</div>
            <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1 text-14">
              {facts.map((column) => (
                <div key={column.key} className="flex items-center gap-2">
                  <dt className="text-ink-3">{column.header}</dt>
                  <dd className="figures">{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

function HeadCell<Row>({ column, pad }: { column: Column<Row>; pad: string }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const address = useAddress();
  const end = column.align === 'end';
  if (!column.sort)
    return (
      <th scope="col" className={classNames(pad, 'font-medium whitespace-nowrap', end && 'text-right')}>
        {column.header}
      </th>
    );
  const current = params.get('sort') === column.sort;
  const descending = current && params.get('dir') === 'desc';
  const next = current && !descending ? 'desc' : 'asc';
  return (
    <th
      scope="col"
      aria-sort={current ? (descending ? 'descending' : 'ascending') : 'none'}
      className={classNames(pad, 'font-medium whitespace-nowrap', end && 'text-right')}
    >
      <Link
        to={address({ sort: column.sort, dir: next, page: null, after: null })}
        preventScrollReset
        className={classNames('inline-flex items-center gap-1 hover:text-ink', current && 'text-ink')}
        title={t(next === 'asc' ? 'shell.sortAscending' : 'shell.sortDescending')}
      >
        {column.header}
        {current ? (
          descending ? (
            <SortDownIcon size={16} />
          ) : (
            <SortUpIcon size={16} />
          )
        ) : (
          <SortNoneIcon size={16} className="text-ink-3" />
        )}
      </Link>
    </th>
  );
}
