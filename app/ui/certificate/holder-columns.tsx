import { useTranslation } from 'react-i18next';
import type { Column } from '#app/ui/components/table.tsx';

/** Whose it is: the first columns of tables about certificates and those still to come. */
export function useHolderColumns<
  Row extends { readonly name: string; readonly employeeNo: string; readonly unitName: string },
>(): Column<Row>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('certificate.staff.name'),
      onPhone: 'title',
      cell: (row) => (
        <span lang="zh-CN" className="whitespace-nowrap">
          {row.name}
        </span>
      ),
    },
    {
      key: 'employeeNo',
      header: t('certificate.staff.employeeNo'),
      cell: (row) => <span className="figures">{row.employeeNo}</span>,
    },
    {
      key: 'unit',
      header: t('certificate.staff.unitName'),
      cell: (row) => (
        <span lang="zh-CN" className="inline-block min-w-28">
          {row.unitName}
        </span>
      ),
    },
  ];
}
