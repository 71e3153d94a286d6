import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { BehaviourName } from '#app/domain/questions/behaviours/behaviour.ts';
import type { Outcome } from '#app/domain/questions/types/verdict.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { LinkButton } from '#app/ui/components/button.tsx';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import { QuestionReview } from '#app/ui/questions/review/question-review.tsx';
import type { ShownQuestion } from '#app/ui/questions/shown-question.ts';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import type { LessonLink, NamedPoint, PracticeReviewed, ScopeTitle } from './practice-views.ts';
import { ScopeName } from './scope-name.tsx';

export type SummaryFacts = {
  readonly sessionId: string;
  readonly scope: ScopeTitle;
  readonly behaviour: BehaviourName;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly total: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly open: number;
  readonly marks: { readonly earned: number; readonly of: number };
  readonly points: readonly (NamedPoint & {
    readonly answered: number;
    readonly right: number;
    readonly lesson: LessonLink | null;
  })[];
  readonly missed: readonly {
    readonly slot: number;
    readonly question: ShownQuestion;
    readonly review: PracticeReviewed;
    readonly lesson: LessonLink | null;
  }[];
};

/** What a set came to. */
export function SummaryView({ summary }: { readonly summary: SummaryFacts }) {
  const { t } = useTranslation();
  const { scope, counts, total, open, marks, sessionId, endedAt } = summary;
  const again = `/practice/new?kind=${scope.kind}&ref=${encodeURIComponent(scope.ref)}`;
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('practice.title'), to: '/practice' }]} />
      <h1 className="font-serif text-28">{t('practice.summary.title')}</h1>
      <p className="mt-1 flex flex-wrap gap-x-4 text-14 text-ink-2">
        <ScopeName scope={scope} />
        <Time at={summary.startedAt} />
      </p>
      <dl className="mt-6 flex flex-wrap items-end gap-x-12 gap-y-4 border-y border-line py-6">
        <div>
          <dt className="text-13 text-ink-3">{t('practice.summary.right')}</dt>
          <dd className="figures text-36 font-semibold">
            {t('practice.summary.of', { right: counts.right, total: total - open })}
          </dd>
        </div>
        {summary.behaviour !== 'immediate' && marks.of > 0 && (
          <div>
            <dt className="text-13 text-ink-3">{t('practice.summary.marks')}</dt>
            <dd className="figures text-22 font-semibold">
              {t('practice.summary.marksText', {
                earned: withoutEmptyDecimals(marks.earned),
                of: withoutEmptyDecimals(marks.of),
              })}
            </dd>
          </div>
        )}
        {open > 0 && (
          <div className="text-14 text-ink-2">
            <dt className="sr-only">{t('practice.session.state.open')}</dt>
            <dd>{t('practice.summary.open', { count: open })}</dd>
          </div>
        )}
      </dl>
      <div className="mt-5 flex flex-wrap gap-3 print:hidden">
        {endedAt === null && open > 0 && (
          <LinkButton to={`/practice/${sessionId}`} tone="primary">
            {t('practice.summary.goOn')}
          </LinkButton>
        )}
        <LinkButton to={again} tone={endedAt === null && open > 0 ? 'secondary' : 'primary'}>
          {t('practice.summary.again')}
        </LinkButton>
        <LinkButton to="/practice">{t('practice.begin.back')}</LinkButton>
      </div>
      {total === open ? (
        <p className="mt-10 text-16">{t('practice.summary.missedNothing')}</p>
      ) : (
        <>
          <Points points={summary.points} />
          <Missed missed={summary.missed} />
        </>
      )}
    </>
  );
}

function Points({ points }: { readonly points: SummaryFacts['points'] }) {
  const { t } = useTranslation();
  if (points.length === 0) return null;
  return (
    <section aria-labelledby="points" className="mt-10">
      <h2 id="points" className="mb-3 text-18">
        {t('practice.summary.pointsTitle')}
      </h2>
      <Table
        caption={t('practice.summary.pointsTitle')}
        rows={points}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'point',
            header: t('practice.summary.point'),
            cell: ({ code, name }) => (
              <>
                <span className="figures mr-2 text-ink-3">{code}</span>
                <LocalTextView text={name} />
              </>
            ),
            onPhone: 'title',
          },
          {
            key: 'figures',
            header: t('practice.summary.figures'),
            align: 'end',
            cell: ({ right, answered }) => t('practice.summary.of', { right, total: answered }),
            onPhone: 'fact',
          },
          {
            key: 'lesson',
            header: t('practice.summary.lesson'),
            cell: ({ lesson }) => <LessonCell lesson={lesson} />,
            onPhone: 'fact',
          },
        ]}
      />
    </section>
  );
}

export function LessonCell({ lesson }: { readonly lesson: LessonLink | null }) {
  const { t } = useTranslation();
  return lesson ? (
    <Link to={lesson.to} className="link">
      <LocalTextView text={lesson.title} />
    </Link>
  ) : (
    <span className="text-ink-3">{t('practice.summary.noLesson')}</span>
  );
}

function Missed({ missed }: { readonly missed: SummaryFacts['missed'] }) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const typeWord = useTypeWord();
  return (
    <section aria-labelledby="missed" className="mt-10">
      <h2 id="missed" className="text-18">
        {t('practice.summary.missedTitle')}
      </h2>
      <p className="mt-2 max-w-reading text-14 text-ink-2">
        {missed.length > 0 ? t('practice.summary.missedText') : t('practice.summary.missedNone')}
      </p>
      <ol className="mt-6 flex flex-col gap-10">
        {missed.map(({ slot, question, review, lesson }) => (
          <li key={slot} className="max-w-[44rem] break-inside-avoid">
            <h3 className="text-16">
              <span className="figures mb-1 block text-13 font-normal text-ink-3">
                {t('lesson.quiz.question', { n: slot })}
                <span className="ml-3">{typeWord(question.type)}</span>
              </span>
              <span className="block font-medium">
                <PromptText text={question.prompt} />
              </span>
            </h3>
            <QuestionReview question={question} reviewed={review} />
            {lesson && (
              <p className="mt-3 text-14">
                <Link to={lesson.to} className="link">
                  {t('practice.session.lesson', { title: textOf(lesson.title) })}
                </Link>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
