import { useTranslation } from 'react-i18next';
import type { SittingState } from '#app/domain/exams/attempt.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FilterChoice } from '#app/ui/components/filter-choice.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Status, type Tone } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { SittingPage } from './sitting-page.tsx';

const TONES = {
  'may-start': 'ok',
  running: 'active',
  'attempts-used-up': 'neutral',
  'certificate-missing': 'warn',
  'left-service': 'neutral',
  'not-in-audience': 'neutral',
} as const satisfies Record<string, Tone>;
type Standing = keyof typeof TONES;
const STANDINGS = Object.keys(TONES) as Standing[];
const HOW = ['named', 'audience'] as const;

type Row = {
  readonly personId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly positionLevel: string;
  readonly named: boolean;
  readonly attemptsMade: number;
  readonly standing: Standing;
};

/** Whom a sitting concerns, how each stands to it, and why somebody cannot begin. */
export function EligibilityView({
  sitting,
  counts,
  all,
  total,
  page,
  pageSize,
  rows,
  beyond,
  filter,
}: {
  readonly sitting: { readonly id: string; readonly title: LocalText; readonly state: SittingState };
  readonly counts: Readonly<Record<Standing, number>>;
  readonly all: number;
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly rows: readonly Row[];
  readonly beyond: readonly Row[];
  readonly filter: {
    readonly search: string;
    readonly standing: Standing | null;
    readonly how: (typeof HOW)[number] | null;
  };
}) {
  const { t } = useTranslation();
  const over = sitting.state === 'closed' || sitting.state === 'cancelled';
  // Of a sitting that is over nobody is told that they may begin.
  const standingWord = (standing: Standing) =>
    t(over && standing === 'may-start' ? 'office.people.eligible' : `office.people.standings.${standing}`);
  const columns = useColumns(standingWord);
  const here = `/staff/sittings/${sitting.id}/people`;
  return (
    <SittingPage sitting={sitting} current="people" intro={t('office.people.intro')}>
      {sitting.state !== 'open' && (
        <div className="mb-4">
          <Callout>{t(over ? 'office.people.over' : 'office.people.notOpen')}</Callout>
        </div>
      )}
      <p className="mb-4 flex flex-wrap gap-x-6 gap-y-1 text-14">
        <span className="font-medium">{t('office.people.all', { count: all })}</span>
        {STANDINGS.filter((standing) => counts[standing] > 0).map((standing) => (
          <span key={standing} className="inline-flex gap-2">
            <Status tone={TONES[standing]}>{standingWord(standing)}</Status>
            <span className="figures">{formatCount(counts[standing])}</span>
          </span>
        ))}
      </p>
      <FilterBar names={['q', 'standing', 'how']}>
        <div className="min-w-56 grow basis-full sm:basis-0">
          <SearchInput label={t('office.people.search')} name="q" defaultValue={filter.search} />
        </div>
        <FilterChoice
          label={t('office.people.standing')}
          name="standing"
          any={t('office.people.anyStanding')}
          value={filter.standing}
          choices={STANDINGS.map((value) => ({ value, label: standingWord(value) }))}
        />
        <FilterChoice
          label={t('office.people.how')}
          name="how"
          any={t('office.people.anyHow')}
          value={filter.how}
          choices={HOW.map((value) => ({
            value,
            label: t(value === 'named' ? 'office.people.named' : 'office.people.byAudience'),
          }))}
        />
      </FilterBar>
      {beyond.length > 0 && (
        <div className="mb-8">
          <Section id="beyond" title={t('office.people.beyond')}>
            <p className="pb-3 text-14 text-ink-2">{t('office.people.beyondText')}</p>
            <Table
              caption={t('office.people.beyond')}
              columns={columns}
              rows={beyond}
              rowKey={({ personId }) => personId}
            />
          </Section>
        </div>
      )}
      <Table
        caption={t('office.people.caption')}
        columns={columns}
        rows={rows}
        rowKey={({ personId }) => personId}
        empty={
          all === 0 ? (
            <EmptyState title={t('office.people.emptyTitle')} text={t('office.people.emptyText')} />
          ) : (
            <EmptyState
              title={t('office.people.noneTitle')}
              text={t('office.people.noneText')}
              action={<LinkButton to={here}>{t('shell.clearFilters')}</LinkButton>}
            />
          )
        }
      />
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </SittingPage>
  );
}

function useColumns(standingWord: (standing: Standing) => string): Column<Row>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('office.people.name'),
      onPhone: 'title',
      cell: ({ name }) => (
        <span lang="zh-CN" className="whitespace-nowrap">
          {name}
        </span>
      ),
    },
    {
      key: 'employeeNo',
      header: t('office.people.employeeNo'),
      onPhone: 'fact',
      cell: ({ employeeNo }) => <span className="figures">{employeeNo}</span>,
    },
    { key: 'unit', header: t('office.people.unit'), cell: ({ unitName }) => <span lang="zh-CN">{unitName}</span> },
    {
      key: 'level',
      header: t('office.people.level'),
      cell: ({ positionLevel }) => <span lang="zh-CN">{positionLevel}</span>,
    },
    {
      key: 'how',
      header: t('office.people.how'),
      cell: ({ named, standing }) =>
        named ? t('office.people.named') : standing === 'not-in-audience' ? null : t('office.people.byAudience'),
    },
    {
      key: 'attempts',
      header: t('office.people.attempts'),
      align: 'end',
      cell: ({ attemptsMade }) => <span className="figures">{attemptsMade}</span>,
    },
    {
      key: 'standing',
      header: t('office.people.standing'),
      onPhone: 'fact',
      cell: ({ standing }) => <Status tone={TONES[standing]}>{standingWord(standing)}</Status>,
    },
  ];
}
