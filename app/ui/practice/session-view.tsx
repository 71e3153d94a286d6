import { Form, Link } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '#app/domain/questions/types/verdict.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { classNames } from '#app/ui/components/class-names.ts';
import {
  ArrowLeftIcon,
  ArrowRightIcon,
  CheckIcon,
  ClockIcon,
  MinusIcon,
  WarnIcon,
  WrongIcon,
} from '#app/ui/icons/icons.tsx';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import { AnswerForm, type StepRefused } from './answer-form.tsx';
import { ItemReview } from './item-review.tsx';
import type { OpenedSession } from './practice-views.ts';
import { PointNames, ScopeName } from './scope-name.tsx';
import { StarButton } from './star-button.tsx';

/** A set of questions, one at a time: answered, judged at once, explained, starred; the others one step away. */
export function SessionView({
  session,
  refused,
}: {
  readonly session: OpenedSession;
  readonly refused: StepRefused | null;
}) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  const { sessionId, item, slots, scope, endedAt } = session;
  const address = `/practice/${sessionId}`;
  const heading = useRef<HTMLHeadingElement>(null);
  const [first] = useState(item.slot);
  // Whoever moves on by script hears the next question; the first one is where the page begins.
  useEffect(() => {
    if (item.slot !== first) heading.current?.focus();
  }, [item.slot, first]);
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('practice.title'), to: '/practice' }]} />
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h1 className="font-serif text-22 md:text-28">
          <ScopeName scope={scope} />
        </h1>
        <div className="flex items-center gap-2">
          <LinkButton to="/practice" tone="quiet" size="small">
            {t('practice.session.leave')}
          </LinkButton>
          {endedAt === null ? (
            <Form method="post" action={address}>
              <input type="hidden" name="intent" value="end" />
              <Button size="small">{t('practice.session.end')}</Button>
            </Form>
          ) : (
            <LinkButton to={`${address}/summary`} size="small" tone="primary">
              {t('practice.session.toSummary')}
            </LinkButton>
          )}
        </div>
      </div>
      <Slots slots={slots} current={item.slot} />
      <article aria-labelledby="question" className="mt-6 max-w-[44rem]">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line pb-2">
          <h2
            id="question"
            ref={heading}
            tabIndex={-1}
            className="flex flex-wrap items-baseline gap-x-4 text-16 font-semibold outline-none"
          >
            {t('practice.session.question', { n: item.slot, total: slots.length })}
            <span className="text-14 font-normal text-ink-2">{typeWord(item.question.type)}</span>
          </h2>
          <StarButton
            key={item.questionId}
            questionId={item.questionId}
            starred={item.starred}
            action={`${address}?q=${item.slot}`}
          />
        </div>
        <div className="pt-5">
          {item.review ? (
            <ItemReview key={`${item.slot} review`} item={item} review={item.review} behaviour={session.behaviour} />
          ) : (
            <AnswerForm
              key={`${item.slot} ${item.triesLeft}`}
              item={item}
              behaviour={session.behaviour}
              action={`${address}?q=${item.slot}`}
              refused={refused}
              closed={endedAt !== null}
            />
          )}
        </div>
        <footer className="mt-6 flex flex-col gap-4 border-t border-line pt-4">
          <Steps session={session} />
          <div className="text-13 text-ink-2">
            <span className="sr-only">{t('practice.session.points')}</span>
            <PointNames points={item.points} />
          </div>
        </footer>
      </article>
    </>
  );
}

/** On to the neighbours; after the last question to what came of them all. */
function Steps({ session: { slots, item, sessionId } }: { readonly session: OpenedSession }) {
  const { t } = useTranslation();
  const isLast = item.slot === slots.length;
  const next = (to: string, words: string) => (
    <LinkButton to={to} tone={item.review ? 'primary' : 'secondary'}>
      <span className="inline-flex items-center gap-2">
        {words}
        <ArrowRightIcon size={16} />
      </span>
    </LinkButton>
  );
  return (
    <div className="flex items-center justify-between gap-3">
      {item.slot > 1 ? (
        <LinkButton to={`/practice/${sessionId}?q=${item.slot - 1}`} icon={<ArrowLeftIcon size={16} />}>
          {t('practice.session.previous')}
        </LinkButton>
      ) : (
        <span />
      )}
      {isLast
        ? next(`/practice/${sessionId}/summary`, t('practice.session.toSummary'))
        : next(`/practice/${sessionId}?q=${item.slot + 1}`, t('practice.session.next'))}
    </div>
  );
}

const MARK: Record<Outcome, { readonly Icon: typeof CheckIcon; readonly tone: string }> = {
  right: { Icon: CheckIcon, tone: 'text-ok' },
  partial: { Icon: WarnIcon, tone: 'text-warn' },
  wrong: { Icon: WrongIcon, tone: 'text-seal' },
  empty: { Icon: MinusIcon, tone: 'text-ink-2' },
  'to-mark': { Icon: ClockIcon, tone: 'text-action' },
};

function Slots({ slots, current }: { readonly slots: OpenedSession['slots']; readonly current: number }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('practice.session.overview')} className="mt-4">
      <ol className="flex flex-wrap gap-1.5">
        {slots.map(({ slot, outcome }) => {
          const mark = outcome && MARK[outcome];
          return (
            <li key={slot}>
              <Link
                to={`?q=${slot}`}
                aria-current={slot === current ? 'step' : undefined}
                aria-label={t('practice.session.slot', {
                  n: slot,
                  state: t(`practice.session.state.${outcome ?? 'open'}`),
                })}
                className={classNames(
                  'flex h-11 w-10 flex-col items-center justify-center rounded-control border bg-surface text-13 hover:border-action',
                  slot === current
                    ? 'border-action font-semibold text-action outline-2 -outline-offset-2 outline-action'
                    : 'border-line text-ink',
                )}
              >
                <span className="figures leading-none">{slot}</span>
                <span className="mt-0.5 flex h-4 items-center">
                  {mark ? (
                    <mark.Icon size={16} className={mark.tone} />
                  ) : (
                    <span className="size-1.5 rounded-full border border-control" />
                  )}
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
