import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { Button, LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Badge, Status } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import { type FilterChoices, ListFilter } from './list-filter.tsx';
import type { NamedPoint, Paged } from './practice-views.ts';
import { PointNames } from './scope-name.tsx';

export const CARD_TABS = ['asked', 'due', 'mastered', 'retired', 'removed'] as const;
export type CardTab = (typeof CARD_TABS)[number];

export type MistakeRow = {
  readonly questionId: string;
  readonly type: string;
  readonly prompt: LocalText;
  readonly points: readonly NamedPoint[];
  readonly retired: boolean;
  readonly dueAt: number;
  readonly isDue: boolean;
  readonly intervalDays: number;
  readonly lapses: number;
  readonly removedAt: number | null;
};

/** The book of mistakes: what is in it, when it comes again, and the review of what is due. */
export function MistakesView({
  rows,
  counts,
  tab,
  filter,
  choices,
  changed,
  ...paged
}: Paged & {
  readonly rows: readonly MistakeRow[];
  readonly counts: Readonly<Record<CardTab, number>>;
  readonly tab: CardTab;
  readonly filter: { readonly course: string; readonly point: string };
  readonly choices: FilterChoices;
  /** What the act before did; null when there was none. */
  readonly changed: 'removed' | 'restored' | null;
}) {
  const { t } = useTranslation();
  const address = useAddress();
  const isFiltered = filter.course !== '' || filter.point !== '';
  const isEmpty = !isFiltered && CARD_TABS.every((each) => counts[each] === 0);
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('practice.title'), to: '/practice' }]} />
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-3">
        <h1 className="font-serif text-28">{t('practice.mistakes.title')}</h1>
        {counts.due > 0 && !isFiltered && <Review due={counts.due} />}
      </div>
      <p className="mt-1 mb-6 max-w-reading text-14 leading-reading text-ink-2">{t('practice.mistakes.intro')}</p>
      {changed && (
        <div className="mb-4">
          <Callout tone="ok" announce>
            {t(`practice.mistakes.${changed}`)}
          </Callout>
        </div>
      )}
      {isEmpty ? (
        <EmptyState
          title={t('practice.mistakes.emptyTitle')}
          text={t('practice.mistakes.emptyText')}
          action={<LinkButton to="/practice">{t('practice.begin.back')}</LinkButton>}
        />
      ) : (
        <>
          <ListFilter choices={choices} {...filter} />
          <Tabs
            label={t('practice.mistakes.title')}
            current={tab}
            tabs={CARD_TABS.map((key) => ({
              key,
              to: address({ state: key === 'asked' ? null : key, page: null }),
              label: t(`practice.mistakes.states.${key}`),
              count: counts[key],
            }))}
          />
          {(tab === 'mastered' || tab === 'retired') && (
            <p className="mt-3 text-13 text-ink-2">{t(`practice.mistakes.${tab}Hint`)}</p>
          )}
          <div className="mt-4">
            <MistakeTable rows={rows} />
          </div>
          {paged.total > paged.pageSize && <Pager {...paged} />}
        </>
      )}
    </>
  );
}

function Review({ due }: { readonly due: number }) {
  const { t } = useTranslation();
  return (
    <Form method="post" action="/practice/new">
      <input type="hidden" name="kind" value="mistakes" />
      <input type="hidden" name="size" value="20" />
      <input type="hidden" name="behaviour" value="immediate" />
      <SubmitButton formAction="/practice/new">{t('practice.mistakes.review', { count: due })}</SubmitButton>
    </Form>
  );
}

function MistakeTable({ rows }: { readonly rows: readonly MistakeRow[] }) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  const columns: Column<MistakeRow>[] = [
    {
      key: 'question',
      header: t('practice.mistakes.question'),
      cell: ({ prompt }) => (
        <span className="line-clamp-2">
          <PromptText text={prompt} />
        </span>
      ),
      onPhone: 'title',
    },
    {
      key: 'about',
      header: t('practice.mistakes.point'),
      cell: ({ points, type, retired }) => (
        <div className="text-13 text-ink-2">
          <PointNames points={points} />
          <span className="text-ink-3">{typeWord(type)}</span>
          {retired && (
            <span className="ml-2">
              <Badge>{t('practice.mistakes.retired')}</Badge>
            </span>
          )}
        </div>
      ),
    },
    {
      key: 'due',
      header: t('practice.mistakes.due'),
      cell: ({ isDue, dueAt, retired, removedAt }) =>
        retired || removedAt !== null ? (
          '—'
        ) : isDue ? (
          <Status tone="warn">{t('practice.mistakes.dueNow')}</Status>
        ) : (
          <Time at={dueAt} form="day" />
        ),
      onPhone: 'fact',
    },
    {
      key: 'interval',
      header: t('practice.mistakes.interval'),
      align: 'end',
      cell: ({ intervalDays }) => t('practice.mistakes.days', { count: intervalDays }),
    },
    {
      key: 'act',
      header: <span className="sr-only">{t('practice.mistakes.act')}</span>,
      align: 'end',
      cell: (row) => <CardAct questionId={row.questionId} removed={row.removedAt !== null} />,
      onPhone: 'fact',
    },
  ];
  return (
    <Table
      caption={t('practice.mistakes.title')}
      rows={rows}
      rowKey={({ questionId }) => questionId}
      rowLink={({ questionId }) => `/practice/mistakes/${encodeURIComponent(questionId)}`}
      empty={<EmptyState title={t('practice.mistakes.emptyFilter')} />}
      columns={columns}
    />
  );
}

/** Takes a card out of the book, or puts it back; the page's action reads the fields. */
export function CardAct({ questionId, removed }: { readonly questionId: string; readonly removed: boolean }) {
  const { t } = useTranslation();
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="questionId" value={questionId} />
      <input type="hidden" name="intent" value={removed ? 'restore' : 'remove'} />
      <Button tone="quiet" size="small">
        {t(removed ? 'practice.mistakes.restore' : 'practice.mistakes.remove')}
      </Button>
    </Form>
  );
}
