import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { BarList } from '#app/ui/charts/bar-list.tsx';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { Marks, withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { forgetAttempt } from './browser-device.ts';
import { useDurationText } from './duration.ts';
import { type ReviewItem, ReviewList } from './review-list.tsx';

type Released = {
  readonly kind: 'released';
  readonly score: number;
  readonly maxScore: number;
  readonly grade: LocalText;
  readonly passed: boolean;
  readonly certificate: { readonly id: string; readonly number: string } | null;
};

export type ResultFacts = {
  readonly attemptId: string;
  readonly sittingId: string;
  readonly title: LocalText;
  readonly endedAt: number;
  readonly endedBy: 'candidate' | 'deadline';
  readonly durationMs: number;
  readonly questionCount: number;
  readonly answeredCount: number;
  readonly receiptCount: number;
  readonly headHash: string;
  readonly canStartAgain: boolean;
  readonly result: Released | { readonly kind: 'withheld'; readonly status: string; readonly releaseAt: number | null };
  readonly scale: {
    readonly percent: number;
    readonly passPercent: number;
    readonly bands: readonly { readonly word: LocalText; readonly fromPercent: number }[];
  } | null;
  readonly areas: readonly {
    readonly area: string;
    readonly name: LocalText;
    readonly mark: number;
    readonly maxMark: number;
    readonly percent: number;
  }[];
};

/** A sentence names no more areas than one can act on; the bars show them all. */
const MOST_NAMED = 4;

/** What came of an attempt: grade and mark, what they mean, where one is strong, what to do next. */
export function ResultView({
  page,
  review,
}: {
  readonly page: ResultFacts;
  readonly review: readonly ReviewItem[] | null;
}) {
  const { t } = useTranslation();
  const { result, scale } = page;
  useEffect(() => forgetAttempt(page.attemptId), [page.attemptId]);
  return (
    <LearnerShell>
      <Breadcrumb crumbs={[{ label: t('exam.title'), to: '/exams' }]} />
      <h1 className="font-serif text-28">
        <LocalTextView text={page.title} />
      </h1>
      <Ending page={page} />
      {result.kind === 'released' && scale ? (
        <>
          <Grade result={result} scale={scale} />
          <Meaning result={result} />
          <Areas areas={page.areas} passPercent={scale.passPercent} />
          <Next page={page} result={result} />
          <Review review={review} />
          <Receipts page={page} />
        </>
      ) : (
        <Withheld page={page} />
      )}
    </LearnerShell>
  );
}

function Ending({ page }: { readonly page: ResultFacts }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const durationText = useDurationText();
  return (
    <p className="figures mt-1 text-14 text-ink-2">
      {t(page.endedBy === 'candidate' ? 'exam.result.endedByCandidate' : 'exam.result.endedByDeadline', {
        time: time.instant(page.endedAt),
        used: durationText(page.durationMs),
        answered: page.answeredCount,
        total: page.questionCount,
      })}
    </p>
  );
}

function Grade({ result, scale }: { readonly result: Released; readonly scale: NonNullable<ResultFacts['scale']> }) {
  const { t } = useTranslation();
  const { percent, passPercent, bands } = scale;
  const reached = bands.find(({ fromPercent }) => percent >= fromPercent);
  return (
    <section className="mt-8 grid gap-x-12 gap-y-6 border-y border-line py-8 md:grid-cols-[auto_minmax(0,1fr)]">
      <dl className="flex flex-wrap items-end gap-x-12 gap-y-4">
        <div>
          <dt className="text-13 text-ink-3">{t('exam.result.grade')}</dt>
          <dd className={`font-serif text-36 font-semibold ${result.passed ? 'text-ok' : 'text-ink'}`}>
            <LocalTextView text={result.grade} />
          </dd>
        </div>
        <div>
          <dt className="text-13 text-ink-3">{t('exam.result.score')}</dt>
          <dd className="text-36 font-semibold">
            <Marks value={result.score} max={result.maxScore} />
          </dd>
        </div>
      </dl>
      <div className="min-w-0">
        <p className="text-16">
          {t(result.passed ? 'exam.result.passed' : 'exam.result.failed', {
            pass: withoutEmptyDecimals(passPercent),
            percent: withoutEmptyDecimals(percent),
          })}
        </p>
        <ol aria-label={t('exam.result.scale')} className="mt-4 flex gap-1">
          {[...bands].reverse().map(({ word, fromPercent }, index, ascending) => {
            const to = ascending[index + 1]?.fromPercent ?? 10_000;
            const isReached = fromPercent === reached?.fromPercent;
            return (
              <li
                key={fromPercent}
                className="min-w-0 text-13 whitespace-nowrap"
                // A band is as wide as its share of the scale, but never too narrow for its word.
                style={{ flex: `${Math.max(to - fromPercent, 2_400)} 1 0` }}
              >
                <span
                  aria-hidden="true"
                  className={`block h-2 rounded-full ${isReached ? 'bg-action' : 'bg-sunken outline outline-1 -outline-offset-1 outline-control'}`}
                />
                <span className={`mt-1 block ${isReached ? 'font-semibold text-ink' : 'text-ink-2'}`}>
                  <LocalTextView text={word} />
                  {isReached && <span className="sr-only">{t('exam.result.scaleNow')}</span>}
                </span>
                <span className="figures block text-12 text-ink-3">
                  {t('exam.result.bandFrom', { percent: withoutEmptyDecimals(fromPercent) })}
                </span>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}

function Meaning({ result }: { readonly result: Released }) {
  const { t } = useTranslation();
  const { certificate, passed } = result;
  return (
    <section className="mt-8">
      <h2 className="text-18">{t('exam.result.meansTitle')}</h2>
      <p className="mt-2 max-w-reading text-16 leading-reading">
        {!passed
          ? t('exam.result.noCertificate')
          : certificate
            ? t('exam.result.certificate', { number: certificate.number })
            : t('exam.result.certificatePending')}
      </p>
      {certificate && (
        <div className="mt-3">
          <LinkButton to={`/certificates/${certificate.id}`} tone="primary">
            {t('exam.result.toCertificate')}
          </LinkButton>
        </div>
      )}
    </section>
  );
}

function Areas({ areas, passPercent }: { readonly areas: ResultFacts['areas']; readonly passPercent: number }) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  if (areas.length === 0) return null;
  const named = (some: typeof areas) => some.map(({ name }) => textOf(name)).join(t('exam.result.join'));
  const weakest = areas.filter(({ percent }) => percent < passPercent).sort((a, b) => a.percent - b.percent);
  const gaps = named(weakest.slice(0, MOST_NAMED));
  const strengths = named(areas.filter(({ percent }) => percent === 10_000).slice(0, MOST_NAMED));
  return (
    <section className="mt-10">
      <h2 className="text-18">{t('exam.result.areasTitle')}</h2>
      <div className="mt-2 max-w-reading text-14 leading-reading text-ink-2">
        {gaps && <p className="text-ink">{t('exam.result.gaps', { areas: gaps })}</p>}
        {strengths && <p>{t('exam.result.strengths', { areas: strengths })}</p>}
        <p>{t('exam.result.areasText')}</p>
      </div>
      <div className="mt-4 max-w-reading">
        <BarList
          caption={t('exam.result.areasTitle')}
          labelHeader={t('exam.result.area')}
          valueHeader={t('exam.result.score')}
          max={10_000}
          mark={{
            value: passPercent,
            label: t('exam.result.passLine', { percent: withoutEmptyDecimals(passPercent) }),
          }}
          items={areas.map(({ area, name, mark, maxMark, percent }) => ({
            key: area,
            label: <LocalTextView text={name} />,
            value: percent,
            text: <Marks value={mark} max={maxMark} />,
          }))}
        />
      </div>
    </section>
  );
}

function Next({ page, result }: { readonly page: ResultFacts; readonly result: Released }) {
  const { t } = useTranslation();
  return (
    <section className="mt-10 print:hidden">
      <h2 className="text-18">{t('exam.result.nextTitle')}</h2>
      <p className="mt-2 max-w-reading text-16 leading-reading">
        {t(result.passed ? 'exam.result.nextPassed' : 'exam.result.nextFailed')}
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        {result.passed ? (
          <LinkButton to="/me">{t('exam.result.toMe')}</LinkButton>
        ) : (
          <LinkButton to="/courses" tone="primary">
            {t('exam.result.toCourses')}
          </LinkButton>
        )}
        {page.canStartAgain && <LinkButton to={`/exams/${page.sittingId}`}>{t('exam.result.again')}</LinkButton>}
        <LinkButton to="/exams">{t('exam.result.toExams')}</LinkButton>
      </div>
    </section>
  );
}

function Review({ review }: { readonly review: readonly ReviewItem[] | null }) {
  const { t } = useTranslation();
  return (
    <section id="review" className="mt-10">
      <h2 className="text-18">{t('exam.result.reviewTitle')}</h2>
      <p className="mt-2 max-w-reading text-14 leading-reading text-ink-2">{t('exam.result.reviewText')}</p>
      {review ? (
        <ReviewList items={review} />
      ) : (
        <div className="mt-3">
          <LinkButton to="?review=1#review">{t('exam.result.openReview')}</LinkButton>
        </div>
      )}
    </section>
  );
}

function Receipts({ page }: { readonly page: ResultFacts }) {
  const { t } = useTranslation();
  return (
    <div className="mt-10">
      <Disclosure summary={t('exam.result.receipts')}>
        <p>{t('exam.result.receiptsText', { count: page.receiptCount })}</p>
        <p className="mt-2 font-mono text-13 break-all">{page.headHash}</p>
      </Disclosure>
    </div>
  );
}

function Withheld({ page: { result } }: { readonly page: ResultFacts }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  if (result.kind !== 'withheld') return null;
  const voided = result.status === 'voided';
  return (
    <div className="mt-8 flex max-w-reading flex-col items-start gap-6">
      <Callout
        tone={voided ? 'seal' : 'neutral'}
        title={t(voided ? 'exam.result.voidedTitle' : 'exam.result.withheldTitle')}
      >
        {voided
          ? t('exam.result.voidedText')
          : result.releaseAt === null
            ? t('exam.result.withheldManual')
            : t('exam.result.withheldAt', { time: time.instant(result.releaseAt) })}
      </Callout>
      <LinkButton to="/exams">{t('exam.result.toExams')}</LinkButton>
    </div>
  );
}
