import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon } from '#app/ui/icons/icons.tsx';
import { classNames } from './class-names.ts';

export type StateStep = {
  readonly key: string;
  readonly label: ReactNode;
  /** When it was done, by whom: one short line. */
  readonly note?: ReactNode;
};

/** A thing's states in their order (open → computed → checked → locked), with the one it is in. */
export function StateLine({
  label,
  steps,
  current,
}: {
  readonly label: string;
  readonly steps: readonly StateStep[];
  /** Key of the state it is in. */
  readonly current: string;
}) {
  const { t } = useTranslation();
  const at = steps.findIndex((step) => step.key === current);
  return (
    <ol aria-label={label} className="flex flex-col sm:flex-row">
      {steps.map((step, index) => {
        const state = index < at ? 'done' : index === at ? 'now' : 'ahead';
        return (
          <li
            key={step.key}
            aria-current={state === 'now' ? 'step' : undefined}
            className="relative flex min-w-0 flex-1 gap-3 pb-4 last:pb-0 sm:flex-col sm:gap-2 sm:pr-4 sm:pb-0"
          >
            {index < steps.length - 1 && (
              <span
                aria-hidden="true"
                className={classNames(
                  'absolute top-7 bottom-0 left-3 w-px sm:top-3 sm:right-0 sm:bottom-auto sm:left-7 sm:h-px sm:w-auto',
                  index < at ? 'bg-action' : 'bg-line',
                )}
              />
            )}
            <span
              aria-hidden="true"
              className={classNames(
                'figures z-10 flex size-6 shrink-0 items-center justify-center rounded-full border text-13',
                state === 'done' && 'border-action bg-surface text-action',
                state === 'now' && 'border-action bg-action font-semibold text-on-action',
                state === 'ahead' && 'border-control bg-surface text-ink-3',
              )}
            >
              {state === 'done' ? <CheckIcon size={16} /> : index + 1}
            </span>
            <span className="min-w-0 text-14">
              <span className={classNames('block', state === 'now' ? 'font-semibold text-ink' : 'text-ink-2')}>
                {step.label}
                <span className="sr-only">{t(`shell.step.${state}`)}</span>
              </span>
              {step.note && <span className="block text-13 text-ink-3">{step.note}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
