import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronLeftIcon, ChevronRightIcon } from '#app/ui/icons/icons.tsx';
import { useAddress } from './address.ts';
import { formatCount } from './format-count.ts';

const STEP =
  'inline-flex min-h-11 items-center gap-1 rounded-control border border-control bg-surface px-3 text-14 text-ink hover:bg-sunken md:min-h-9';

/**
 * Pages counted by the server; `page` starts at 1 and stands in the address beside all other parameters. Inside a form
 * that must not lose what was entered (`submits`) it is a button's value instead.
 */
export function Pager({
  page,
  pageSize,
  total,
  param = 'page',
  submits = false,
}: {
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly param?: string;
  readonly submits?: boolean;
}) {
  const { t } = useTranslation();
  const address = useAddress();
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const first = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const last = Math.min(total, page * pageSize);
  const to = (target: number) => address({ [param]: target <= 1 ? null : String(target) });
  const step = (rel: 'prev' | 'next', target: number, face: ReactNode) =>
    submits ? (
      <button type="submit" id={`${param}-${rel}`} name={param} value={target} className={STEP}>
        {face}
      </button>
    ) : (
      <Link rel={rel} to={to(target)} className={STEP}>
        {face}
      </Link>
    );
  return (
    <nav
      aria-label={t('shell.pages')}
      className="flex flex-wrap items-center justify-between gap-3 py-3 text-14 print:hidden"
    >
      <p className="figures text-ink-2">
        {t('shell.rowsShown', { first: formatCount(first), last: formatCount(last), total: formatCount(total) })}
      </p>
      {pages > 1 && (
        <div className="flex items-center gap-2">
          {page > 1 &&
            step(
              'prev',
              page - 1,
              <>
                <ChevronLeftIcon size={16} />
                {t('shell.previousPage')}
              </>,
            )}
          <span className="figures px-1 text-ink-2">{t('shell.pageOf', { page, pages })}</span>
          {page < pages &&
            step(
              'next',
              page + 1,
              <>
                {t('shell.nextPage')}
                <ChevronRightIcon size={16} />
              </>,
            )}
        </div>
      )}
    </nav>
  );
}
