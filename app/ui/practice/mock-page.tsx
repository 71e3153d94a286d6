import { Form, Link, useNavigate } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { classNames } from '#app/ui/components/class-names.ts';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { ExamClock, useSecondsLeft } from '#app/ui/exam/exam-clock.tsx';
import { SlotMark } from '#app/ui/exam/slot-mark.tsx';
import { ArrowLeftIcon, OfflineIcon, SavedIcon, SavingIcon } from '#app/ui/icons/icons.tsx';
import { QuestionInput } from '#app/ui/questions/inputs/question-input.tsx';
import { PromptText } from '#app/ui/questions/prompt-text.tsx';
import type { ShownQuestion } from '#app/ui/questions/shown-question.ts';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import { ExamShell } from '#app/ui/shells/exam-shell.tsx';
import type { SaveState } from './answer-saver.ts';
import { ANSWER_FIELD } from './practice-views.ts';
import { useAnswerSaver } from './use-answer-saver.ts';

export type MockFacts = {
  readonly mockId: string;
  readonly title: LocalText;
  readonly remainingMs: number;
  readonly slots: readonly { readonly slot: number; readonly answered: boolean }[];
  readonly item: {
    readonly slot: number;
    readonly maxMark: number;
    readonly question: ShownQuestion;
    readonly answer: Json;
  };
  readonly lacking: number;
};

/** A mock exam as the exam looks: a question, the overview, the time, whether it is saved; nothing about what is right. */
export function MockPage({
  mock,
  candidate,
  asking,
}: {
  readonly mock: MockFacts;
  readonly candidate: { readonly name: string; readonly number: string };
  /** Whether handing in is being asked about. */
  readonly asking: boolean;
}) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const address = `/practice/mock/${mock.mockId}`;
  const saver = useAnswerSaver(`${address}/answers`);
  const [given, setGiven] = useState<ReadonlyMap<number, Json>>(new Map());
  const seconds = useClock(mock.remainingMs);
  const over = seconds === 0 || saver.state === 'closed';
  const navigate = useNavigate();
  const { flush } = saver;
  useEffect(() => {
    if (over) void flush().then(() => navigate(`${address}/report`, { replace: true }));
  }, [over, flush, navigate, address]);
  const answeredAt = (slot: number) =>
    given.has(slot) ? given.get(slot) !== null : (mock.slots.find((each) => each.slot === slot)?.answered ?? false);
  const answered = mock.slots.filter(({ slot }) => answeredAt(slot)).length;
  const handIn = (
    <LinkButton to={`?q=${mock.item.slot}&submit=1`} tone="primary">
      {t('practice.mock.submit')}
    </LinkButton>
  );
  return (
    <ExamShell
      title={t('practice.mock.heading', { title: textOf(mock.title) })}
      candidate={candidate}
      clock={<ExamClock seconds={seconds} />}
      saveState={<SaveWord state={saver.state} />}
      overview={<Slots mock={mock} answeredAt={answeredAt} answered={answered} />}
      overviewFace={`${answered}/${mock.slots.length}`}
      submit={handIn}
    >
      <noscript>
        <Callout tone="warn">{t('practice.mock.noScript')}</Callout>
      </noscript>
      {asking ? (
        <Ask mock={mock} answeredAt={answeredAt} address={address} flush={flush} />
      ) : (
        <Item
          key={mock.item.slot}
          mock={mock}
          address={address}
          answer={given.has(mock.item.slot) ? (given.get(mock.item.slot) ?? null) : mock.item.answer}
          disabled={over}
          onAnswer={(answer, soon) => {
            setGiven((known) => new Map(known).set(mock.item.slot, answer));
            saver.save(mock.item.slot, answer, soon);
          }}
        />
      )}
    </ExamShell>
  );
}

/** Counts down from what the server said last, by a clock that nobody can set. */
function useClock(remainingMs: number): number {
  const said = useRef({ remainingMs, at: 0 });
  useEffect(() => {
    said.current = { remainingMs, at: performance.now() };
  }, [remainingMs]);
  const left = useCallback(() => {
    const { remainingMs: from, at } = said.current;
    return Math.max(0, at === 0 ? from : from - (performance.now() - at));
  }, []);
  return useSecondsLeft(left, remainingMs);
}

function Item({
  mock: { item, slots, lacking },
  address,
  answer,
  disabled,
  onAnswer,
}: {
  readonly mock: MockFacts;
  readonly address: string;
  readonly answer: Json;
  readonly disabled: boolean;
  readonly onAnswer: (answer: Json, soon: boolean) => void;
}) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const isLast = item.slot === slots.length;
  return (
    <article aria-labelledby="question" className="mx-auto max-w-[44rem]">
      {lacking > 0 && item.slot === 1 && (
        <p className="mb-4 text-14 text-ink-2">{t('practice.mock.lacking', { count: lacking })}</p>
      )}
      <h2
        id="question"
        ref={heading}
        tabIndex={-1}
        className="flex flex-wrap items-baseline gap-x-4 border-b border-line pb-3 text-16 font-semibold outline-none"
      >
        {t('exam.page.question', { n: item.slot, total: slots.length })}
        <span className="text-14 font-normal text-ink-2">
          {typeWord(item.question.type)} · {t('exam.points', { points: withoutEmptyDecimals(item.maxMark) })}
        </span>
      </h2>
      <Form method="post" action={`${address}?q=${item.slot}`} onKeyDown={holdEnterWhileComposing} className="pt-6">
        <fieldset disabled={disabled} className="min-w-0">
          <legend className="text-18 leading-reading font-medium">
            <PromptText text={item.question.prompt} />
          </legend>
          <QuestionInput
            question={item.question}
            answer={answer}
            name={`${ANSWER_FIELD}${item.slot}`}
            onAnswer={(next, options) => onAnswer(next, options?.soon ?? false)}
          />
        </fieldset>
        <div className="mt-6 flex items-center justify-between gap-3 border-t border-line pt-4">
          {item.slot > 1 ? (
            <LinkButton to={`?q=${item.slot - 1}`} icon={<ArrowLeftIcon size={16} />}>
              {t('exam.page.previous')}
            </LinkButton>
          ) : (
            <span />
          )}
          <Button name="intent" value={isLast ? 'save' : 'next'} tone="primary">
            {t(isLast ? 'practice.mock.save' : 'practice.mock.saveNext')}
          </Button>
        </div>
      </Form>
    </article>
  );
}

function Ask({
  mock: { slots, item },
  answeredAt,
  address,
  flush,
}: {
  readonly mock: MockFacts;
  readonly answeredAt: (slot: number) => boolean;
  readonly address: string;
  readonly flush: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const missing = slots.filter(({ slot }) => !answeredAt(slot));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    void flush();
  }, [flush]);
  return (
    <section aria-labelledby="ask" className="mx-auto max-w-[44rem]">
      <h2 id="ask" ref={heading} tabIndex={-1} className="font-serif text-22 outline-none">
        {t('practice.mock.confirmTitle')}
      </h2>
      <p className="mt-2 text-16">{t('practice.mock.confirm')}</p>
      {missing.length > 0 && (
        <div className="mt-4">
          <p className="text-16">{t('practice.mock.missing', { count: missing.length })}</p>
          <ul className="mt-2 flex flex-wrap gap-2">
            {missing.map(({ slot }) => (
              <li key={slot}>
                <LinkButton to={`?q=${slot}`} size="small">
                  {slot}
                </LinkButton>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Form method="post" action={`${address}?q=${item.slot}`} className="mt-6 flex flex-wrap gap-3">
        <Button tone="primary" name="intent" value="submit">
          {t('practice.mock.confirmYes')}
        </Button>
        <LinkButton to={`?q=${item.slot}`}>{t('practice.mock.confirmNo')}</LinkButton>
      </Form>
    </section>
  );
}

function Slots({
  mock: { slots, item },
  answeredAt,
  answered,
}: {
  readonly mock: MockFacts;
  readonly answeredAt: (slot: number) => boolean;
  readonly answered: number;
}) {
  const { t } = useTranslation();
  const word = (slot: number) => t(answeredAt(slot) ? 'practice.mock.answered' : 'practice.mock.unanswered');
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="text-16">{t('exam.page.overviewTitle')}</h2>
        <p className="figures text-14 text-ink-2">{t('exam.page.answered', { done: answered, total: slots.length })}</p>
      </div>
      <ol className="grid grid-cols-[repeat(auto-fill,minmax(3rem,1fr))] gap-2">
        {slots.map(({ slot }) => (
          <li key={slot}>
            <Link
              to={`?q=${slot}`}
              aria-current={slot === item.slot ? 'step' : undefined}
              aria-label={t('practice.session.slot', { n: slot, state: word(slot) })}
              className={classNames(
                'flex h-12 w-full flex-col items-center justify-center gap-0.5 rounded-control border bg-surface hover:border-action',
                slot === item.slot
                  ? 'border-action font-semibold text-action outline-2 -outline-offset-2 outline-action'
                  : 'border-line text-ink',
              )}
            >
              <span className="figures text-14 leading-none">{slot}</span>
              <span className={answeredAt(slot) ? 'text-action' : 'text-ink-3'}>
                <SlotMark state={answeredAt(slot) ? 'saved' : 'empty'} size={10} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-2" aria-hidden="true">
        {(['saved', 'empty'] as const).map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <SlotMark state={state} size={10} />
            {t(state === 'saved' ? 'practice.mock.answered' : 'practice.mock.unanswered')}
          </li>
        ))}
      </ul>
    </div>
  );
}

function SaveWord({ state }: { readonly state: SaveState }) {
  const { t } = useTranslation();
  switch (state) {
    case 'failed':
      return (
        <Status tone="warn" icon={<OfflineIcon size={16} />}>
          {t('practice.mock.failed')}
        </Status>
      );
    case 'waiting':
      return (
        <Status tone="neutral" icon={<SavingIcon size={16} />}>
          {t('practice.mock.saving')}
        </Status>
      );
    case 'closed':
      return <Status tone="neutral">{t('practice.mock.timeOver')}</Status>;
    default:
      return (
        <Status tone="ok" icon={<SavedIcon size={16} />}>
          {t('practice.mock.saved')}
        </Status>
      );
  }
}
