import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { Checkbox } from '#app/ui/components/inputs.tsx';
import { LocalTextView, useLocalText } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { TierAndTrack, useTierWord } from '#app/ui/learning/tier-and-track.tsx';
import { useTypeWord } from '#app/ui/questions/type-word.ts';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { useDurationText } from './duration.ts';

export type SittingFacts = {
  readonly id: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly durationMs: number;
  readonly allottedMs: number;
  readonly questionCount: number;
  readonly maxScore: number;
  readonly passPercent: number;
  readonly bands: readonly { readonly word: LocalText; readonly fromPercent: number }[];
  readonly types: readonly string[];
  readonly release: { readonly mode: 'at-submission' | 'manual' } | { readonly mode: 'at-time'; readonly at: number };
  readonly attemptsMade: number;
  readonly attemptLimit: number | null;
  readonly state:
    | { readonly kind: 'startable' | 'upcoming' | 'closed' | 'used-up' | 'cancelled' | 'not-yours' }
    | { readonly kind: 'certificate-missing'; readonly tier: number }
    | { readonly kind: 'running'; readonly attemptId: string };
};

type Refusal =
  | 'not-found'
  | 'sitting-not-open'
  | 'attempt-limit-reached'
  | 'certificate-required'
  | 'lease-held'
  | 'attempt-closed'
  | 'bank-too-small';

const RULES = ['clock', 'saving', 'network', 'device', 'end', 'keys'] as const;

/** What a candidate should know before the clock starts, and the button that starts it. */
export function Briefing({ sitting, refused }: { readonly sitting: SittingFacts; readonly refused: Refusal | null }) {
  const { t } = useTranslation();
  return (
    <LearnerShell>
      <Breadcrumb crumbs={[{ label: t('exam.title'), to: '/exams' }]} />
      <h1 className="font-serif text-28">
        <LocalTextView text={sitting.title} />
      </h1>
      <p className="mt-1 text-14 text-ink-2">
        <TierAndTrack tier={sitting.tier} track={sitting.track} />
      </p>
      <div className="mt-8 grid gap-x-12 gap-y-10 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <section>
          <h2 className="mb-3 text-18">{t('exam.brief.facts')}</h2>
          <Facts sitting={sitting} />
        </section>
        <section>
          <h2 className="mb-3 text-18">{t('exam.brief.rulesTitle')}</h2>
          <ol className="flex list-decimal flex-col gap-2 pl-6 text-14 leading-reading marker:text-ink-3">
            {RULES.map((rule) => (
              <li key={rule}>{t(`exam.brief.rules.${rule}`)}</li>
            ))}
          </ol>
        </section>
      </div>
      <div className="mt-10 flex flex-col gap-4 border-t border-line pt-6">
        {refused && <FormError title={t('exam.refused.title')}>{t(`exam.refused.${refused}`)}</FormError>}
        <Start sitting={sitting} />
      </div>
    </LearnerShell>
  );
}

function Facts({ sitting }: { readonly sitting: SittingFacts }) {
  const { t } = useTranslation();
  const typeWord = useTypeWord();
  const time = useTimeFormat();
  const durationText = useDurationText();
  const textOf = useLocalText();
  const { release, attemptLimit, attemptsMade } = sitting;
  const join = t('exam.brief.join');
  return (
    <DefinitionList
      items={[
        {
          term: t('exam.brief.window'),
          value: t('exam.brief.windowValue', {
            from: time.instant(sitting.opensAt),
            to: time.instant(sitting.closesAt),
          }),
        },
        { term: t('exam.brief.duration'), value: durationText(sitting.durationMs) },
        {
          term: t('exam.brief.paper'),
          value: t('exam.brief.paperValue', {
            count: sitting.questionCount,
            points: withoutEmptyDecimals(sitting.maxScore),
          }),
        },
        {
          term: t('exam.brief.types'),
          value: sitting.types.map(typeWord).join(join),
        },
        {
          term: t('exam.brief.pass'),
          value: t('exam.brief.passValue', { percent: withoutEmptyDecimals(sitting.passPercent) }),
        },
        {
          term: t('exam.brief.bands'),
          value: sitting.bands
            .filter(({ fromPercent }) => fromPercent > 0)
            .map(({ word, fromPercent }) =>
              t('exam.brief.band', { word: textOf(word), percent: withoutEmptyDecimals(fromPercent) }),
            )
            .join(join),
        },
        {
          term: t('exam.brief.release'),
          value:
            release.mode === 'at-time'
              ? t('exam.brief.releaseAtTime', { time: time.instant(release.at) })
              : t(release.mode === 'manual' ? 'exam.brief.releaseManual' : 'exam.brief.releaseAtSubmission'),
        },
        {
          term: t('exam.brief.attempts'),
          value:
            attemptLimit === null
              ? t('exam.brief.attemptsFree', { made: attemptsMade })
              : t('exam.brief.attemptsLimited', { made: attemptsMade, limit: attemptLimit }),
        },
      ]}
    />
  );
}

function Start({ sitting }: { readonly sitting: SittingFacts }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const durationText = useDurationText();
  const tierWord = useTierWord();
  const { state } = sitting;
  const back = <LinkButton to="/exams">{t('exam.brief.back')}</LinkButton>;
  switch (state.kind) {
    case 'startable':
      return (
        <Form method="post" className="flex flex-col items-start gap-4">
          {sitting.allottedMs < sitting.durationMs && (
            <Callout tone="warn">
              {t('exam.brief.shortTime', {
                time: time.instant(sitting.closesAt),
                duration: durationText(sitting.allottedMs),
              })}
            </Callout>
          )}
          <Checkbox name="ready" value="yes" required label={t('exam.brief.confirm')} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton>{t('exam.brief.start')}</SubmitButton>
            {back}
          </div>
        </Form>
      );
    case 'running':
      return (
        <Callout
          tone="active"
          action={
            <LinkButton to={`/attempts/${state.attemptId}`} tone="primary">
              {t('exam.brief.resume')}
            </LinkButton>
          }
        >
          {t('exam.brief.running')}
        </Callout>
      );
    case 'upcoming':
      return <Callout action={back}>{t('exam.brief.upcoming', { time: time.instant(sitting.opensAt) })}</Callout>;
    case 'closed':
      return <Callout action={back}>{t('exam.brief.closed', { time: time.instant(sitting.closesAt) })}</Callout>;
    case 'used-up':
      return <Callout action={back}>{t('exam.brief.usedUp')}</Callout>;
    case 'cancelled':
      return <Callout action={back}>{t('exam.brief.cancelled')}</Callout>;
    case 'not-yours':
      return <Callout action={back}>{t('exam.brief.notYours')}</Callout>;
    case 'certificate-missing':
      return (
        <Callout tone="warn" action={back}>
          {t('exam.brief.certificateMissing', { tier: tierWord(state.tier) })}
        </Callout>
      );
  }
}
