import { useTranslation } from 'react-i18next';
import { classNames } from '#app/ui/components/class-names.ts';
import { Checkbox } from '#app/ui/components/inputs.tsx';
import { FlagIcon } from '#app/ui/icons/icons.tsx';
import type { SlotState } from './answer-queue.ts';
import { SlotMark } from './slot-mark.tsx';

const LEGEND: readonly SlotState[] = ['saved', 'empty', 'waiting'];

/** Every question with what became of it, in words for a reader; leads to any of them. */
export function Overview({
  slots,
  stateOf,
  marked,
  current,
  answered,
  onGo,
  keys,
}: {
  readonly slots: readonly number[];
  readonly stateOf: (slot: number) => SlotState;
  readonly marked: ReadonlySet<number>;
  readonly current: number;
  readonly answered: number;
  readonly onGo: (index: number) => void;
  readonly keys: { readonly on: boolean; readonly set: (on: boolean) => void };
}) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="text-16">{t('exam.page.overviewTitle')}</h2>
        <p className="figures text-14 text-ink-2">{t('exam.page.answered', { done: answered, total: slots.length })}</p>
      </div>
      <ol className="grid grid-cols-[repeat(auto-fill,minmax(3rem,1fr))] gap-2">
        {slots.map((slot, index) => {
          const state = stateOf(slot);
          const isMarked = marked.has(slot);
          return (
            <li key={slot}>
              <button
                type="button"
                onClick={() => onGo(index)}
                aria-current={index === current ? 'step' : undefined}
                aria-label={t(isMarked ? 'exam.page.slotMarked' : 'exam.page.slot', {
                  n: index + 1,
                  state: t(`exam.page.state.${state}`),
                })}
                className={classNames(
                  'relative flex h-12 w-full flex-col items-center justify-center gap-0.5 rounded-control border bg-surface hover:border-action',
                  index === current
                    ? 'border-action font-semibold text-action outline-2 -outline-offset-2 outline-action'
                    : 'border-line text-ink',
                )}
              >
                <span className="figures text-14 leading-none">{index + 1}</span>
                <span
                  className={
                    state === 'waiting' || state === 'refused'
                      ? 'text-warn'
                      : state === 'saved'
                        ? 'text-action'
                        : 'text-ink-3'
                  }
                >
                  <SlotMark state={state} size={10} />
                </span>
                {isMarked && (
                  <FlagIcon size={16} className="absolute -top-1 -right-1 rounded-full bg-surface text-warn" />
                )}
              </button>
            </li>
          );
        })}
      </ol>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-2" aria-hidden="true">
        {LEGEND.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <SlotMark state={state} size={10} />
            {t(`exam.page.state.${state}`)}
          </li>
        ))}
        <li className="flex items-center gap-1">
          <FlagIcon size={16} />
          {t('exam.page.flag')}
        </li>
      </ul>
      <div className="hidden border-t border-line pt-3 lg:block">
        <Checkbox
          label={t('exam.page.keys')}
          checked={keys.on}
          onChange={(event) => keys.set(event.currentTarget.checked)}
        />
      </div>
    </div>
  );
}
