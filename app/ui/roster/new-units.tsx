import { useTranslation } from 'react-i18next';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Section } from '#app/ui/components/section.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';

type Unit = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parentName: string;
  readonly ownCode: boolean;
  readonly validFrom: string;
  readonly rows: number;
};

/** So many stand open; more would push everything else off the page. */
const FEW = 12;

/** Units that the roster brings along, each below its parent. */
export function NewUnits({ units, total }: { units: readonly Unit[]; total: number }) {
  const { t } = useTranslation();
  return (
    <Section id="units" title={t('roster.units.title')}>
      <p className="max-w-reading pb-3 text-14 text-ink-2">{t('roster.units.text', { count: total })}</p>
      <Disclosure summary={t('roster.units.list', { number: formatCount(units.length) })} open={units.length <= FEW}>
        <Table
          caption={t('roster.units.title')}
          rows={units}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              header: t('roster.units.name'),
              onPhone: 'title',
              cell: ({ name }) => <span lang="zh-CN">{name}</span>,
            },
            {
              key: 'code',
              header: t('roster.units.code'),
              cell: ({ code, ownCode }) => (
                <span className="figures">
                  {code} {ownCode && <span className="text-ink-2">{t('roster.units.ownCode')}</span>}
                </span>
              ),
            },
            {
              key: 'parent',
              header: t('roster.units.parent'),
              onPhone: 'fact',
              cell: ({ parentName }) => <span lang="zh-CN">{parentName || t('roster.units.root')}</span>,
            },
            { key: 'since', header: t('roster.units.since'), cell: ({ validFrom }) => <Time day={validFrom} /> },
            {
              key: 'rows',
              header: t('roster.units.people'),
              align: 'end',
              onPhone: 'fact',
              cell: ({ rows }) => formatCount(rows),
            },
          ]}
        />
      </Disclosure>
      {total > units.length && (
        <p className="pt-2 text-14 text-ink-2">{t('roster.units.more', { count: total - units.length })}</p>
      )}
    </Section>
  );
}
