import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Marks, withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { type CertificateLine, CertificateStatus } from './home-certificates.tsx';
import { outOfHundred } from './study-panel.tsx';

export type HoursKind = 'online' | 'off-job' | 'own-unit';
const KINDS = ['online', 'off-job', 'own-unit'] as const satisfies readonly HoursKind[];

type YearOfHours = {
  readonly year: number;
  readonly hours: {
    readonly total: number;
    readonly byKind: Readonly<Record<HoursKind, number>>;
    readonly missing: number;
    readonly missingOnline: number;
  };
};

/** Two years side by side, by form, with what is required and what is missing. */
export function HoursByKind({
  years,
  required,
  onlineMinimum,
}: {
  readonly years: readonly YearOfHours[];
  readonly required: number;
  readonly onlineMinimum: number;
}) {
  const { t } = useTranslation();
  const cell = 'py-2.5 pl-6 text-right';
  const missingOf = (amount: number) =>
    amount > 0 ? formatHundredths(amount) : <span className="text-ok">{t('learning.me.enough')}</span>;
  return (
    <table className="mt-2 w-full border-collapse text-14 sm:max-w-xl">
      <caption className="sr-only">{t('learning.me.hoursCaption')}</caption>
      <thead>
        <tr className="text-13 text-ink-2">
          <th scope="col" className="py-2 text-left font-medium">
            {t('learning.me.hoursKind')}
          </th>
          {years.map(({ year }) => (
            <th key={year} scope="col" className={`${cell} font-medium`}>
              {t('learning.me.year', { year })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {KINDS.map((kind) => (
          <Line key={kind} name={t(`learning.me.kind.${kind}`)}>
            {years.map(({ year, hours }) => (
              <td key={year} className={cell}>
                {formatHundredths(hours.byKind[kind])}
              </td>
            ))}
          </Line>
        ))}
        <Line name={t('learning.me.total')} strong>
          {years.map(({ year, hours }) => (
            <td key={year} className={`${cell} font-semibold`}>
              {formatHundredths(hours.total)}
            </td>
          ))}
        </Line>
        <Line name={t('learning.me.missing', { hours: withoutEmptyDecimals(required) })}>
          {years.map(({ year, hours }) => (
            <td key={year} className={cell}>
              {missingOf(hours.missing)}
            </td>
          ))}
        </Line>
        <Line name={t('learning.me.missingOnline', { hours: withoutEmptyDecimals(onlineMinimum) })}>
          {years.map(({ year, hours }) => (
            <td key={year} className={cell}>
              {missingOf(hours.missingOnline)}
            </td>
          ))}
        </Line>
      </tbody>
    </table>
  );
}

function Line({
  name,
  strong = false,
  children,
}: {
  readonly name: string;
  readonly strong?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <tr className={strong ? 'border-t border-ink' : 'border-t border-line'}>
      <th scope="row" className={`py-2.5 text-left ${strong ? 'font-semibold' : 'font-normal'}`}>
        {name}
      </th>
      {children}
    </tr>
  );
}

/** An empty part of a record that has many: one line, not a page's empty state. */
function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className="text-14 text-ink-2">{children}</p>;
}

type HoursLine = {
  readonly id: string;
  readonly at: number;
  readonly kind: HoursKind;
  readonly hours: number;
  readonly source: 'lesson' | 'quiz' | 'reversal' | 'other';
  readonly title: LocalText | null;
};

export function HoursEntries({ year, entries }: { readonly year: number; readonly entries: readonly HoursLine[] }) {
  const { t } = useTranslation();
  return (
    <div className="mt-3">
      <Table
        caption={t('learning.me.entriesCaption', { year })}
        rows={entries}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'what',
            header: t('learning.me.what'),
            onPhone: 'title',
            cell: ({ source, title }) => (
              <>
                {t(`learning.me.source.${source}`)}
                {title && (
                  <span className="ml-2 text-ink-2">
                    <LocalTextView text={title} />
                  </span>
                )}
              </>
            ),
          },
          { key: 'kind', header: t('learning.me.hoursKind'), cell: ({ kind }) => t(`learning.me.kind.${kind}`) },
          {
            key: 'date',
            header: t('learning.me.date'),
            onPhone: 'fact',
            cell: ({ at }) => <Time at={at} form="day" />,
          },
          {
            key: 'hours',
            header: t('learning.me.hours'),
            align: 'end',
            onPhone: 'fact',
            cell: ({ hours }) => <Marks value={hours} />,
          },
        ]}
        empty={<Nothing>{t('learning.me.entriesEmpty', { year })}</Nothing>}
      />
    </div>
  );
}

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
  readonly result:
    | {
        readonly kind: 'released';
        readonly score: number;
        readonly maxScore: number;
        readonly grade: LocalText;
        readonly passed: boolean;
      }
    | { readonly kind: 'withheld'; readonly releaseAt: number | null }
    | { readonly kind: 'voided' };
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
            cell: ({ result }) => <ExamResult result={result} />,
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

function ExamResult({ result }: { readonly result: ExamLine['result'] }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  switch (result.kind) {
    case 'released':
      return (
        <Status tone={result.passed ? 'ok' : 'warn'}>
          <LocalTextView text={result.grade} />
        </Status>
      );
    case 'withheld':
      return (
        <span className="text-ink-2">
          {result.releaseAt === null
            ? t('learning.me.withheld')
            : t('learning.me.withheldUntil', { time: time.instant(result.releaseAt) })}
        </span>
      );
    case 'voided':
      return <Status tone="seal">{t('learning.me.voided')}</Status>;
  }
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
