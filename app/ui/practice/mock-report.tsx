import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { BarList } from '#app/ui/charts/bar-list.tsx';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { LinkButton } from '#app/ui/components/button.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Marks, withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { useDurationText } from '#app/ui/exam/duration.ts';
import { type ReviewItem, ReviewList } from '#app/ui/exam/review-list.tsx';
import type { LessonLink } from './practice-views.ts';

type AreaLine = { readonly area: string; readonly mark: number; readonly maxMark: number; readonly percent: number };
type Depth = 'remember' | 'understand' | 'apply' | 'analyse';

export type ReportFacts = {
  readonly mockId: string;
  readonly title: LocalText;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly endedBy: 'learner' | 'deadline';
  readonly durationMs: number;
  readonly questions: number;
  readonly answered: number;
  readonly score: number;
  readonly maxScore: number;
  readonly scaled: number | null;
  readonly competencies: readonly (AreaLine & { readonly name: LocalText })[];
  readonly depths: readonly AreaLine[];
  readonly differences: {
    readonly realQuestions: number;
    readonly lacks: readonly {
      readonly competency: string;
      readonly name: LocalText;
      readonly depth: string;
      readonly needed: number;
      readonly available: number;
    }[];
    readonly unmarked: number;
  };
  readonly series: readonly { readonly id: string; readonly startedAt: number; readonly scaled: number | null }[];
  readonly missed: readonly (ReviewItem & { readonly lesson: LessonLink | null })[];
};

/** What came of a mock exam: the mark scaled to 100, where it was earned, how the paper differs from the real one. */
export function MockReportView({ report }: { readonly report: ReportFacts }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const durationText = useDurationText();
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: t('practice.title'), to: '/practice' },
          { label: t('practice.mock.title'), to: '/practice/mock' },
        ]}
      />
      <h1 className="font-serif text-28">
        {t('practice.report.title')}
        <span className="ml-4 font-sans text-16 font-normal text-ink-2">
          <LocalTextView text={report.title} />
        </span>
      </h1>
      <p className="figures mt-1 text-14 text-ink-2">
        {t(report.endedBy === 'learner' ? 'practice.report.endedByLearner' : 'practice.report.endedByDeadline', {
          time: time.instant(report.endedAt),
          used: durationText(report.durationMs),
          answered: report.answered,
          total: report.questions,
        })}
      </p>
      <dl className="mt-6 flex flex-wrap items-end gap-x-12 gap-y-4 border-y border-line py-6">
        <div>
          <dt className="text-13 text-ink-3">{t('practice.report.scaled')}</dt>
          <dd className="figures text-36 font-semibold">
            {report.scaled === null ? t('practice.mock.unmarked') : withoutEmptyDecimals(report.scaled)}
          </dd>
        </div>
        <div>
          <dt className="text-13 text-ink-3">{t('practice.report.raw')}</dt>
          <dd className="text-22 font-semibold">
            <Marks value={report.score} max={report.maxScore} />
          </dd>
        </div>
      </dl>
      <p className="mt-4 max-w-reading text-14 text-ink-2">{t('practice.report.notGrade')}</p>
      <div className="mt-4 flex flex-wrap gap-3 print:hidden">
        <LinkButton to="/practice/mistakes">{t('practice.report.toMistakes')}</LinkButton>
        <LinkButton to="/practice/mock">{t('practice.report.again')}</LinkButton>
      </div>
      <Differences report={report} />
      <div className="mt-10 grid gap-x-16 gap-y-10 md:grid-cols-2">
        <Competencies areas={report.competencies} />
        <Depths areas={report.depths} />
      </div>
      <Series report={report} />
      <Missed missed={report.missed} />
    </>
  );
}

function Differences({ report: { differences, questions } }: { readonly report: ReportFacts }) {
  const { t } = useTranslation();
  const { lacks, unmarked, realQuestions } = differences;
  return (
    <section aria-labelledby="differences" className="mt-10">
      <h2 id="differences" className="text-18">
        {t('practice.report.differences')}
      </h2>
      <p className="mt-2 mb-3 max-w-reading text-14 leading-reading">
        {lacks.length === 0
          ? t('practice.report.same')
          : t('practice.report.real', { real: realQuestions, own: questions })}{' '}
        {unmarked > 0 && t('practice.report.unmarkedItems', { count: unmarked })}
      </p>
      {lacks.length > 0 && (
        <Table
          caption={t('practice.report.differences')}
          rows={lacks}
          rowKey={({ competency, depth }) => `${competency} ${depth}`}
          columns={[
            {
              key: 'competency',
              header: t('practice.report.competency'),
              cell: ({ competency, name }) => (
                <>
                  <span className="figures mr-2 text-ink-3">{competency}</span>
                  <LocalTextView text={name} />
                </>
              ),
              onPhone: 'title',
            },
            {
              key: 'depth',
              header: t('practice.report.depth'),
              cell: ({ depth }) => t(`lesson.depth.${depth as Depth}`),
            },
            {
              key: 'needed',
              header: t('practice.report.needed'),
              align: 'end',
              cell: ({ needed }) => needed,
              onPhone: 'fact',
            },
            {
              key: 'available',
              header: t('practice.report.available'),
              align: 'end',
              cell: ({ available }) => available,
              onPhone: 'fact',
            },
          ]}
        />
      )}
    </section>
  );
}

function Competencies({ areas }: { readonly areas: ReportFacts['competencies'] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="competencies">
      <h2 id="competencies" className="mb-2 text-18">
        {t('practice.report.byCompetency')}
      </h2>
      <BarList
        caption={t('practice.report.byCompetency')}
        labelHeader={t('practice.report.competency')}
        valueHeader={t('practice.report.score')}
        max={10_000}
        items={areas.map(({ area, name, mark, maxMark, percent }) => ({
          key: area,
          label: <LocalTextView text={name} />,
          value: percent,
          text: <Marks value={mark} max={maxMark} />,
        }))}
      />
    </section>
  );
}

function Depths({ areas }: { readonly areas: ReportFacts['depths'] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="depths">
      <h2 id="depths" className="mb-2 text-18">
        {t('practice.report.byDepth')}
      </h2>
      <BarList
        caption={t('practice.report.byDepth')}
        labelHeader={t('practice.report.depth')}
        valueHeader={t('practice.report.score')}
        max={10_000}
        items={areas.map(({ area, mark, maxMark, percent }) => ({
          key: area,
          label: t(`lesson.depth.${area as Depth}`),
          value: percent,
          text: <Marks value={mark} max={maxMark} />,
        }))}
      />
    </section>
  );
}

function Series({ report: { series, mockId } }: { readonly report: ReportFacts }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <section aria-labelledby="series" className="mt-10">
      <h2 id="series" className="mb-2 text-18">
        {t('practice.report.seriesTitle')}
      </h2>
      {series.length <= 1 ? (
        <p className="text-14 text-ink-2">{t('practice.report.seriesOnly')}</p>
      ) : (
        <div className="max-w-reading">
          <BarList
            caption={t('practice.report.seriesCaption')}
            labelHeader={t('practice.mock.when')}
            valueHeader={t('practice.mock.scaled')}
            max={10_000}
            items={series.map(({ id, startedAt, scaled }) => ({
              key: id,
              label:
                id === mockId ? (
                  time.instant(startedAt)
                ) : (
                  <Link to={`/practice/mock/${id}/report`} className="link">
                    {time.instant(startedAt)}
                  </Link>
                ),
              note: id === mockId ? t('practice.report.thisOne') : undefined,
              value: scaled,
              text: scaled === null ? t('practice.mock.unmarked') : withoutEmptyDecimals(scaled),
            }))}
          />
        </div>
      )}
    </section>
  );
}

function Missed({ missed }: { readonly missed: ReportFacts['missed'] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="missed" className="mt-10">
      <h2 id="missed" className="text-18">
        {t('practice.report.missedTitle')}
      </h2>
      <p className="mt-2 max-w-reading text-14 text-ink-2">
        {t(missed.length > 0 ? 'practice.report.missedText' : 'practice.report.missedNone')}
      </p>
      <ReviewList items={missed} />
    </section>
  );
}
