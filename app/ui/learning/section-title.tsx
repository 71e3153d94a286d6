import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

/** The title of a part of a page over a hairline, with one way on at the right. */
export function SectionTitle({
  id,
  more,
  children,
}: {
  readonly id: string;
  readonly more?: { readonly to: string; readonly label: string };
  readonly children: ReactNode;
}) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-b border-line pb-2">
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
