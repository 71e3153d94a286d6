import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Marks } from '#app/ui/components/marks.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { type AttemptResult, AttemptResultWord } from '#app/ui/exam/attempt-result.tsx';
import { type CertificateLine, CertificateStatus } from './home-certificates.tsx';
import { Nothing } from './nothing.tsx';
import { outOfHundred } from './study-panel.tsx';

type CompletionLine = {
  readonly id: string;
  readonly title: LocalText;
  readonly to: string;
  readonly completedAt: number;
};

export function CompletionTable({
  year,
  completions,
}: {
  readonly year: number;
  readonly completions: readonly CompletionLine[];
}) {
  const { t } = useTranslation();
  return (
    <div className="mt-3">
      <Table
        caption={t('learning.me.completionsTitle', { year })}
        rows={completions}
        rowKey={({ id }) => id}
        rowLink={({ to }) => to}
        columns={[
          {
            key: 'lesson',
            header: t('learning.me.lesson'),
            onPhone: 'title',
            cell: ({ title }) => <LocalTextView text={title} />,
          },
          {
            key: 'date',
            header: t('learning.me.completedOn'),
            align: 'end',
            onPhone: 'fact',
            cell: ({ completedAt }) => <Time at={completedAt} form="day" />,
          },
        ]}
        empty={<Nothing>{t('learning.me.completionsEmpty', { year })}</Nothing>}
      />
    </div>
  );
}

type QuizLine = {
  readonly lessonId: string;
  readonly title: LocalText;
  readonly to: string;
  readonly tries: number;
  readonly score: number;
  readonly maxScore: number;
  readonly passed: boolean;
};

export function QuizTable({
  year,
  quizzes,
  counts,
}: {
  readonly year: number;
  readonly quizzes: readonly QuizLine[];
  readonly counts: 'best' | 'first' | 'last';
}) {
  const { t } = useTranslation();
  return (
    <div className="mt-3">
      {quizzes.length > 0 && <p className="mb-3 text-13 text-ink-2">{t(`learning.me.quizCounts.${counts}`)}</p>}
      <Table
        caption={t('learning.me.quizzesTitle', { year })}
        rows={quizzes}
        rowKey={({ lessonId }) => lessonId}
        rowLink={({ to }) => to}
        columns={[
          {
            key: 'lesson',
            header: t('learning.me.lesson'),
            onPhone: 'title',
            cell: ({ title }) => <LocalTextView text={title} />,
          },
          {
            key: 'result',
            header: t('learning.me.result'),
            onPhone: 'fact',
            cell: ({ passed }) => <PassStatus passed={passed} />,
          },
          { key: 'tries', header: t('learning.me.tries'), align: 'end', cell: ({ tries }) => tries },
          {
            key: 'score',
            header: t('learning.me.score'),
            align: 'end',
            onPhone: 'fact',
            cell: (quiz) => (
              <span className="figures">
                {outOfHundred(quiz)}
                <span className="text-ink-3">/100</span>
              </span>
            ),
          },
        ]}
        empty={<Nothing>{t('learning.me.quizzesEmpty', { year })}</Nothing>}
      />
    </div>
  );
}

function PassStatus({ passed }: { readonly passed: boolean }) {
  const { t } = useTranslation();
  return <Status tone={passed ? 'ok' : 'warn'}>{t(passed ? 'learning.me.passed' : 'learning.me.failed')}</Status>;
}

type ExamLine = {
  readonly attemptId: string;
  readonly title: LocalText;
  readonly endedAt: number;
  readonly result: AttemptResult;
};

export function ExamTable({ exams, total }: { readonly exams: readonly ExamLine[]; readonly total: number }) {
  const { t } = useTranslation();
  return (
    <div className="mt-3">
      <Table
        caption={t('learning.me.examsTitle')}
        rows={exams}
        rowKey={({ attemptId }) => attemptId}
        rowLink={({ attemptId }) => `/attempts/${attemptId}/result`}
        columns={[
          {
            key: 'exam',
            header: t('learning.me.exam'),
            onPhone: 'title',
            cell: ({ title }) => <LocalTextView text={title} />,
          },
          {
            key: 'date',
            header: t('learning.me.examDate'),
            cell: ({ endedAt }) => <Time at={endedAt} form="day" />,
          },
          {
            key: 'grade',
            header: t('learning.me.grade'),
            onPhone: 'fact',
            cell: ({ result }) => <AttemptResultWord result={result} />,
          },
          {
            key: 'score',
            header: t('learning.me.score'),
            align: 'end',
            onPhone: 'fact',
            cell: ({ result }) =>
              result.kind === 'released' ? <Marks value={result.score} max={result.maxScore} /> : '',
          },
        ]}
        empty={<Nothing>{t('learning.me.examsEmpty')}</Nothing>}
      />
      {total > exams.length && (
        <p className="mt-2 text-13 text-ink-2">
          <Link to="/exams" className="link">
            {t('learning.me.examsMore')}
          </Link>
        </p>
      )}
    </div>
  );
}

export function CertificateTable({ certificates }: { readonly certificates: readonly CertificateLine[] }) {
  const { t } = useTranslation();
  return (
    <div className="mt-3">
      <Table
        caption={t('learning.me.certificatesTitle')}
        rows={certificates}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/certificates/${id}`}
        columns={[
          {
            key: 'title',
            header: t('learning.me.certificatesTitle'),
            onPhone: 'title',
            cell: ({ title }) => <LocalTextView text={title} />,
          },
          {
            key: 'number',
            header: t('learning.me.certificateNo'),
            cell: ({ number }) => <span className="figures">{number}</span>,
          },
          {
            key: 'issued',
            header: t('learning.me.issuedOn'),
            cell: ({ issuedOn }) => <Time day={issuedOn} />,
          },
          {
            key: 'until',
            header: t('learning.me.validUntil'),
            onPhone: 'fact',
            cell: ({ validUntil }) => <Time day={validUntil} />,
          },
          {
            key: 'status',
            header: t('learning.me.status'),
            onPhone: 'fact',
            cell: ({ status }) => <CertificateStatus status={status} />,
          },
        ]}
        empty={<Nothing>{t('learning.home.noCertificate')}</Nothing>}
      />
    </div>
  );
}
