import { Form, useLocation, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnsIcon } from '#app/ui/icons/icons.tsx';
import { Button } from './button.tsx';
import { Checkbox, RadioGroup } from './inputs.tsx';
import { Menu } from './menu.tsx';

type Choosable = { readonly key: string; readonly header: ReactNode; readonly onPhone?: 'title' | 'fact' };

const COLUMN = 'column';
const DENSITY = 'density';

/** What the address says of a table's looks: `?column=…&column=…&density=compact`. No column named means all. */
export function useTableView(): { dense: boolean; shows: (column: Choosable) => boolean } {
  const [params] = useSearchParams();
  const chosen = params.getAll(COLUMN);
  return {
    dense: params.get(DENSITY) === 'compact',
    // What names a row always stays.
    shows: (column) => chosen.length === 0 || column.onPhone === 'title' || chosen.includes(column.key),
  };
}

/** Choice of columns and density for the table on this page; a form whose answer is the address. */
export function TableTools({ columns }: { columns: readonly Choosable[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const view = useTableView();
  const kept = [...params].filter(([name]) => name !== COLUMN && name !== DENSITY);
  return (
    <div className="hidden sm:block print:hidden">
      <Menu
        label={t('shell.tableTools')}
        face={
          <>
            <ColumnsIcon />
            <span>{t('shell.tableTools')}</span>
          </>
        }
      >
        {/* A new form for each address: the boxes always show what the address says. */}
        <Form
          key={params.toString()}
          method="get"
          action={pathname}
          preventScrollReset
          className="flex flex-col gap-3 p-2"
        >
          {kept.map(([name, value]) => (
            <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
          ))}
          <fieldset>
            <legend className="text-14 font-medium">{t('shell.columns')}</legend>
            {columns.map((column) =>
              column.onPhone === 'title' ? null : (
                <Checkbox
                  key={column.key}
                  name={COLUMN}
                  value={column.key}
                  defaultChecked={view.shows(column)}
                  label={column.header}
                />
              ),
            )}
          </fieldset>
          <RadioGroup
            legend={t('shell.density')}
            name={DENSITY}
            value={view.dense ? 'compact' : 'regular'}
            options={[
              { value: 'regular', label: t('shell.densityRegular') },
              { value: 'compact', label: t('shell.densityCompact') },
            ]}
          />
          <Button size="small">{t('shell.apply')}</Button>
        </Form>
      </Menu>
    </div>
  );
}
