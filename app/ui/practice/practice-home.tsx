import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { SectionTitle } from '#app/ui/learning/section-title.tsx';
import type { NamedPoint, Paged, ScopeTitle } from './practice-views.ts';
import { ScopeName } from './scope-name.tsx';

type SessionLine = {
  readonly id: string;
  readonly scope: ScopeTitle;
  readonly itemCount: number;
  readonly answered: number;
  readonly right: number;
  readonly startedAt: number;
  readonly lastAt: number;
  readonly ended: boolean;
};

export type PracticeHomeFacts = {
  readonly total: number;
  readonly due: number;
  readonly cards: number;
  readonly favourites: number;
  readonly courses: readonly { readonly code: string; readonly title: LocalText; readonly questions: number }[];
  readonly weak: readonly (NamedPoint & {
    readonly ability: number;
    readonly answered: number;
    readonly available: number;
  })[];
  readonly runningMockId: string | null;
  readonly sessions: Paged & { readonly rows: readonly SessionLine[] };
};

/** What is due first, then what practice can be about, then what was done. */
export function PracticeHome({ facts }: { readonly facts: PracticeHomeFacts }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <h1 className="font-serif text-28">{t('practice.title')}</h1>
        <p className="flex flex-wrap gap-x-6 text-14">
          <Link to="/practice/mistakes" className="link">
            {t('practice.home.mistakes')}
          </Link>
          <Link to="/practice/progress" className="link">
            {t('practice.home.progress')}
          </Link>
        </p>
      </div>
      <p className="mt-1 max-w-reading text-14 text-ink-2">{t('practice.notCounted')}</p>
      {facts.runningMockId && (
        <div className="mt-6">
          <Callout
            tone="active"
            action={
              <LinkButton to={`/practice/mock/${facts.runningMockId}`} tone="primary">
                {t('practice.mock.resume')}
              </LinkButton>
            }
          >
            {t('practice.mock.running')}
          </Callout>
        </div>
      )}
      <div className="mt-6">
        <FirstThing facts={facts} />
      </div>
      {facts.total > 0 && (
        <div className="mt-10 grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
          <Choices facts={facts} />
          <Weak weak={facts.weak} />
        </div>
      )}
      <Recent sessions={facts.sessions} />
    </>
  );
}

/** The one thing on a ground of its own: what is due, or how to begin. */
function FirstThing({ facts: { total, due, cards, sessions } }: { readonly facts: PracticeHomeFacts }) {
  const { t } = useTranslation();
  if (total === 0) return <EmptyState title={t('practice.home.nothingTitle')} text={t('practice.home.nothingText')} />;
  const isFirst = sessions.total === 0 && cards === 0;
  return (
    <section aria-labelledby="due" className="rounded-panel border border-line bg-surface p-5 md:p-6">
      <h2 id="due" className="font-serif text-22">
        {isFirst
          ? t('practice.home.firstTitle')
          : due > 0
            ? t('practice.home.due', { count: due })
            : t('practice.home.dueNone')}
      </h2>
      <p className="mt-2 max-w-reading text-14 leading-reading text-ink-2">
        {isFirst
          ? t('practice.home.firstText')
          : due > 0
            ? t('practice.home.dueText')
            : t('practice.home.dueNoneText', { count: cards })}
      </p>
      {(isFirst || due > 0) && (
        <Form method="post" action="/practice/new" className="mt-5">
          <input type="hidden" name="kind" value={isFirst ? 'all' : 'mistakes'} />
          <input type="hidden" name="size" value={isFirst ? 5 : 20} />
          <input type="hidden" name="behaviour" value="immediate" />
          <SubmitButton formAction="/practice/new">
            {t(isFirst ? 'practice.home.firstStart' : 'practice.home.review')}
          </SubmitButton>
        </Form>
      )}
    </section>
  );
}

const LINE = 'flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-3';

function Choices({ facts: { courses, favourites, total } }: { readonly facts: PracticeHomeFacts }) {
  const { t } = useTranslation();
  const line = (to: string, label: string, hint: string, count?: number) => (
    <li className={LINE}>
      <div className="min-w-0">
        <Link to={to} className="text-16 hover:text-action hover:underline">
          {label}
        </Link>
        <p className="text-13 text-ink-2">{hint}</p>
      </div>
      {count !== undefined && <span className="figures text-14 text-ink-2">{t('practice.questions', { count })}</span>}
    </li>
  );
  return (
    <section aria-labelledby="choose" className="min-w-0">
      <SectionTitle id="choose">{t('practice.home.chooseTitle')}</SectionTitle>
      <ul className="divide-y divide-line">
        {line('/practice/new?kind=all', t('practice.home.all'), t('practice.home.allHint'), total)}
        {courses.map(({ code, title, questions }) => (
          <li key={code} className={LINE}>
            <div className="min-w-0">
              <Link
                to={`/practice/new?kind=course&ref=${encodeURIComponent(code)}`}
                className="text-16 hover:text-action hover:underline"
              >
                <LocalTextView text={title} />
              </Link>
              <p className="text-13 text-ink-2">{t('practice.home.byCourse')}</p>
            </div>
            <span className="figures text-14 text-ink-2">{t('practice.questions', { count: questions })}</span>
          </li>
        ))}
        {line('/practice/points', t('practice.home.byPoint'), t('practice.home.byPointHint'))}
        {line('/practice/favourites', t('practice.home.favourites'), t('practice.home.favouritesHint'), favourites)}
        {line('/practice/mock', t('practice.home.mock'), t('practice.home.mockHint'))}
      </ul>
    </section>
  );
}

function Weak({ weak }: { readonly weak: PracticeHomeFacts['weak'] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="weak">
      <SectionTitle id="weak">{t('practice.home.weakTitle')}</SectionTitle>
      {weak.length === 0 ? (
        <p className="py-3 text-14 text-ink-2">{t('practice.home.weakNone')}</p>
      ) : (
        <>
          <ol className="divide-y divide-line">
            {weak.map(({ code, name, ability, answered, available }) => (
              <li key={code} className="py-2.5">
                <Link
                  to={`/practice/new?kind=point&ref=${encodeURIComponent(code)}`}
                  className="text-14 hover:text-action hover:underline"
                >
                  <LocalTextView text={name} />
                </Link>
                <p className="figures text-13 text-ink-2">
                  {t('practice.home.ability', { percent: Math.floor(ability / 100) })}
                  <span className="ml-3">{t('practice.home.answeredOf', { answered, available })}</span>
                </p>
              </li>
            ))}
          </ol>
          <div className="mt-3">
            <LinkButton to="/practice/new?kind=weakness">{t('practice.home.weakStart')}</LinkButton>
          </div>
        </>
      )}
      <p className="mt-3 text-13 leading-reading text-ink-3">{t('practice.home.weakRule')}</p>
    </section>
  );
}

function Recent({ sessions: { rows, total, page, pageSize } }: { readonly sessions: PracticeHomeFacts['sessions'] }) {
  const { t } = useTranslation();
  if (total === 0) return null;
  return (
    <section aria-labelledby="recent" className="mt-10">
      <SectionTitle id="recent" line={false}>
        {t('practice.home.recentTitle')}
      </SectionTitle>
      <div className="mt-3">
        <Table
          caption={t('practice.home.recentTitle')}
          rows={rows}
          rowKey={({ id }) => id}
          rowLink={({ id, ended }) => (ended ? `/practice/${id}/summary` : `/practice/${id}`)}
          columns={[
            {
              key: 'about',
              header: t('practice.home.about'),
              cell: ({ scope }) => <ScopeName scope={scope} />,
              onPhone: 'title',
            },
            {
              key: 'result',
              header: t('practice.home.result'),
              cell: ({ ended, right, answered, itemCount }) =>
                ended
                  ? t('practice.home.done', { right, count: itemCount })
                  : t('practice.home.open', { answered, count: itemCount }),
              onPhone: 'fact',
            },
            {
              key: 'when',
              header: t('practice.home.when'),
              cell: ({ lastAt }) => <Time at={lastAt} />,
              onPhone: 'fact',
            },
          ]}
        />
      </div>
      {total > pageSize && <Pager page={page} pageSize={pageSize} total={total} />}
    </section>
  );
}
