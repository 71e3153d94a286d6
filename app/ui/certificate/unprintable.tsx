import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { useHolderColumns } from './holder-columns.tsx';

type Row = {
  readonly attemptId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitName: string;
  readonly missing: readonly string[];
  readonly since: number;
  readonly lastTriedAt: number;
};

/** Passed exams whose certificate waits for a font: whose, which character, what to do; and how the last try went. */
export function Unprintable({
  rows,
  retried,
}: {
  rows: readonly Row[];
  retried: { readonly issued: number; readonly stillPending: number } | null;
}) {
  const { t } = useTranslation();
  const holder = useHolderColumns<Row>();
  return (
    <>
      {retried && (
        <div className="mb-4">
          <Callout tone={retried.issued > 0 ? 'ok' : 'warn'} announce>
            {retried.issued > 0
              ? t('certificate.staff.pending.issued', { count: retried.issued })
              : t('certificate.staff.pending.none')}
            {retried.issued > 0 &&
              retried.stillPending > 0 &&
              ` ${t('certificate.staff.pending.stillPending', { count: retried.stillPending })}`}
          </Callout>
        </div>
      )}
      {rows.length > 0 && (
        <section aria-labelledby="unprintable" className="mb-8">
          <h2 id="unprintable" className="sr-only">
            {t('certificate.staff.pending.caption')}
          </h2>
          <Callout
            tone="warn"
            title={t('certificate.staff.pending.title', { count: rows.length })}
            action={
              <Form method="post" action="/staff/certificates?index">
                <SubmitButton tone="secondary">{t('certificate.staff.pending.retry')}</SubmitButton>
              </Form>
            }
          >
            <p className="mt-1 max-w-reading">{t('certificate.staff.pending.text', { folder: 'DATA_DIR/fonts' })}</p>
          </Callout>
          <div className="mt-3">
            <Table
              caption={t('certificate.staff.pending.caption')}
              rows={rows}
              rowKey={(row) => row.attemptId}
              columns={[
                ...holder,
                {
                  key: 'missing',
                  header: t('certificate.staff.pending.characters'),
                  onPhone: 'fact',
                  cell: (row) => <Characters list={row.missing} />,
                },
                {
                  key: 'since',
                  header: t('certificate.staff.pending.since'),
                  onPhone: 'fact',
                  cell: (row) => <Time at={row.since} />,
                },
                {
                  key: 'lastTriedAt',
                  header: t('certificate.staff.pending.lastTriedAt'),
                  cell: (row) => <Time at={row.lastTriedAt} />,
                },
              ]}
            />
          </div>
        </section>
      )}
    </>
  );
}

/** The character and its number in Unicode: the screen may lack it as well. */
function Characters({ list }: { list: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {list.map((character) => (
        <span key={character} className="whitespace-nowrap">
          <span lang="zh-CN" className="text-16">
            {character}
          </span>{' '}
          <code className="font-mono text-13 text-ink-2">
            U+{(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}
          </code>
        </span>
      ))}
    </span>
  );
}
