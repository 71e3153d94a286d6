import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { classNames } from '#app/ui/components/class-names.ts';

/** The title of a part of a page with one way on at the right; over a hairline unless what follows has one (a table). */
export function SectionTitle({
  id,
  more,
  line = true,
  children,
}: {
  readonly id: string;
  readonly more?: { readonly to: string; readonly label: string };
  readonly line?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={classNames('flex items-baseline justify-between gap-4', line && 'border-b border-line pb-2')}>
      <h2 id={id} className="text-16">
        {children}
      </h2>
      {more && (
        <Link to={more.to} className="link text-14 whitespace-nowrap print:hidden">
          {more.label}
        </Link>
      )}
    </div>
  );
}
