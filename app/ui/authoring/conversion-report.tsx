import { useTranslation } from 'react-i18next';
import type { Conversion } from '#app/domain/courses/convert-markdown.ts';
import { isComponentName } from '#app/ui/authoring/workspace/component-words.ts';
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
  const factsOf = ({ code, detail }: Conversion): string[] => {
    if (code === 'heading-shifted')
      return [t('authoring.fresh.levels', { before: detail.before, found: detail.found })];
    if (code === 'sections-added')
      return String(detail.components)
        .split(' ')
        .filter(isComponentName)
        .map((name) => t(`authoring.component.${name}.name`));
    if (code === 'image-stored') return [`${detail.found} → ${detail.path}`];
    return Object.values(detail).map(String);
  };
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
              {factsOf(row).map((fact) => (
                <code key={fact} lang="zh-CN" className="ml-2 font-mono text-13 break-all text-ink-2">
                  {fact}
                </code>
              ))}
            </>
          ),
        },
      ]}
    />
  );
}
