import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SittingState } from '#app/domain/exams/attempt.ts';
import type { ReleaseRule } from '#app/domain/exams/release.ts';
import type { SittingAudience } from '#app/domain/exams/sitting-audience.ts';
import type { SittingAct } from '#app/domain/exams/sitting-plan.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { type Definition, DefinitionList } from '#app/ui/components/definition-list.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Section } from '#app/ui/components/section.tsx';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { useDurationText } from '#app/ui/exam/duration.ts';
import { TierAndTrack, useTierWord } from '#app/ui/learning/tier-and-track.tsx';
import { ActForms, type SittingActRefusal } from './act-forms.tsx';
import { BlueprintTable, type BlueprintView } from './blueprint-table.tsx';
import { SittingPage } from './sitting-page.tsx';

export const SITTING_DONE = [
  'created',
  'changed',
  'unchanged',
  'close',
  'cancel',
  'reopen',
  'release',
  'withdraw',
] as const;

type Sitting = {
  readonly id: string;
  readonly revision: number;
  readonly code: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly unit: { readonly name: string };
  readonly opensAt: number;
  readonly closesAt: number;
  readonly closedAt: number | null;
  readonly durationMs: number;
  readonly attemptLimit: number | null;
  readonly release: ReleaseRule;
  readonly audience: SittingAudience | null;
  readonly audienceUnits: readonly { readonly id: string; readonly name: string }[];
  readonly state: SittingState;
  readonly named: number;
  readonly inProgress: number;
  readonly awaiting: number;
  readonly graded: number;
  readonly touch: { readonly candidates: number; readonly passed: number; readonly certificates: number };
  readonly acts: readonly SittingAct[];
  readonly blueprint: BlueprintView | null;
  readonly history: readonly HistoryLine[];
};

type HistoryLine = {
  readonly id: string;
  readonly kind: 'created' | 'changed' | 'closed' | 'cancelled' | 'reopened' | 'released' | 'release-withdrawn';
  readonly at: number;
  readonly by: string | null;
  readonly reason: string;
};

const TONE = { upcoming: 'neutral', open: 'active', closed: 'neutral', cancelled: 'warn' } as const;

/** What can be done with a sitting, what it is, how far it is, and what was. */
export function SittingOverview({
  sitting,
  done,
  refusal,
}: {
  readonly sitting: Sitting;
  readonly done: (typeof SITTING_DONE)[number] | null;
  readonly refusal: SittingActRefusal | null;
}) {
  const { t } = useTranslation();
  const facts = useFacts(sitting);
  const { inProgress, awaiting, graded, acts, blueprint } = sitting;
  return (
    <SittingPage
      sitting={sitting}
      current="overview"
      action={<LinkButton to={`/staff/sittings/${sitting.id}/change`}>{t('office.overview.change')}</LinkButton>}
    >
      <div className="flex max-w-page flex-col gap-10">
        {done && !refusal && (
          <Callout tone="ok" announce>
            {t(`office.done.${done}`)}
          </Callout>
        )}
        {refusal && refusal.code !== 'invalid-input' && (
          <FormError title={t('office.act.refused')}>{t(`office.code.${refusal.code}`)}</FormError>
        )}
        {acts.length > 0 && (
          <Section id="acts" title={t('office.act.title')}>
            <ActForms {...sitting} refusal={refusal} />
          </Section>
        )}
        <Section id="facts" title={t('office.overview.facts')}>
          <DefinitionList items={facts} />
        </Section>
        <Section id="progress" title={t('office.overview.progress')}>
          <DefinitionList
            items={[
              { term: t('office.overview.inProgress'), value: formatCount(inProgress) },
              { term: t('office.overview.awaiting'), value: formatCount(awaiting) },
              { term: t('office.overview.graded'), value: formatCount(graded) },
            ]}
          />
        </Section>
        {blueprint && (
          <Section id="blueprint" title={t('office.overview.blueprint')}>
            <p className="pb-3 text-14 text-ink-2">
              {t('office.overview.blueprintVersion', { code: blueprint.code, number: blueprint.number })}
            </p>
            <BlueprintTable blueprint={blueprint} />
          </Section>
        )}
        <Section id="history" title={t('office.overview.history')}>
          <History lines={sitting.history} />
        </Section>
      </div>
    </SittingPage>
  );
}

function useFacts(sitting: Sitting): Definition[] {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const durationText = useDurationText();
  const who = useWho(sitting);
  const { state, opensAt, closesAt, closedAt, attemptLimit, release } = sitting;
  return [
    { term: t('office.overview.code'), value: sitting.code },
    {
      term: t('office.overview.state'),
      value: <Status tone={TONE[state]}>{t(`office.state.${state}`)}</Status>,
    },
    { term: t('office.overview.level'), value: <TierAndTrack tier={sitting.tier} track={sitting.track} /> },
    { term: t('office.overview.unit'), value: <span lang="zh-CN">{sitting.unit.name}</span> },
    {
      term: t('office.overview.window'),
      value: (
        <>
          {t('office.overview.windowValue', { from: time.instant(opensAt), to: time.instant(closesAt) })}
          {closedAt !== null && state === 'closed' && (
            <span className="block text-ink-2">{t('office.overview.closedAt', { time: time.instant(closedAt) })}</span>
          )}
        </>
      ),
    },
    { term: t('office.overview.duration'), value: durationText(sitting.durationMs) },
    {
      term: t('office.overview.attempts'),
      value:
        attemptLimit === null
          ? t('office.overview.attemptsFree')
          : t('office.overview.attemptsMax', { limit: attemptLimit }),
    },
    { term: t('office.overview.release'), value: releaseText({ release, t, instant: time.instant }) },
    {
      term: t('office.overview.who'),
      value: (
        <ul>
          {who.map(({ key, line }) => (
            <li key={key}>{line}</li>
          ))}
        </ul>
      ),
    },
  ];
}

function releaseText({
  release,
  t,
  instant,
}: {
  release: ReleaseRule;
  t: TFunction;
  instant: (at: number) => string;
}): string {
  switch (release.mode) {
    case 'at-submission':
      return t('office.form.releaseMode.at-submission');
    case 'at-time':
      return t('office.overview.releaseTime', { time: instant(release.at) });
    case 'manual':
      return release.releasedAt === undefined
        ? t('office.overview.releaseWaits')
        : t('office.overview.releasedBy', { time: instant(release.releasedAt) });
  }
}

/** Who may sit, a line each; the authority's own words in it are Chinese in either language. */
function useWho({ named, audience, audienceUnits }: Sitting): { key: string; line: ReactNode }[] {
  const { t } = useTranslation();
  const tierWord = useTierWord();
  const join = t('office.overview.join');
  const chinese = (sentence: string, words: readonly string[]) =>
    fillSlot(sentence, <span lang="zh-CN">{words.join(join)}</span>);
  const lines = [
    ...(named > 0 ? [{ key: 'named', line: t('office.overview.whoNamed', { count: named }) }] : []),
    ...(audience ? [] : [{ key: 'only', line: t('office.overview.onlyNamed') }]),
  ];
  if (!audience) return lines;
  const { positionLevels, categories, requiredTier } = audience;
  const units = audienceUnits.map(({ name }) => name);
  return [
    ...lines,
    {
      key: 'units',
      line:
        units.length === 0
          ? t('office.overview.whoEveryone')
          : chinese(t('office.overview.whoUnits', { list: SLOT }), units),
    },
    ...(positionLevels.length > 0
      ? [{ key: 'levels', line: chinese(t('office.overview.whoLevels', { list: SLOT }), positionLevels) }]
      : []),
    ...(categories.length > 0
      ? [{ key: 'categories', line: chinese(t('office.overview.whoCategories', { list: SLOT }), categories) }]
      : []),
    ...(requiredTier === null
      ? []
      : [{ key: 'tier', line: t('office.overview.whoTier', { tier: tierWord(requiredTier) }) }]),
  ];
}

function History({ lines }: { readonly lines: readonly HistoryLine[] }) {
  const { t } = useTranslation();
  return (
    <Table
      caption={t('office.overview.history')}
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'event',
          header: t('office.overview.event'),
          onPhone: 'title',
          cell: ({ kind }) => <span className="whitespace-nowrap">{t(`office.overview.kind.${kind}`)}</span>,
        },
        {
          key: 'at',
          header: t('office.overview.at'),
          onPhone: 'fact',
          cell: ({ at }) => (
            <span className="whitespace-nowrap">
              <Time at={at} />
            </span>
          ),
        },
        {
          key: 'by',
          header: t('office.overview.by'),
          cell: ({ by }) => (by === null ? t('office.overview.bySystem') : <span lang="zh-CN">{by}</span>),
        },
        {
          key: 'reason',
          header: t('office.overview.reason'),
          onPhone: 'fact',
          cell: ({ reason }) => <span lang="zh-CN">{reason}</span>,
        },
      ]}
    />
  );
}
