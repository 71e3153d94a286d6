import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Marks } from '#app/ui/components/marks.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { ExamIcon } from '#app/ui/icons/icons.tsx';
import { TierAndTrack, useTierWord } from '#app/ui/learning/tier-and-track.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { type AttemptResult, AttemptResultWord } from './attempt-result.tsx';
import { useDurationText } from './duration.ts';

type Sitting = {
  readonly id: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly durationMs: number;
  readonly attemptsMade: number;
  readonly attemptLimit: number | null;
};

type Past = {
  readonly attemptId: string;
  readonly title: LocalText;
  readonly endedAt: number;
  readonly result: AttemptResult;
};

type Blocked = { readonly kind: 'certificate-missing'; readonly tier: number } | { readonly kind: 'cancelled' };

export type OwnExamsData = {
  readonly running: readonly (Sitting & { readonly attemptId: string; readonly deadlineAt: number })[];
  readonly open: readonly Sitting[];
  readonly upcoming: readonly Sitting[];
  readonly blocked: readonly (Sitting & { readonly why: Blocked })[];
  readonly missed: readonly Sitting[];
  readonly past: readonly Past[];
  readonly pastTotal: number;
  readonly page: number;
  readonly pageSize: number;
};

/** A person's exams: what runs, what is open, what comes, what was. */
export function OwnExams({ running, open, upcoming, blocked, missed, past, pastTotal, page, pageSize }: OwnExamsData) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const tierWord = useTierWord();
  const nothing = running.length + open.length + upcoming.length + blocked.length + missed.length + pastTotal === 0;
  return (
    <LearnerShell>
      <h1 className="font-serif text-28">{t('exam.title')}</h1>
      {nothing ? (
        <div className="mt-6">
          <EmptyState
            icon={<ExamIcon size={32} />}
            title={t('exam.list.emptyTitle')}
            text={t('exam.list.emptyText')}
            action={<LinkButton to="/courses">{t('exam.list.toCourses')}</LinkButton>}
          />
        </div>
      ) : (
        <div className="mt-6 flex flex-col gap-12">
          <Section title={t('exam.list.running')} sittings={running}>
            {(sitting) => (
              <Row
                sitting={sitting}
                when={t('exam.list.runningUntil', { time: time.instant(sitting.deadlineAt, 'clock') })}
                action={
                  <LinkButton to={`/attempts/${sitting.attemptId}`} tone="primary">
                    {t('exam.list.resume')}
                  </LinkButton>
                }
              />
            )}
          </Section>
          <Section title={t('exam.list.open')} sittings={open}>
            {(sitting) => (
              <Row
                sitting={sitting}
                when={t('exam.list.openUntil', { time: time.instant(sitting.closesAt) })}
                action={
                  <LinkButton to={`/exams/${sitting.id}`} tone={running.length > 0 ? 'secondary' : 'primary'}>
                    {t(sitting.attemptsMade > 0 ? 'exam.list.again' : 'exam.list.brief')}
                  </LinkButton>
                }
              />
            )}
          </Section>
          <Section title={t('exam.list.upcoming')} sittings={upcoming}>
            {(sitting) => (
              <Row
                sitting={sitting}
                when={t('exam.list.opens', {
                  from: time.instant(sitting.opensAt),
                  to: time.instant(sitting.closesAt),
                })}
                action={<LinkButton to={`/exams/${sitting.id}`}>{t('exam.list.briefAhead')}</LinkButton>}
              />
            )}
          </Section>
          <Section title={t('exam.list.blocked')} sittings={blocked}>
            {(sitting) => {
              const from = time.instant(sitting.opensAt);
              const to = time.instant(sitting.closesAt);
              return (
                <Row
                  sitting={sitting}
                  when={
                    sitting.why.kind === 'cancelled'
                      ? t('exam.list.cancelled', { from })
                      : t('exam.list.blockedCertificate', { tier: tierWord(sitting.why.tier), from, to })
                  }
                />
              );
            }}
          </Section>
          <PastAttempts past={past} total={pastTotal} page={page} pageSize={pageSize} />
          <Section title={t('exam.list.missed')} sittings={missed}>
            {(sitting) => (
              <Row sitting={sitting} when={t('exam.list.closedOn', { time: time.instant(sitting.closesAt) })} />
            )}
          </Section>
        </div>
      )}
    </LearnerShell>
  );
}

function Section<S extends Sitting>({
  title,
  sittings,
  children,
}: {
  readonly title: string;
  readonly sittings: readonly S[];
  readonly children: (sitting: S) => ReactNode;
}) {
  if (sittings.length === 0) return null;
  return (
    <section>
      <h2 className="text-18">{title}</h2>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {sittings.map((sitting) => (
          <li key={sitting.id}>{children(sitting)}</li>
        ))}
      </ul>
    </section>
  );
}

function Row({
  sitting,
  when,
  action,
}: {
  readonly sitting: Sitting;
  readonly when: string;
  readonly action?: ReactNode;
}) {
  const { t } = useTranslation();
  const durationText = useDurationText();
  const { attemptsMade, attemptLimit } = sitting;
  const attempts =
    attemptLimit !== null
      ? t('exam.list.attemptsOf', { made: attemptsMade, limit: attemptLimit })
      : attemptsMade > 0
        ? t('exam.list.attemptsMade', { count: attemptsMade })
        : null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 py-4">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="text-16">
          <LocalTextView text={sitting.title} />
        </h3>
        <p className="figures mt-1 flex flex-wrap gap-x-4 gap-y-1 text-14 text-ink-2">
          <span>{when}</span>
          <span>{t('exam.list.duration', { duration: durationText(sitting.durationMs) })}</span>
          <TierAndTrack tier={sitting.tier} track={sitting.track} />
          {attempts && <span>{attempts}</span>}
        </p>
      </div>
      {action}
    </div>
  );
}

function PastAttempts({
  past,
  total,
  page,
  pageSize,
}: {
  readonly past: readonly Past[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}) {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className="text-18">{t('exam.list.past')}</h2>
      {total === 0 ? (
        <p className="mt-2 text-14 text-ink-2">{t('exam.list.pastEmpty')}</p>
      ) : (
        <div className="mt-3">
          <Table
            caption={t('exam.list.past')}
            rows={past}
            rowKey={({ attemptId }) => attemptId}
            rowLink={({ attemptId }) => `/attempts/${attemptId}/result`}
            columns={[
              {
                key: 'exam',
                header: t('exam.list.exam'),
                cell: ({ title }) => <LocalTextView text={title} />,
                onPhone: 'title',
              },
              {
                key: 'ended',
                header: t('exam.list.ended'),
                cell: ({ endedAt }) => <Time at={endedAt} />,
                onPhone: 'fact',
              },
              {
                key: 'grade',
                header: t('exam.list.grade'),
                cell: ({ result }) => <AttemptResultWord result={result} />,
                onPhone: 'fact',
              },
              {
                key: 'score',
                header: t('exam.list.score'),
                align: 'end',
                cell: ({ result }) =>
                  result.kind === 'released' ? <Marks value={result.score} max={result.maxScore} /> : null,
              },
            ]}
          />
          {total > pageSize && <Pager page={page} pageSize={pageSize} total={total} />}
        </div>
      )}
    </section>
  );
}
