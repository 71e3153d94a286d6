import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import { type FilterChoices, ListFilter } from './list-filter.tsx';
import type { NamedPoint, Paged } from './practice-views.ts';
import { PointNames } from './scope-name.tsx';

type FavouriteRow = {
  readonly questionId: string;
  readonly type: string;
  readonly prompt: LocalText;
  readonly points: readonly NamedPoint[];
  readonly retired: boolean;
  readonly at: number;
};

/** Questions with a star, by course and point, and the way to practise them. */
export function FavouritesView({
  rows,
  live,
  filter,
  choices,
  ...paged
}: Paged & {
  readonly rows: readonly FavouriteRow[];
  readonly live: number;
  readonly filter: { readonly course: string; readonly point: string };
  readonly choices: FilterChoices;
}) {
  const { t } = useTranslation();
  const isFiltered = filter.course !== '' || filter.point !== '';
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('practice.title'), to: '/practice' }]} />
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-3">
        <h1 className="font-serif text-28">{t('practice.favourites.title')}</h1>
        {live > 0 && !isFiltered && (
          <LinkButton to="/practice/new?kind=favourites" tone="primary">
            {t('practice.favourites.start', { count: live })}
          </LinkButton>
        )}
      </div>
      <p className="mt-1 mb-6 text-14 text-ink-2">{t('practice.favourites.intro')}</p>
      {paged.total === 0 && !isFiltered ? (
        <EmptyState
          title={t('practice.favourites.emptyTitle')}
          text={t('practice.favourites.emptyText')}
          action={<LinkButton to="/practice">{t('practice.begin.back')}</LinkButton>}
        />
      ) : (
        <>
          <ListFilter choices={choices} {...filter} />
          <FavouriteTable rows={rows} />
          {paged.total > paged.pageSize && <Pager {...paged} />}
        </>
      )}
    </>
  );
}

function FavouriteTable({ rows }: { readonly rows: readonly FavouriteRow[] }) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  return (
    <Table
      caption={t('practice.favourites.title')}
      rows={rows}
      rowKey={({ questionId }) => questionId}
      empty={<EmptyState title={t('practice.mistakes.emptyFilter')} />}
      columns={[
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
          key: 'at',
          header: t('practice.favourites.added'),
          cell: ({ at }) => <Time at={at} form="day" />,
          onPhone: 'fact',
        },
        {
          key: 'act',
          header: <span className="sr-only">{t('practice.mistakes.act')}</span>,
          align: 'end',
          cell: ({ questionId }) => (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="questionId" value={questionId} />
              <Button tone="quiet" size="small">
                {t('practice.favourites.remove')}
              </Button>
            </Form>
          ),
          onPhone: 'fact',
        },
      ]}
    />
  );
}
