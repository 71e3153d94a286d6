import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { percentHundredths } from '#app/domain/kernel/hundredths.ts';
import { Button } from '#app/ui/components/button.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { ProgressBar } from '#app/ui/components/progress-bar.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { ClockIcon, OkIcon } from '#app/ui/icons/icons.tsx';
import { StateMark } from './lesson-state.tsx';
import type { StudyStanding } from './study-standing.ts';
import type { ClockState } from './use-study-clock.ts';

/** A score out of 100, rounded down as passing is judged: 59.99 never reads as 60. */
export const outOfHundred = ({ score, maxScore }: { score: number; maxScore: number }): string =>
  maxScore > 0 ? withoutEmptyDecimals(percentHundredths({ part: score, whole: maxScore })) : '0';

export type StudyFacts = {
  readonly standing: StudyStanding;
  readonly requiredMinutes: number;
  readonly passPercent: number;
  /** Hundredths of an hour that completion earns. */
  readonly hours: number;
  /** The last year in which the lesson was completed. */
  readonly completedYear: number | null;
  /** Whether what they completed has changed so much since that it is to be completed again. */
  readonly changedSince: boolean;
};

/** What completing the lesson asks for, what of it is there, and whether time is being counted now. */
export function StudyPanel({
  facts,
  clock,
  onResume,
}: {
  readonly facts: StudyFacts;
  readonly clock: ClockState;
  readonly onResume: () => void;
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { standing, requiredMinutes, passPercent, hours, completedYear, changedSince } = facts;
  const requiredMs = requiredMinutes * 60_000;
  const hoursText = withoutEmptyDecimals(hours);
  return (
    <section className="flex flex-col gap-3 text-14">
      <h2 className="text-14">{t('lesson.study.title')}</h2>
      {standing.completedAt !== null && (
        <p className="flex items-start gap-2 text-ok">
          <OkIcon size={16} className="mt-0.5" />
          {t('lesson.study.done', {
            date: time.instant(standing.completedAt, 'day'),
            hours: hoursText,
            year: standing.year,
          })}
        </p>
      )}
      {standing.completedAt === null && changedSince && <p className="text-ink-2">{t('lesson.study.changedSince')}</p>}
      {standing.completedAt === null && completedYear !== null && (
        <p className="text-ink-2">{t('lesson.study.doneBefore', { year: completedYear })}</p>
      )}
      <ul className="flex flex-col gap-2">
        <Condition met={standing.missingMs === 0}>
          {requiredMinutes > 0 ? t('lesson.study.time', { minutes: requiredMinutes }) : t('lesson.study.noTime')}
          {requiredMinutes > 0 && standing.missingMs > 0 && (
            <span className="mt-1 block">
              <ProgressBar
                label={t('lesson.study.progress')}
                value={Math.min(standing.creditedMs, requiredMs)}
                max={requiredMs}
                text={<Counted ms={standing.creditedMs} />}
              />
            </span>
          )}
        </Condition>
        <Condition met={standing.quizPassed}>
          {t('lesson.study.quiz', { percent: withoutEmptyDecimals(passPercent) })}
          {!standing.quizPassed && (
            <a href="#quiz" className="link ml-2 print:hidden">
              {t('lesson.study.quizJump')}
            </a>
          )}
        </Condition>
      </ul>
      {standing.missingMs > 0 && <ClockLine clock={clock} onResume={onResume} />}
    </section>
  );
}

function Condition({ met, children }: { readonly met: boolean; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <li className="flex items-start gap-2">
      <span className="mt-[0.2em] flex">
        <StateMark state={met ? 'completed' : 'not-started'} />
      </span>
      <span className="min-w-0 flex-1">
        {children}
        <span className="sr-only">{t(met ? 'lesson.study.met' : 'lesson.study.open')}</span>
      </span>
    </li>
  );
}

function Counted({ ms }: { readonly ms: number }) {
  const { t } = useTranslation();
  const seconds = Math.floor(ms / 1000);
  return <>{t('lesson.study.clock', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })}</>;
}

const PAUSED: readonly ClockState[] = ['idle', 'taken', 'offline', 'stopped'];

function ClockLine({ clock, onResume }: { readonly clock: ClockState; readonly onResume: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col items-start gap-2 noscript:hidden print:hidden">
      <p className={`flex items-start gap-2 ${PAUSED.includes(clock) ? 'text-warn' : 'text-ink-2'}`}>
        <ClockIcon size={16} className="mt-0.5" />
        {t(`lesson.study.state.${clock}`)}
      </p>
      {(clock === 'taken' || clock === 'idle') && (
        <Button type="button" size="small" onClick={onResume}>
          {t('lesson.study.resume')}
        </Button>
      )}
    </div>
  );
}
