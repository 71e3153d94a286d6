import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { CardEventKind } from '#app/domain/practice/mistake-book.ts';
import type { RecallRating } from '#app/domain/practice/rating.ts';
import type { ReviewKey } from '#app/domain/questions/types/review-key.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import { AnswerReview } from '#app/ui/questions/review/question-review.tsx';
import type { ShownQuestion } from '#app/ui/questions/shown-question.ts';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import { CardAct, type MistakeRow } from './mistakes-view.tsx';
import type { LessonLink } from './practice-views.ts';
import { PointNames } from './scope-name.tsx';
import { StarButton } from './star-button.tsx';

export type CardFacts = MistakeRow & {
  readonly enteredAt: number;
  readonly question: ShownQuestion;
  readonly key: ReviewKey;
  readonly explanation: LocalText;
  readonly starred: boolean;
  readonly lesson: LessonLink | null;
  readonly events: readonly {
    readonly number: number;
    readonly kind: CardEventKind;
    readonly rating: RecallRating | null;
    readonly at: number;
    readonly dueAt: number;
  }[];
};

/** One mistake: the question as it stands now, its answer behind a fold, when it comes again and what happened so far. */
export function CardView({ card }: { readonly card: CardFacts }) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  const textOf = useLocalText();
  const address = `/practice/mistakes/${encodeURIComponent(card.questionId)}`;
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: t('practice.title'), to: '/practice' },
          { label: t('practice.mistakes.title'), to: '/practice/mistakes' },
        ]}
      />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="font-serif text-22 md:text-28">
          {t('practice.mistakes.cardTitle')}
          <span className="ml-3 font-sans text-14 font-normal text-ink-2">{typeWord(card.type)}</span>
        </h1>
        <div className="flex items-center gap-1">
          <StarButton questionId={card.questionId} starred={card.starred} action={address} />
          <CardAct questionId={card.questionId} removed={card.removedAt !== null} />
        </div>
      </div>
      <p className="mt-4 max-w-[44rem] text-18 leading-reading font-medium">
        <PromptText text={card.question.prompt} />
      </p>
      <div className="mt-2 text-13 text-ink-2">
        <PointNames points={card.points} />
      </div>
      <div className="mt-5 max-w-[44rem]">
        <Disclosure summary={t('practice.mistakes.showAnswer')}>
          <AnswerReview question={card.question} reviewed={{ answer: null, key: card.key, parts: [] }} />
          <p className="mt-3 border-l-2 border-line pl-4 text-14 leading-reading">
            <PromptText text={card.explanation} />
          </p>
        </Disclosure>
        {card.lesson && (
          <p className="mt-3 text-14">
            <Link to={card.lesson.to} className="link">
              {t('practice.session.lesson', { title: textOf(card.lesson.title) })}
            </Link>
          </p>
        )}
      </div>
      <div className="mt-8 max-w-[44rem]">
        <DefinitionList
          items={[
            {
              term: t('practice.mistakes.due'),
              value:
                card.removedAt !== null ? (
                  <Badge>{t('practice.mistakes.states.removed')}</Badge>
                ) : card.retired ? (
                  <Badge>{t('practice.mistakes.retired')}</Badge>
                ) : card.isDue ? (
                  t('practice.mistakes.dueNow')
                ) : (
                  <Time at={card.dueAt} form="day" />
                ),
            },
            {
              term: t('practice.mistakes.interval'),
              value: t('practice.mistakes.days', { count: card.intervalDays }),
            },
            { term: t('practice.mistakes.lapses'), value: card.lapses },
            { term: t('practice.mistakes.enteredOn'), value: <Time at={card.enteredAt} form="day" /> },
          ]}
        />
      </div>
      <section aria-labelledby="history" className="mt-8">
        <h2 id="history" className="mb-3 text-18">
          {t('practice.mistakes.history')}
        </h2>
        <Table
          caption={t('practice.mistakes.history')}
          rows={[...card.events].reverse()}
          rowKey={({ number }) => String(number)}
          columns={[
            {
              key: 'what',
              header: t('practice.mistakes.what'),
              cell: ({ kind, rating }) => (
                <>
                  {t(`practice.mistakes.event.${kind}`)}
                  {kind === 'reviewed' && rating && (
                    <span className="ml-2 text-ink-2">{t(`practice.mistakes.rating.${rating}`)}</span>
                  )}
                </>
              ),
              onPhone: 'title',
            },
            {
              key: 'when',
              header: t('practice.mistakes.when'),
              cell: ({ at }) => <Time at={at} />,
              onPhone: 'fact',
            },
            {
              key: 'next',
              header: t('practice.mistakes.next'),
              cell: ({ dueAt, kind }) => (kind === 'removed' ? '—' : <Time at={dueAt} form="day" />),
              onPhone: 'fact',
            },
          ]}
        />
      </section>
    </>
  );
}
