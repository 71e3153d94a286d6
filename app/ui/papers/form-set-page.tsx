import { useTranslation } from 'react-i18next';
import { letterOf } from '#app/domain/exams/paper-key.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { type Definition, DefinitionList } from '#app/ui/components/definition-list.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';

type FormRow = {
  readonly id: string;
  readonly number: number;
  readonly expected: number;
  readonly byCompetency: Readonly<Record<string, number>>;
  readonly mostShared: number | null;
  readonly keyPlaces: readonly number[];
};

type FormSet = {
  readonly id: string;
  readonly blueprint: { readonly code: string; readonly number: number; readonly title: LocalText };
  readonly seed: string;
  readonly drawnAt: number;
  readonly drawnBy: string | null;
  readonly count: number;
  readonly questionsPerForm: number;
  readonly report: {
    readonly competencies: readonly string[];
    readonly mean: number | null;
    readonly lowest: number | null;
    readonly highest: number | null;
    readonly spread: number | null;
    readonly overlap: { readonly most: number; readonly mean: number } | null;
    readonly exposure: readonly { readonly forms: number; readonly questions: number }[];
    readonly questions: number;
  };
  readonly forms: readonly FormRow[];
  readonly names: Readonly<Record<string, LocalText>>;
};

const percent = (share: number | undefined) => (share === undefined ? '' : `${withoutEmptyDecimals(share)}%`);

/** A set of forms: how it was drawn, how parallel the forms are, and each form with its own figures. */
export function FormSetPage({
  set,
  page,
  pageSize,
  drawn,
}: {
  readonly set: FormSet;
  readonly page: number;
  readonly pageSize: number;
  /** Whether one comes here from having drawn it. */
  readonly drawn: boolean;
}) {
  const { t } = useTranslation();
  const { code, title } = set.blueprint;
  const columns = useFormColumns(set);
  return (
    <StaffShell
      title={t('papers.set.title', { count: set.count })}
      breadcrumb={[
        { label: t('papers.title'), to: '/staff/papers' },
        { label: <LocalTextView text={title} />, to: `/staff/papers/${code}` },
      ]}
    >
      <div className="flex flex-col gap-10">
        {drawn && (
          <Callout tone="ok" title={t('papers.set.drawn', { count: set.count })} announce>
            {t('papers.set.drawnText')}
          </Callout>
        )}
        <div className="grid gap-10 xl:grid-cols-2">
          <Section id="report" title={t('papers.set.report')}>
            <DefinitionList items={useReport(set)} />
          </Section>
          <Section id="facts" title={t('papers.set.facts')}>
            <DefinitionList
              items={[
                {
                  term: t('papers.set.blueprint'),
                  value: t('papers.set.version', { number: set.blueprint.number }),
                },
                { term: t('papers.sets.drawnAt'), value: <Time at={set.drawnAt} /> },
                { term: t('papers.sets.by'), value: <span lang="zh-CN">{set.drawnBy ?? ''}</span> },
                { term: t('papers.sets.seed'), value: <span className="break-all">{set.seed}</span> },
              ]}
            />
          </Section>
        </div>
        <Section id="exposure" title={t('papers.set.exposure')}>
          <Table
            caption={t('papers.set.exposure')}
            rows={set.report.exposure}
            rowKey={({ forms }) => String(forms)}
            columns={[
              {
                key: 'forms',
                header: t('papers.set.exposureForms'),
                onPhone: 'title',
                cell: ({ forms }) => (
                  <span className="figures">
                    {t('papers.set.exposureOf', { forms, share: Math.round((forms * 100) / set.count) })}
                  </span>
                ),
              },
              {
                key: 'questions',
                header: t('papers.set.exposureQuestions'),
                align: 'end',
                onPhone: 'fact',
                cell: ({ questions }) => (
                  <span className="figures">{t('papers.set.questionsValue', { count: questions })}</span>
                ),
              },
            ]}
          />
        </Section>
        <Section id="forms" title={t('papers.set.forms')}>
          <Table
            caption={t('papers.set.formsCaption')}
            rows={set.forms}
            rowKey={({ id }) => id}
            rowLink={({ number }) => `/staff/papers/${code}/sets/${set.id}/${number}`}
            wide={set.report.competencies.length > 6}
            columns={columns}
          />
          <Pager page={page} pageSize={pageSize} total={set.count} />
        </Section>
      </div>
    </StaffShell>
  );
}

function useReport({ report }: FormSet): Definition[] {
  const { t } = useTranslation();
  const { mean, lowest, highest, spread, overlap, questions } = report;
  return [
    ...(mean === null ? [] : [{ term: t('papers.set.mean'), value: percent(mean) }]),
    ...(lowest === null || highest === null
      ? []
      : [
          {
            term: t('papers.set.range'),
            value: t('papers.set.rangeValue', {
              from: withoutEmptyDecimals(lowest),
              to: withoutEmptyDecimals(highest),
            }),
          },
        ]),
    {
      term: t('papers.set.spread'),
      value:
        spread === null ? t('papers.set.single') : t('papers.set.spreadValue', { value: withoutEmptyDecimals(spread) }),
    },
    {
      term: t('papers.set.overlap'),
      value:
        overlap === null
          ? t('papers.set.single')
          : t('papers.set.overlapValue', { most: overlap.most, mean: overlap.mean.toFixed(1) }),
    },
    { term: t('papers.set.questions'), value: t('papers.set.questionsValue', { count: questions }) },
  ];
}

function useFormColumns({ report, names }: FormSet): Column<FormRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'number',
      header: t('papers.set.number'),
      onPhone: 'title',
      cell: ({ number }) => <span className="whitespace-nowrap">{t('papers.set.formName', { number })}</span>,
    },
    {
      key: 'expected',
      header: t('papers.set.expected'),
      align: 'end',
      onPhone: 'fact',
      cell: ({ expected }) => <span className="figures">{percent(expected)}</span>,
    },
    {
      key: 'shared',
      header: t('papers.set.shared'),
      align: 'end',
      onPhone: 'fact',
      cell: ({ mostShared }) => (
        <span className="figures whitespace-nowrap">
          {mostShared === null ? t('papers.set.single') : t('papers.set.sharedValue', { count: mostShared })}
        </span>
      ),
    },
    {
      key: 'keys',
      header: t('papers.set.keys'),
      cell: ({ keyPlaces }) =>
        keyPlaces.length === 0 ? (
          <span className="text-ink-3">{t('papers.set.noKeys')}</span>
        ) : (
          <span className="figures whitespace-nowrap">
            {keyPlaces
              .map((count, place) => t('papers.set.keyPlace', { letter: letterOf(place), count }))
              .join(t('office.overview.join'))}
          </span>
        ),
    },
    ...report.competencies.map(
      (competency): Column<FormRow> => ({
        key: competency,
        header: (
          <span className="figures">
            {competency}
            <span className="sr-only">
              <LocalTextView text={names[competency] ?? { zh: competency }} />
            </span>
          </span>
        ),
        align: 'end',
        cell: ({ byCompetency }) => <span className="figures">{percent(byCompetency[competency])}</span>,
      }),
    ),
  ];
}
