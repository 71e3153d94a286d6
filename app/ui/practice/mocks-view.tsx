import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { useDurationText } from '#app/ui/exam/duration.ts';
import type { Paged } from './practice-views.ts';

type Offer = {
  readonly code: string;
  readonly title: LocalText;
  readonly durationMs: number;
  readonly questions: number;
  readonly available: number;
};

type Line = {
  readonly id: string;
  readonly title: LocalText;
  readonly startedAt: number;
  readonly scaled: number | null;
};

export type MocksFacts = Paged & {
  readonly offers: readonly Offer[];
  readonly running: { readonly id: string } | null;
  readonly rows: readonly Line[];
};

/** Mock exams: what may be tried, whether one runs, those of before. */
export function MocksView({ facts, refused }: { readonly facts: MocksFacts; readonly refused: boolean }) {
  const { t } = useTranslation();
  const { offers, running, rows, total, page, pageSize } = facts;
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('practice.title'), to: '/practice' }]} />
      <h1 className="font-serif text-28">{t('practice.mock.title')}</h1>
      <p className="mt-1 max-w-reading text-14 leading-reading text-ink-2">{t('practice.mock.intro')}</p>
      {refused && (
        <div className="mt-6">
          <Callout tone="warn" announce title={t('practice.mock.refusedTitle')}>
            {t('practice.mock.refused')}
          </Callout>
        </div>
      )}
      {running && (
        <div className="mt-6">
          <Callout
            tone="active"
            title={t('practice.mock.running')}
            action={
              <LinkButton to={`/practice/mock/${running.id}`} tone="primary">
                {t('practice.mock.resume')}
              </LinkButton>
            }
          >
            {t('practice.mock.runningText')}
          </Callout>
        </div>
      )}
      <section aria-labelledby="offers" className="mt-8">
        <h2 id="offers" className="text-18">
          {t('practice.mock.offersTitle')}
        </h2>
        {offers.length === 0 ? (
          <EmptyState title={t('practice.mock.noneTitle')} text={t('practice.mock.noneText')} />
        ) : (
          <ul className="mt-2 divide-y divide-line border-y border-line">
            {offers.map((offer) => (
              <li key={offer.code} className="py-4">
                <OfferLine offer={offer} startable={running === null} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="earlier" className="mt-10">
        <h2 id="earlier" className="mb-3 text-18">
          {t('practice.mock.earlier')}
        </h2>
        <Table
          caption={t('practice.mock.earlier')}
          rows={rows}
          rowKey={({ id }) => id}
          rowLink={({ id }) => `/practice/mock/${id}/report`}
          empty={<p className="text-14 text-ink-2">{t('practice.mock.earlierNone')}</p>}
          columns={[
            {
              key: 'about',
              header: t('practice.mock.about'),
              cell: ({ title }) => <LocalTextView text={title} />,
              onPhone: 'title',
            },
            {
              key: 'when',
              header: t('practice.mock.when'),
              cell: ({ startedAt }) => <Time at={startedAt} />,
              onPhone: 'fact',
            },
            {
              key: 'scaled',
              header: t('practice.mock.scaled'),
              align: 'end',
              cell: ({ scaled }) => (
                <span className="figures">
                  {scaled === null
                    ? t('practice.mock.unmarked')
                    : t('practice.mock.outOf', { mark: withoutEmptyDecimals(scaled) })}
                </span>
              ),
              onPhone: 'fact',
            },
          ]}
        />
        {total > pageSize && <Pager page={page} pageSize={pageSize} total={total} />}
      </section>
    </>
  );
}

function OfferLine({
  offer: { code, title, durationMs, questions, available },
  startable,
}: {
  readonly offer: Offer;
  readonly startable: boolean;
}) {
  const { t } = useTranslation();
  const durationText = useDurationText();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
      <div className="min-w-0">
        <h3 className="text-16 font-medium">
          <LocalTextView text={title} />
        </h3>
        <p className="figures text-14 text-ink-2">
          {t('practice.mock.offer', { questions, duration: durationText(durationMs) })}
        </p>
        <p className="figures text-14 text-ink-2">
          {available === 0
            ? t('practice.mock.nothing')
            : available < questions
              ? t('practice.mock.part', { available })
              : t('practice.mock.whole')}
        </p>
      </div>
      {startable && available > 0 && (
        <Form method="post">
          <input type="hidden" name="blueprint" value={code} />
          <SubmitButton tone="secondary">{t('practice.mock.startShort')}</SubmitButton>
        </Form>
      )}
    </div>
  );
}
