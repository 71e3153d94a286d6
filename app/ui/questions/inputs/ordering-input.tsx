import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { ArrowDownIcon, ArrowUpIcon } from '#app/ui/icons/icons.tsx';
import { PromptText } from '../prompt-text.tsx';
import { type Answering, listOf } from '../shown-question.ts';

/**
 * Things in their order, moved up and down by buttons: no dragging is needed by hand, key or ear. What is shown is not
 * an answer until something was moved, or the order as it stands was taken on purpose.
 */
export function OrderingInput({ question: { options = [] }, answer, name, onAnswer }: Answering) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const given = listOf(answer);
  const shown = given.length === options.length ? given : options.map(({ id }) => id);
  const textOf = (id: string) => options.find((option) => option.id === id)?.text;
  const move = (from: number, to: number) => {
    const next = [...shown];
    const [moved] = next.splice(from, 1);
    if (moved === undefined) return;
    next.splice(to, 0, moved);
    onAnswer(next);
    // The pressed button goes with its thing; at an end the other one is what can still be pressed.
    const direction = to < from ? 'up' : 'down';
    const isEnd = to === 0 || to === next.length - 1;
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll<HTMLButtonElement>(`[data-thing="${moved}"] button`);
      const wanted = isEnd ? (to === 0 ? 1 : 0) : direction === 'up' ? 0 : 1;
      buttons?.[wanted]?.focus();
    });
  };
  return (
    <div className="mt-4 max-w-[44rem]">
      <p className="text-14 text-ink-2">{t(answer === null ? 'question.orderUntouched' : 'question.orderHint')}</p>
      <ol ref={list} className="mt-3 flex flex-col gap-2">
        {shown.map((id, index) => {
          const text = textOf(id);
          return (
            <li
              key={id}
              data-thing={id}
              className="flex min-h-12 items-center gap-3 rounded-control border border-control bg-surface py-1 pr-1 pl-4 text-16"
            >
              <input type="hidden" name={name} value={id} disabled={answer === null} />
              <span className="figures shrink-0 text-ink-2">{index + 1}</span>
              <span id={`${name}-${id}`} className="min-w-0 flex-1 py-2">
                {text && <PromptText text={text} />}
              </span>
              <span className="flex shrink-0">
                <MoveButton
                  label={t('question.moveUp', { n: index + 1 })}
                  describedBy={`${name}-${id}`}
                  disabled={index === 0}
                  onPress={() => move(index, index - 1)}
                >
                  <ArrowUpIcon size={20} />
                </MoveButton>
                <MoveButton
                  label={t('question.moveDown', { n: index + 1 })}
                  describedBy={`${name}-${id}`}
                  disabled={index === shown.length - 1}
                  onPress={() => move(index, index + 1)}
                >
                  <ArrowDownIcon size={20} />
                </MoveButton>
              </span>
            </li>
          );
        })}
      </ol>
      {answer === null && (
        <div className="mt-3">
          <Button type="button" tone="secondary" onClick={() => onAnswer([...shown])}>
            {t('question.takeOrder')}
          </Button>
        </div>
      )}
    </div>
  );
}

function MoveButton({
  label,
  describedBy,
  disabled,
  onPress,
  children,
}: {
  readonly label: string;
  readonly describedBy: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-describedby={describedBy}
      disabled={disabled}
      onClick={onPress}
      className="flex size-11 items-center justify-center rounded-control text-ink-2 hover:bg-sunken hover:text-ink disabled:text-ink-3 disabled:opacity-40"
    >
      {children}
    </button>
  );
}
