import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { Button } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import type { PointProgress, ProgressGroup } from './point-progress.ts';
import type { Paged } from './practice-views.ts';

export const LONGEST_QUERY = 60;

/** Knowledge points by domain and competency, each with how one stands and the way to practise it. */
export function PointsView({
  groups,
  rows,
  words,
  ...paged
}: Paged & {
  readonly groups: readonly ProgressGroup[];
  /** The points of this page. */
  readonly rows: readonly PointProgress[];
  readonly words: string;
}) {
  const { t } = useTranslation();
  const shown = new Set(rows.map(({ code }) => code));
  const onPage = groups
    .map((group) => ({ ...group, points: group.points.filter(({ code }) => shown.has(code)) }))
    .filter(({ points }) => points.length > 0);
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('practice.title'), to: '/practice' }]} />
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <h1 className="font-serif text-28">{t('practice.points.title')}</h1>
        <Form role="search" method="get" action="/practice/points" className="flex w-full gap-2 sm:w-96">
          <div className="flex-1">
            <SearchInput
              key={words}
              name="q"
              defaultValue={words}
              maxLength={LONGEST_QUERY}
              label={t('practice.points.search')}
            />
          </div>
          <Button>{t('practice.points.searchButton')}</Button>
        </Form>
      </div>
      {onPage.length === 0 && <EmptyState title={t('practice.points.none')} text={t('practice.points.noneText')} />}
      {onPage.map(({ code, name, domain, points }) => (
        <section key={code} aria-labelledby={`competency-${code}`} className="mt-8">
          <h2 id={`competency-${code}`} className="border-b border-line pb-2 text-16">
            <span className="figures mr-2 text-ink-3">{code}</span>
            <LocalTextView text={name} />
            <span className="ml-3 text-13 font-normal text-ink-3">
              <LocalTextView text={domain.name} />
            </span>
          </h2>
          <ul className="divide-y divide-line">
            {points.map((point) => (
              <PointLine key={point.code} point={point} />
            ))}
          </ul>
        </section>
      ))}
      {paged.total > paged.pageSize && <Pager {...paged} />}
    </>
  );
}

function PointLine({ point: { code, name, available, answered, ability } }: { readonly point: PointProgress }) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5">
      <p className="min-w-0 flex-1 basis-56 text-16">
        <span className="figures mr-2 text-14 text-ink-3">{code}</span>
        <LocalTextView text={name} />
      </p>
      <p className="figures text-14 text-ink-2">
        {available === 0
          ? t('practice.points.noQuestions')
          : ability === null
            ? t('practice.progress.none')
            : t('practice.home.ability', { percent: Math.floor(ability / 100) })}
        {available > 0 && <span className="ml-3">{t('practice.home.answeredOf', { answered, available })}</span>}
      </p>
      {available > 0 && (
        <Link
          to={`/practice/new?kind=point&ref=${encodeURIComponent(code)}`}
          aria-label={t('practice.points.practiseOf', { name: textOf(name) })}
          className="link inline-flex min-h-11 items-center text-14 md:min-h-8"
        >
          {t('practice.points.practise')}
        </Link>
      )}
    </li>
  );
}
