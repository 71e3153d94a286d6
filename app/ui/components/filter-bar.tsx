import { Form, Link, useLocation, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from './address.ts';
import { Button } from './button.tsx';
import { holdEnterWhileComposing } from './composition.ts';

/** Where in the rows one is: a new filter starts at the first page. */
const POSITION = ['page', 'after', 'before'];

/**
 * What narrows the rows of a page: a GET form, so that the address is the filter. `names` are the form's own fields;
 * order, columns and density stay as they are. `tools` (TableTools, an export) stand beside the form, not inside it.
 */
export function FilterBar({
  names,
  tools,
  children,
}: {
  readonly names: readonly string[];
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const address = useAddress();
  const kept = [...params].filter(([name]) => !names.includes(name) && !POSITION.includes(name));
  const filtered = names.some((name) => params.get(name));
  const cleared = Object.fromEntries([...names, ...POSITION].map((name) => [name, null]));
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-3 print:hidden">
      <Form
        key={params.toString()}
        method="get"
        action={pathname}
        onKeyDown={holdEnterWhileComposing}
        className="flex grow basis-full flex-wrap items-end gap-3 sm:basis-0"
      >
        {kept.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        {children}
        <Button>{t('shell.filter')}</Button>
        {filtered && (
          <Link to={address(cleared)} className="link inline-flex min-h-11 items-center text-14 md:min-h-10">
            {t('shell.clearFilters')}
          </Link>
        )}
      </Form>
      {tools && <div className="flex items-center gap-2">{tools}</div>}
    </div>
  );
}
