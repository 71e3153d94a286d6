import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '#app/ui/components/class-names.ts';
import { formatDuration } from '#app/ui/components/format-time.ts';
import { ClockIcon } from '#app/ui/icons/icons.tsx';

/** Minutes at which a reader is told how much is left; before the first one the clock is quiet. */
const WARN_MINUTES = [5, 1] as const;
const LOOK_MS = 250;

/** Whole seconds left, rounded up: 0 means that time is over. */
export function useSecondsLeft(remainingMs: () => number, firstMs: number): number {
  const [seconds, setSeconds] = useState(Math.ceil(firstMs / 1000));
  useEffect(() => {
    const look = () => setSeconds(Math.ceil(remainingMs() / 1000));
    look();
    const timer = window.setInterval(look, LOOK_MS);
    return () => window.clearInterval(timer);
  }, [remainingMs]);
  return seconds;
}

export function ExamClock({ seconds }: { readonly seconds: number }) {
  const { t } = useTranslation();
  const minutes = WARN_MINUTES.filter((minute) => seconds <= minute * 60).at(-1);
  const over = seconds === 0;
  const said = over
    ? t('exam.page.timeOver')
    : minutes === undefined
      ? ''
      : t('exam.page.minutesLeft', { count: minutes });
  return (
    <>
      <span
        role="timer"
        aria-label={t('exam.page.timeLeft')}
        className={classNames(
          'inline-flex items-center gap-2 whitespace-nowrap',
          minutes === undefined && 'font-normal text-ink-2',
          minutes === 5 && 'text-warn',
          minutes === 1 && 'text-seal',
        )}
      >
        <ClockIcon size={20} />
        {formatDuration(seconds * 1000)}
      </span>
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </>
  );
}
