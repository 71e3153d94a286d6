import { Form, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { StateLine } from '#app/ui/components/state-line.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';

type Progress = {
  readonly year: number;
  readonly status: string;
  readonly openedAt: number | null;
  readonly computedAt: number | null;
  readonly whole: boolean;
  readonly pending: { readonly unrecorded: number; readonly stale: number };
  /** What a computation just did. */
  readonly done: { readonly people: number; readonly changed: number } | null;
};

/** How far the year is, the one act that brings it on, and what lags behind. */
export function YearProgress({ year, status, openedAt, computedAt, whole, pending, done }: Progress) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { state, formMethod } = useNavigation();
  const computing = state !== 'idle' && formMethod === 'POST';
  return (
    <div className="flex flex-col gap-4">
      {done && (
        <Callout tone="ok" announce title={t('appraisal.year.computedTitle')}>
          {t(done.changed > 0 ? 'appraisal.year.computedText' : 'appraisal.year.computedSame', {
            people: formatCount(done.people),
            changed: formatCount(done.changed),
          })}
        </Callout>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="min-w-0 grow basis-80 sm:max-w-xl">
          <StateLine
            label={t('appraisal.year.steps')}
            current={status}
            steps={[
              {
                key: 'open',
                label: t('appraisal.step.open'),
                note:
                  openedAt === null
                    ? t('appraisal.year.opensAtFirst')
                    : t('appraisal.year.openedAt', { time: time.instant(openedAt) }),
              },
              {
                key: 'computed',
                label: t('appraisal.step.computed'),
                note:
                  computedAt === null
                    ? t('appraisal.year.notComputed')
                    : t('appraisal.year.computedAt', { time: time.instant(computedAt) }),
              },
            ]}
          />
        </div>
        <Form method="post" className="flex max-w-72 flex-col items-start gap-1.5">
          <SubmitButton tone="secondary">
            {t(computedAt === null ? 'appraisal.year.compute' : 'appraisal.year.recompute', { year })}
          </SubmitButton>
          <p role="status" className="text-13 text-ink-3">
            {t(computing ? 'appraisal.year.computing' : 'appraisal.year.computeHint')}
          </p>
        </Form>
      </div>
      {!whole && <p className="text-13 text-ink-2">{t('appraisal.year.part')}</p>}
      {computedAt !== null && (pending.unrecorded > 0 || pending.stale > 0) && (
        <Callout tone="warn" title={t('appraisal.year.pendingTitle')}>
          {pending.unrecorded > 0 && <p>{t('appraisal.year.unrecorded', { n: formatCount(pending.unrecorded) })}</p>}
          {pending.stale > 0 && <p>{t('appraisal.year.stale', { n: formatCount(pending.stale) })}</p>}
          <p>{t('appraisal.year.pendingText')}</p>
        </Callout>
      )}
    </div>
  );
}
