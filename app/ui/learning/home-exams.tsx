import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Status, type Tone } from '#app/ui/components/status.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { CheckIcon, ClockIcon, HourglassIcon } from '#app/ui/icons/icons.tsx';
import { SectionTitle } from './section-title.tsx';
import { TierAndTrack } from './tier-and-track.tsx';

export type ExamCard = {
  readonly id: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly durationMs: number;
};

/** On the first page the few that come next; the exams' own page lists all. */
const MOST = 3;

/** Exams that run, can be taken, or come next. */
export function HomeExams({
  running,
  open,
  upcoming,
}: {
  readonly running: readonly (ExamCard & { readonly attemptId: string; readonly deadlineAt: number })[];
  readonly open: readonly ExamCard[];
  readonly upcoming: readonly ExamCard[];
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const rows = [
    ...running.map((exam) => (
      <ExamRow
        key={exam.attemptId}
        exam={exam}
        state={{ tone: 'warn', icon: <HourglassIcon size={16} /> }}
        when={t('learning.home.examRunning', { time: time.instant(exam.deadlineAt, 'clock') })}
        action={
          <LinkButton to={`/attempts/${exam.attemptId}`} tone="primary">
            {t('learning.home.examResume')}
          </LinkButton>
        }
      />
    )),
    ...open.map((exam) => (
      <ExamRow
        key={exam.id}
        exam={exam}
        state={{ tone: 'ok', icon: <CheckIcon size={16} /> }}
        when={t('learning.home.examOpen', { time: time.instant(exam.closesAt) })}
        action={<LinkButton to={`/exams/${exam.id}`}>{t('learning.home.examStart')}</LinkButton>}
      />
    )),
    ...upcoming.map((exam) => (
      <ExamRow
        key={exam.id}
        exam={exam}
        state={{ tone: 'neutral', icon: <ClockIcon size={16} /> }}
        when={t('learning.home.examUpcoming', { time: time.instant(exam.opensAt) })}
        action={
          <LinkButton to={`/exams/${exam.id}`} tone="quiet">
            {t('learning.home.examDetails')}
          </LinkButton>
        }
      />
    )),
  ];
  return (
    <section aria-labelledby="exams">
      <SectionTitle id="exams" more={{ to: '/exams', label: t('learning.home.examsAll') }}>
        {t('learning.home.examsTitle')}
      </SectionTitle>
      {rows.length === 0 ? (
        <p className="py-3 text-14 text-ink-2">{t('learning.home.noExamTitle')}</p>
      ) : (
        <ul className="divide-y divide-line">{rows.slice(0, MOST)}</ul>
      )}
    </section>
  );
}

function ExamRow({
  exam,
  state,
  when,
  action,
}: {
  readonly exam: ExamCard;
  readonly state: { readonly tone: Tone; readonly icon: ReactNode };
  readonly when: string;
  readonly action: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <div className="min-w-0 flex-1 basis-64">
        <h3 className="text-16">
          <LocalTextView text={exam.title} />
        </h3>
        <p className="mt-1 text-14">
          <Status tone={state.tone} icon={state.icon}>
            {when}
          </Status>
        </p>
        <p className="figures mt-1 flex flex-wrap gap-x-4 text-13 text-ink-3">
          <TierAndTrack tier={exam.tier} track={exam.track} />
          <span>{t('learning.home.examDuration', { count: Math.round(exam.durationMs / 60_000) })}</span>
        </p>
      </div>
      {action}
    </li>
  );
}
