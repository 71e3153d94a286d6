import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesLeftIn } from '#app/domain/courses/progress.ts';
import type { Reading } from './use-reading.ts';

/** A line that stays below the top bar: how far, how long still, and the contents where they do not stand beside. */
export function ReadingBar({
  reading,
  minutes,
  children,
}: {
  readonly reading: Reading;
  readonly minutes: number;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { share } = reading;
  const percent = Math.floor(share / 100);
  const left = minutesLeftIn({ minutes, position: share });
  return (
    <div className="sticky top-14 z-20 -mx-4 -mt-6 mb-6 border-b border-line bg-paper px-4 lg:mx-0 lg:px-0 print:hidden">
      <div className="flex min-h-11 items-center gap-4 text-13 text-ink-2 lg:min-h-9">
        <p className="figures noscript:hidden">
          {t('lesson.readShare', { percent })}
          <span className="mx-2 text-ink-3" aria-hidden="true">
            ·
          </span>
          {share >= 10_000 ? t('lesson.atEnd') : t('lesson.timeLeft', { count: left })}
        </p>
        <div className="ml-auto flex items-center gap-3">
          {reading.restored && (
            <>
              <span className="hidden sm:inline">{t('lesson.restored')}</span>
              <button type="button" className="link min-h-9" onClick={reading.toTop}>
                {t('lesson.fromTop')}
              </button>
            </>
          )}
          {children}
        </div>
      </div>
      <div
        role="progressbar"
        aria-label={t('lesson.readingProgress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="-mb-px h-0.5 noscript:hidden"
      >
        <div className="h-full bg-action" style={{ width: `${share / 100}%` }} />
      </div>
    </div>
  );
}
