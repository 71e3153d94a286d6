import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type Tab = {
  readonly key: string;
  readonly to: string;
  readonly label: ReactNode;
  readonly count?: number | undefined;
};

/** Views of the same thing, each with an address of its own. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 print:hidden">
      <ul className="flex min-w-max gap-6 border-b border-line">
        {tabs.map((tab) => (
          <li key={tab.key}>
            <Link
              to={tab.to}
              aria-current={tab.key === current ? 'page' : undefined}
              className={classNames(
                '-mb-px flex min-h-11 items-center gap-2 border-b-2 text-14',
                tab.key === current
                  ? 'border-action font-semibold text-ink'
                  : 'border-transparent text-ink-2 hover:border-control hover:text-ink',
              )}
            >
              {tab.label}
              {tab.count !== undefined && <span className="figures text-13 text-ink-3">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
