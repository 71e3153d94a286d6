import { Form } from '@remix-run/react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, SubmitButton } from '#app/ui/components/button.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Table } from '#app/ui/components/table.tsx';
import { UnitActEffects } from '../unit-act-effects.tsx';
import type { SplitPage } from './split-page.ts';

/** What the split would do, to be confirmed or gone back from; everything entered goes along unseen. */
export function SplitPreview({
  page,
  preview,
  formRef,
}: {
  readonly page: SplitPage;
  readonly preview: NonNullable<SplitPage['preview']>;
  readonly formRef: RefObject<HTMLFormElement>;
}) {
  const { t } = useTranslation();
  const { effects, receivers } = preview;
  const rows = receivers.map((receiver, i) => ({ ...receiver, people: effects.shares[i] ?? 0 }));
  const withUnits = rows.some(({ unitsBelow }) => unitsBelow.length > 0);
  const separator = t('staff.home.separator');
  return (
    <Form ref={formRef} method="post" className="flex max-w-page flex-col gap-5">
      <HiddenSplit page={page} />
      <input type="hidden" name="seen" value={effects.seen} />
      <div>
        <UnitActEffects preview={effects} day={page.day} reason={page.reason} name="">
          <Table
            caption={t('personnel.split.parts')}
            rows={rows}
            rowKey={({ n }) => String(n)}
            columns={[
              {
                key: 'name',
                header: t('personnel.split.receiver'),
                onPhone: 'title',
                cell: ({ name, isNew }) => (
                  <span>
                    <span lang="zh-CN">{name}</span>
                    {isNew && <span className="ml-2 text-13 text-ink-2">{t('personnel.split.newUnit')}</span>}
                  </span>
                ),
              },
              {
                key: 'code',
                header: t('personnel.unitCode'),
                onPhone: 'fact',
                cell: ({ code }) => <span className="figures">{code}</span>,
              },
              ...(withUnits
                ? [
                    {
                      key: 'below',
                      header: t('personnel.split.below'),
                      cell: (row: (typeof rows)[number]) => <span lang="zh-CN">{row.unitsBelow.join(separator)}</span>,
                    },
                  ]
                : []),
              {
                key: 'people',
                header: t('personnel.split.receives'),
                align: 'end',
                onPhone: 'fact',
                cell: ({ people }) => <span className="figures">{formatCount(people)}</span>,
              },
            ]}
          />
        </UnitActEffects>
      </div>
      <div className="flex flex-wrap gap-3">
        <SubmitButton tone="danger" name="intent" value="confirm">
          {t('personnel.confirm.split')}
        </SubmitButton>
        <Button tone="quiet" name="intent" value="edit">
          {t('personnel.edit')}
        </Button>
      </div>
    </Form>
  );
}

function HiddenSplit({ page }: { readonly page: SplitPage }) {
  const { draft, list } = page;
  const fields: [string, string][] = [
    ['turn', String(page.turn)],
    ['shape', String(page.shape)],
    ['filled', String(page.filled)],
    ['parts', String(draft.parts.length)],
    ...draft.parts.flatMap((part, i): [string, string][] =>
      (['code', 'name', 'parent', 'people'] as const).map((field) => [`${field}${i + 1}`, part[field]]),
    ),
    ...Object.entries(draft.below).map(([id, part]): [string, string] => [`below.${id}`, String(part + 1)]),
    ['rest', draft.rest === null ? 'stay' : String(draft.rest + 1)],
    ['roles', page.roles],
    ['day', page.day],
    ['reason', page.reason],
    ['q', list.filter.search],
    ['level', list.filter.positionLevel ?? ''],
    ['ticked', page.ticked.join(' ')],
    ['to', page.target === null ? '' : String(page.target + 1)],
  ];
  return (
    <>
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
