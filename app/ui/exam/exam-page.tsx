import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Button } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { ArrowLeftIcon, ArrowRightIcon, FlagIcon, OfflineIcon, SavedIcon, SavingIcon } from '#app/ui/icons/icons.tsx';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import { ExamShell } from '#app/ui/shells/exam-shell.tsx';
import type { QueueView, SlotState } from './answer-queue.ts';
import { marksOf, singleKeys } from './browser-device.ts';
import { ExamClock, useSecondsLeft } from './exam-clock.tsx';
import type { ExamItem } from './exam-item.ts';
import { Overview } from './overview.tsx';
import { QuestionView } from './question-view.tsx';
import { SlotMark } from './slot-mark.tsx';
import { SubmitDialog } from './submit-dialog.tsx';
import { type PaperStart, useAnswers } from './use-answers.ts';
import { useExamNotice } from './use-exam-notice.tsx';
import { useHandIn } from './use-hand-in.ts';
import { useQuestionKeys } from './use-question-keys.ts';

export type ExamPaper = PaperStart & {
  readonly title: LocalText;
  readonly items: readonly (ExamItem & { readonly latest?: { readonly seq: number; readonly answer: unknown } })[];
};

/** The exam: one question at a time, the overview beside it, the time, and whether what was answered is saved. */
export function ExamPage({
  paper,
  candidate,
  onEnded,
}: {
  readonly paper: ExamPaper;
  readonly candidate: { readonly name: string; readonly number: string };
  readonly onEnded: () => void;
}) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  const { attemptId, items } = paper;
  const { queue, view, elsewhere, answerHere } = useAnswers(paper);
  const [firstMs] = useState(paper.remainingMs);
  const remaining = useCallback(() => queue?.remainingMs() ?? firstMs, [queue, firstMs]);
  const seconds = useSecondsLeft(remaining, firstMs);
  const over = queue !== null && seconds === 0;
  const handIn = useHandIn({ attemptId, queue, over, closed: view.connection === 'closed', onEnded });
  const notice = useExamNotice({ queue, view, over, attemptId });
  const place = usePlace(items.length);
  const marks = useMarks(attemptId);
  const keys = useSingleKeys();
  const [asking, setAsking] = useState(false);
  const item = items[place.index];
  const slots = items.map(({ slot }) => slot);
  const stateOf = (slot: number): SlotState => view.states.get(slot) ?? 'empty';
  const isAnswered = (slot: number) => (view.answers.get(slot) ?? null) !== null;
  const placesWhere = (test: (slot: number) => boolean) => slots.flatMap((slot, index) => (test(slot) ? [index] : []));
  const answered = slots.filter(isAnswered).length;
  const usable =
    queue !== null &&
    !over &&
    handIn.state !== 'sending' &&
    (view.connection === 'ok' || view.connection === 'retrying' || view.connection === 'signed-out');

  useQuestionKeys({
    on: keys.on && !asking && !elsewhere,
    next: () => place.go(place.index + 1),
    previous: () => place.go(place.index - 1),
    mark: () => item && marks.toggle(item.slot),
  });

  const ask = () => {
    handIn.reset();
    setAsking(true);
  };
  const goFromDialog = (index: number) => {
    setAsking(false);
    place.go(index);
  };
  const submitButton = (
    <Button type="button" tone="primary" disabled={!usable} onClick={ask}>
      {t('exam.page.submit')}
    </Button>
  );

  return (
    <ExamShell
      title={<LocalTextView text={paper.title} />}
      candidate={candidate}
      clock={<ExamClock seconds={seconds} />}
      saveState={<SaveState ready={queue !== null} view={view} />}
      notice={notice}
      overview={(close) => (
        <Overview
          slots={slots}
          stateOf={stateOf}
          marked={marks.slots}
          current={place.index}
          answered={answered}
          onGo={(index) => {
            place.go(index);
            close();
          }}
          keys={keys}
        />
      )}
      overviewFace={`${answered}/${items.length}`}
      submit={submitButton}
    >
      <noscript>
        <Callout tone="warn">{t('exam.page.noScript')}</Callout>
      </noscript>
      {elsewhere ? (
        <Callout
          tone="warn"
          title={t('exam.elsewhere.title')}
          action={
            <Button type="button" tone="primary" onClick={answerHere}>
              {t('exam.elsewhere.here')}
            </Button>
          }
        >
          {t('exam.elsewhere.text')}
        </Callout>
      ) : (
        item && (
          <article aria-labelledby="question-title" className="mx-auto max-w-[44rem]">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line pb-3">
              <h2
                id="question-title"
                ref={place.heading}
                tabIndex={-1}
                className="flex flex-wrap items-baseline gap-x-4 text-16 font-semibold outline-none"
              >
                {t('exam.page.question', { n: place.index + 1, total: items.length })}
                <span className="text-14 font-normal text-ink-2">
                  {typeWord(item.type)} · {t('exam.points', { points: withoutEmptyDecimals(item.maxMark) })}
                </span>
              </h2>
              <button
                type="button"
                aria-pressed={marks.slots.has(item.slot)}
                onClick={() => marks.toggle(item.slot)}
                className="inline-flex min-h-11 items-center gap-2 rounded-control px-2 text-14 text-ink-2 hover:bg-sunken hover:text-ink aria-pressed:font-medium aria-pressed:text-warn md:min-h-9"
              >
                <FlagIcon />
                {t(marks.slots.has(item.slot) ? 'exam.page.marked' : 'exam.page.mark')}
              </button>
            </div>
            <div className="pt-6">
              <QuestionView
                key={item.slot}
                item={item}
                answer={view.answers.get(item.slot) ?? null}
                disabled={!usable}
                onAnswer={(answer, options) => queue?.choose(item.slot, answer, options)}
              />
            </div>
            <div className="mt-4 flex min-h-9 flex-wrap items-center justify-between gap-3 text-14">
              <SlotLine state={stateOf(item.slot)} connection={view.connection} />
              {isAnswered(item.slot) && item.options && (
                <Button
                  type="button"
                  tone="quiet"
                  size="small"
                  disabled={!usable}
                  onClick={() => queue?.choose(item.slot, null)}
                >
                  {t('exam.page.clear')}
                </Button>
              )}
            </div>
            <div className="mt-6 flex items-center justify-between gap-3 border-t border-line pt-4">
              {place.index > 0 ? (
                <Button type="button" icon={<ArrowLeftIcon size={16} />} onClick={() => place.go(place.index - 1)}>
                  {t('exam.page.previous')}
                </Button>
              ) : (
                <span />
              )}
              {place.index < items.length - 1 ? (
                <Button type="button" onClick={() => place.go(place.index + 1)}>
                  <span className="inline-flex items-center gap-2">
                    {t('exam.page.next')}
                    <ArrowRightIcon size={16} />
                  </span>
                </Button>
              ) : (
                submitButton
              )}
            </div>
          </article>
        )
      )}
      <SubmitDialog
        open={asking && !over}
        total={items.length}
        missing={placesWhere((slot) => !isAnswered(slot))}
        marked={placesWhere((slot) => marks.slots.has(slot))}
        waiting={view.waiting}
        state={handIn.state}
        onGo={goFromDialog}
        onSubmit={() => void handIn.submit()}
        onClose={() => setAsking(false)}
      />
    </ExamShell>
  );
}

function SaveState({ ready, view }: { readonly ready: boolean; readonly view: QueueView }) {
  const { t } = useTranslation();
  if (!ready)
    return (
      <Status tone="neutral" icon={<SavingIcon size={16} />}>
        {t('exam.page.starting')}
      </Status>
    );
  if (view.waiting === 0)
    return (
      <Status tone="ok" icon={<SavedIcon size={16} />}>
        {t('exam.page.allSaved')}
      </Status>
    );
  return view.connection === 'ok' ? (
    <Status tone="neutral" icon={<SavingIcon size={16} />}>
      {t('exam.page.saving', { count: view.waiting })}
    </Status>
  ) : (
    <Status tone="warn" icon={<OfflineIcon size={16} />}>
      {t('exam.page.unsent', { count: view.waiting })}
    </Status>
  );
}

function SlotLine({ state, connection }: { readonly state: SlotState; readonly connection: QueueView['connection'] }) {
  const { t } = useTranslation();
  const line = state === 'waiting' && connection !== 'ok' ? 'stored' : state;
  const tone = line === 'saved' ? 'text-ok' : line === 'stored' || line === 'refused' ? 'text-warn' : 'text-ink-2';
  return (
    <p className={`inline-flex items-center gap-2 ${tone}`}>
      <SlotMark state={state} />
      {t(`exam.page.line.${line}`)}
    </p>
  );
}

/** Which question is in view. Kept in the address, so that a reload comes back to it. */
function usePlace(total: number) {
  const [index, setIndex] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    const follow = () => {
      const kept = Number(window.location.hash.slice(1)) - 1;
      if (Number.isInteger(kept) && kept >= 0 && kept < total) setIndex(kept);
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [total]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever goes to another question reads from its head
  useEffect(() => {
    if (moved.current) heading.current?.focus();
  }, [index]);
  const go = useCallback(
    (to: number) => {
      if (to < 0 || to >= total) return;
      moved.current = true;
      setIndex(to);
      window.history.replaceState(window.history.state, '', `#${to + 1}`);
    },
    [total],
  );
  return { index, heading, go };
}

function useMarks(attemptId: string) {
  const [slots, setSlots] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => setSlots(marksOf(attemptId).read()), [attemptId]);
  const toggle = useCallback(
    (slot: number) =>
      setSlots((known) => {
        const next = new Set(known);
        if (!next.delete(slot)) next.add(slot);
        marksOf(attemptId).write(next);
        return next;
      }),
    [attemptId],
  );
  return { slots, toggle };
}

function useSingleKeys() {
  const [on, setOn] = useState(true);
  useEffect(() => setOn(singleKeys.read()), []);
  const set = useCallback((next: boolean) => {
    singleKeys.write(next);
    setOn(next);
  }, []);
  return { on, set };
}
