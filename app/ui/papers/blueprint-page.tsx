import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { SubmitButton } from '#app/ui/components/button.tsx';
import { type Definition, DefinitionList } from '#app/ui/components/definition-list.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { TierAndTrack } from '#app/ui/learning/tier-and-track.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { type ExplanationData, ExplanationView } from './explanation-view.tsx';
import { TwoWayTable, type TwoWayTableData } from './two-way-table.tsx';

type Exposure = {
  readonly forms: number;
  readonly maxShare: number | null;
  readonly maxOverlap: number | null;
  readonly questions: number;
  readonly used: number;
  readonly mostUsed: number;
  readonly exhausted: number;
  readonly leftForms: number | null;
};

type SetLine = {
  readonly id: string;
  readonly count: number;
  readonly seed: string;
  readonly drawnAt: number;
  readonly drawnBy: string | null;
  readonly current: boolean;
};

type Papers = {
  readonly code: string;
  readonly versionId: string;
  readonly number: number;
  readonly version: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly durationMinutes: number;
  readonly questions: number;
  readonly sections: readonly { readonly title: LocalText; readonly durationMinutes: number | null }[];
  readonly difficulty: { readonly target: number; readonly tolerance: number } | null;
  readonly table: TwoWayTableData;
  readonly names: Readonly<Record<string, LocalText>>;
  readonly explanation: ExplanationData;
  readonly exposure: Exposure;
  readonly sittings: number;
  readonly sets: readonly SetLine[];
  readonly totalSets: number;
};

export type DrawRefusal = {
  readonly code: 'forbidden' | 'invalid-input' | 'stale-version' | 'conflict' | 'bank-too-small';
  /** As typed. */
  readonly count: string;
  /** Why so many cannot be drawn, where that is the reason. */
  readonly explanation: ExplanationData | null;
};

/** One blueprint: its table against the bank, whether it can be drawn, its caps, drawing, and the sets drawn. */
export function BlueprintPage({
  papers,
  page,
  pageSize,
  most,
  refusal,
}: {
  readonly papers: Papers;
  readonly page: number;
  readonly pageSize: number;
  readonly most: number;
  readonly refusal: DrawRefusal | null;
}) {
  const { t } = useTranslation();
  const facts = useFacts(papers);
  const caps = useCaps({ exposure: papers.exposure, most });
  const sectioned = papers.sections.length > 0;
  return (
    <StaffShell
      title={<LocalTextView text={papers.title} />}
      breadcrumb={[{ label: t('papers.title'), to: '/staff/papers' }]}
    >
      <div className="flex flex-col gap-10">
        <Section id="feasibility" title={t('papers.explain.title')}>
          <ExplanationView explanation={papers.explanation} names={papers.names} sectioned={sectioned} />
        </Section>
        <Section id="draw" title={t('papers.draw.title')}>
          <DrawForm papers={papers} most={most} refusal={refusal} />
        </Section>
        <Section id="table" title={t('papers.table.title')}>
          <TwoWayTable table={papers.table} names={papers.names} />
        </Section>
        <div className="grid gap-10 xl:grid-cols-2">
          <Section id="facts" title={t('papers.facts.title')}>
            <DefinitionList items={facts} />
          </Section>
          <Section id="exposure" title={t('papers.exposure.title')}>
            <DefinitionList items={caps} />
          </Section>
        </div>
        <Section id="sets" title={t('papers.sets.title')}>
          <Sets papers={papers} />
          {papers.totalSets > 0 && <Pager page={page} pageSize={pageSize} total={papers.totalSets} />}
        </Section>
      </div>
    </StaffShell>
  );
}

function useFacts({
  tier,
  track,
  version,
  number,
  questions,
  table,
  durationMinutes,
  sections,
  difficulty,
  exposure,
  sittings,
}: Papers): Definition[] {
  const { t } = useTranslation();
  return [
    { term: t('papers.facts.tier'), value: <TierAndTrack tier={tier} track={track} /> },
    { term: t('papers.facts.version'), value: t('papers.versionValue', { version, number }) },
    {
      term: t('papers.facts.size'),
      value: t('papers.facts.sizeValue', { questions, marks: withoutEmptyDecimals(table.total.marks) }),
    },
    { term: t('papers.facts.duration'), value: t('papers.facts.minutes', { count: durationMinutes }) },
    ...(sections.length > 0 ? [{ term: t('papers.facts.sections'), value: <SectionList sections={sections} /> }] : []),
    {
      term: t('papers.facts.difficulty'),
      value: difficulty ? t('papers.facts.difficultyValue', difficulty) : t('papers.facts.difficultyFree'),
    },
    { term: t('papers.facts.forms'), value: t('papers.facts.formsValue', { count: exposure.forms }) },
    { term: t('papers.facts.sittings'), value: t('papers.facts.sittingsValue', { count: sittings }) },
  ];
}

function SectionList({ sections }: Pick<Papers, 'sections'>) {
  const { t } = useTranslation();
  return (
    <ol>
      {sections.map(({ title, durationMinutes }) => (
        <li key={title.zh}>
          <LocalTextView text={title} />
          {durationMinutes !== null && (
            <span className="text-ink-2"> {t('papers.facts.minutes', { count: durationMinutes })}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

function useCaps({ exposure, most }: { exposure: Exposure; most: number }): Definition[] {
  const { t } = useTranslation();
  const { maxShare, maxOverlap, questions, used, mostUsed, exhausted, leftForms } = exposure;
  return [
    {
      term: t('papers.exposure.cap'),
      value: maxShare === null ? t('papers.exposure.noCap') : t('papers.exposure.capValue', { share: maxShare }),
    },
    {
      term: t('papers.exposure.overlap'),
      value:
        maxOverlap === null ? t('papers.exposure.noCap') : t('papers.exposure.overlapValue', { share: maxOverlap }),
    },
    { term: t('papers.exposure.used'), value: t('papers.exposure.usedValue', { used, questions }) },
    { term: t('papers.exposure.mostUsed'), value: t('papers.exposure.mostUsedValue', { count: mostUsed }) },
    ...(maxShare === null
      ? []
      : [{ term: t('papers.exposure.exhausted'), value: t('papers.exposure.exhaustedValue', { count: exhausted }) }]),
    ...(leftForms === null
      ? []
      : [
          {
            term: t('papers.exposure.left'),
            value: t(leftForms >= most ? 'papers.exposure.leftMost' : 'papers.exposure.leftValue', {
              count: leftForms,
            }),
          },
        ]),
  ];
}

function DrawForm({
  papers,
  most,
  refusal,
}: {
  readonly papers: Papers;
  readonly most: number;
  readonly refusal: DrawRefusal | null;
}) {
  const { t } = useTranslation();
  const fault = refusal?.code === 'invalid-input' ? t('papers.draw.code.invalid-input', { most }) : undefined;
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-reading text-14 text-ink-2">{t('papers.draw.text')}</p>
      {refusal && (
        <FormError
          title={
            refusal.code === 'bank-too-small'
              ? t('papers.draw.refusedCount', { count: Number(refusal.count) })
              : t('papers.draw.refused')
          }
          faults={fault ? [{ fieldId: 'count', message: fault }] : []}
        >
          {!fault && t(`papers.draw.code.${refusal.code}`, { most })}
        </FormError>
      )}
      {refusal?.explanation && (
        <ExplanationView
          explanation={refusal.explanation}
          names={papers.names}
          sectioned={papers.sections.length > 0}
        />
      )}
      <Form method="post" action="?index" className="flex max-w-reading flex-wrap items-end gap-3">
        <input type="hidden" name="version" value={papers.versionId} />
        <div className="w-40">
          <Field
            label={t('papers.draw.count')}
            hint={t('papers.draw.countHint', { most })}
            id="count"
            required
            error={fault}
          >
            <TextInput
              name="count"
              inputMode="numeric"
              maxLength={6}
              autoComplete="off"
              defaultValue={refusal?.count ?? '4'}
            />
          </Field>
        </div>
        <SubmitButton>{t('papers.draw.button')}</SubmitButton>
      </Form>
    </div>
  );
}

function Sets({ papers: { code, sets } }: { readonly papers: Papers }) {
  const { t } = useTranslation();
  return (
    <Table
      caption={t('papers.sets.caption')}
      rows={sets}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/staff/papers/${code}/sets/${id}`}
      columns={[
        {
          key: 'count',
          header: t('papers.sets.count'),
          onPhone: 'title',
          cell: ({ count }) => t('papers.sets.open', { count }),
        },
        {
          key: 'drawnAt',
          header: t('papers.sets.drawnAt'),
          onPhone: 'fact',
          cell: ({ drawnAt, current }) => (
            <>
              <span className="whitespace-nowrap">
                <Time at={drawnAt} />
              </span>
              {!current && (
                <span className="block">
                  <Status tone="warn">{t('papers.sets.former')}</Status>
                </span>
              )}
            </>
          ),
        },
        {
          key: 'by',
          header: t('papers.sets.by'),
          onPhone: 'fact',
          cell: ({ drawnBy }) => <span lang="zh-CN">{drawnBy ?? ''}</span>,
        },
        {
          key: 'seed',
          header: t('papers.sets.seed'),
          cell: ({ seed }) => <span className="figures text-13 break-all text-ink-2">{seed}</span>,
        },
      ]}
      empty={<EmptyState title={t('papers.sets.emptyTitle')} text={t('papers.sets.emptyText')} />}
    />
  );
}
