import { useTranslation } from 'react-i18next';
import type { Conversion } from '#app/domain/courses/convert-markdown.ts';
import { Status, type Tone } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';

const TONES: Record<Conversion['effect'], Tone> = {
  changed: 'neutral',
  degraded: 'warn',
  dropped: 'seal',
  added: 'active',
};

/** What was done to a text on its way into a lesson, line by line. */
export function ConversionReport({ report }: { readonly report: readonly Conversion[] }) {
  const { t } = useTranslation();
  const rows = report.map((row, at) => ({ ...row, key: `${at}` }));
  return (
    <Table
      caption={t('authoring.fresh.reportCaption')}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: 'line',
          header: t('authoring.fresh.reportLine'),
          align: 'end',
          onPhone: 'title',
          cell: (row) => <span className="figures">{row.line}</span>,
        },
        {
          key: 'effect',
          header: t('authoring.fresh.reportEffect'),
          onPhone: 'fact',
          cell: (row) => <Status tone={TONES[row.effect]}>{t(`authoring.fresh.effect.${row.effect}`)}</Status>,
        },
        {
          key: 'what',
          header: t('authoring.fresh.reportWhat'),
          onPhone: 'fact',
          cell: (row) => (
            <>
              {t(`authoring.fresh.conversion.${row.code}`)}
              {Object.values(row.detail).map((fact) => (
                <code key={String(fact)} lang="zh-CN" className="ml-2 font-mono text-13 break-all text-ink-2">
                  {String(fact)}
                </code>
              ))}
            </>
          ),
        },
      ]}
    />
  );
}
