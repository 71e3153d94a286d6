import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { StateLine } from '#app/ui/components/state-line.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';

type Check = {
  readonly at: number;
  readonly by: string | null;
  readonly note: string;
  readonly lastChange: number;
  readonly stands: boolean;
  readonly withdrawn: { readonly at: number; readonly by: string | null; readonly note: string } | null;
  readonly changedSince: number;
};

type Progress = {
  readonly year: number;
  readonly status: string;
  readonly openedAt: number | null;
  readonly computedAt: number | null;
  readonly whole: boolean;
  readonly check: Check | null;
  readonly pending: { readonly unrecorded: number; readonly stale: number; readonly movedAt: number | null };
};

/** How far the year is, the acts that bring it on, and what lags behind. */
export function YearProgress({ year, status, openedAt, computedAt, whole, check, pending }: Progress) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <div className="flex flex-col gap-4">
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
          {
            key: 'checked',
            label: t('appraisal.step.checked'),
            note: check?.stands
              ? t('appraisal.check.bySomeone', { time: time.instant(check.at) }).replace(/[：:]\s*$/, '')
              : t('appraisal.check.notYet'),
          },
          { key: 'locked', label: t('appraisal.step.locked'), note: t('appraisal.lock.note') },
        ]}
      />
      <div className="flex flex-wrap items-center gap-3">
        <LinkButton
          to={`/staff/appraisal/${year}/compute`}
          tone={status === 'not-open' || status === 'open' ? 'primary' : 'secondary'}
        >
          {t('appraisal.compute.action')}
        </LinkButton>
        {computedAt !== null && (
          <>
            <LinkButton to={`/staff/appraisal/${year}/check`}>{t('appraisal.check.action', { year })}</LinkButton>
            <LinkButton to={`/staff/appraisal/${year}/units`} tone="quiet">
              {t('appraisal.units.action')}
            </LinkButton>
          </>
        )}
      </div>
      <p className="max-w-reading text-13 text-ink-3">{t('appraisal.lock.text')}</p>
      {check && <CheckNote year={year} check={check} />}
      {!whole && <p className="text-13 text-ink-2">{t('appraisal.year.part')}</p>}
      {computedAt !== null && (pending.unrecorded > 0 || pending.stale > 0 || pending.movedAt !== null) && (
        <Callout tone="warn" title={t('appraisal.year.pendingTitle')}>
          {pending.unrecorded > 0 && <p>{t('appraisal.year.unrecorded', { n: formatCount(pending.unrecorded) })}</p>}
          {pending.stale > 0 && <p>{t('appraisal.year.stale', { n: formatCount(pending.stale) })}</p>}
          {pending.movedAt !== null && (
            <p>
              {t('appraisal.year.moved', { time: time.instant(pending.movedAt) })}{' '}
              <Link to={`/staff/appraisal/${year}/check`} className="link">
                {t('appraisal.year.movedWho')}
              </Link>
            </p>
          )}
          <p>{t('appraisal.year.pendingText')}</p>
        </Callout>
      )}
    </div>
  );
}

/** Who checked the year and when, what they wrote, and what came of it since. */
export function CheckNote({ year, check }: { year: number; check: Check }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { by, at, note, stands, withdrawn, changedSince, lastChange } = check;
  return (
    <Callout tone={stands ? 'ok' : 'warn'}>
      <p>
        {by === null
          ? t('appraisal.check.bySomeone', { time: time.instant(at) })
          : t('appraisal.check.by', { name: by, time: time.instant(at) })}
        <span lang="zh-CN">{note}</span>
      </p>
      {stands && <p>{t('appraisal.check.stands')}</p>}
      {withdrawn && (
        <p>
          {t('appraisal.check.withdrawnBy', { name: withdrawn.by ?? '', time: time.instant(withdrawn.at) })}
          <span lang="zh-CN">{withdrawn.note}</span>
        </p>
      )}
      {!stands && changedSince > 0 && (
        <p>
          {t('appraisal.check.changed', { n: formatCount(changedSince) })}{' '}
          <Link to={`/staff/appraisal/${year}?since=${lastChange}#records`} className="link">
            {t('appraisal.check.changedLink')}
          </Link>
        </p>
      )}
    </Callout>
  );
}
