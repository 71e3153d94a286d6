import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronRightIcon } from '#app/ui/icons/icons.tsx';
import { mixed } from './mixed-text.tsx';

export type Crumb = { readonly label: ReactNode; readonly to: string };

/** The places above this one; the page itself is its title and is not repeated. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useTranslation();
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label={t('shell.breadcrumb')} className="text-13 text-ink-2 print:hidden">
      <ol className="flex flex-wrap items-center gap-1">
        {crumbs.map((crumb, index) => (
          <li key={crumb.to} className="flex items-center gap-1">
            {index > 0 && <ChevronRightIcon size={16} className="text-ink-3" />}
            <Link to={crumb.to} className="py-1 hover:text-action hover:underline">
              {mixed(crumb.label)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
