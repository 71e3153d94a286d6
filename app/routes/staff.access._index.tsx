import { Form, Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ACCESS_CODE_MS } from '#app/domain/people/access-code.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { AccessTabs } from '#app/ui/access/access-tabs.tsx';
import { UnprintableNames } from '#app/ui/access/unprintable-names.tsx';
import { useAddress } from '#app/ui/components/address.ts';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FilterChoice, unitChoices } from '#app/ui/components/filter-choice.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Pager } from '#app/ui/components/pager.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listUnprintable } from '#app/usecases/access/issue-slips.server.ts';
import { ACCESS_PAGE_SIZE, listAccessOfUnits } from '#app/usecases/access/list-access.server.ts';

export const handle = pageTitle(({ t }) => t('access.title'));

/** So many names are read; beyond them the font is what must be seen to. */
const MOST_NAMED = 100;
const STATES = ['none', 'slip', 'account'] as const;
const TONE = { none: 'neutral', slip: 'active', account: 'ok' } as const;

export const loader = pageLoader('access.issue', async ({ context, actor, url }) => {
  const given = (name: string) => url.searchParams.get(name)?.slice(0, 100) || null;
  const filter = { unitId: given('unit'), state: STATES.find((state) => state === given('state')) ?? null };
  const page = Number(given('page') ?? 1);
  const list = await listAccessOfUnits(context, actor, { ...filter, page: Number.isSafeInteger(page) ? page : 1 });
  if (!list.ok) return notFound();
  // Asked for by whoever was about to print: what is told before printing stands there after it too.
  const glyphs = given('glyphs');
  const again = glyphs === 'again';
  const unprintable = glyphs ? await listUnprintable(context, actor, { unitId: filter.unitId, again }) : [];
  return {
    ...list.value,
    ...{ pageSize: ACCESS_PAGE_SIZE, filter, nothing: url.searchParams.has('nothing') },
    unprintable: { again, total: unprintable.length, people: unprintable.slice(0, MOST_NAMED) },
  };
});

export default function Access() {
  const { t } = useTranslation();
  const { units, counts, people, total, page, pageSize, filter, nothing, unprintable } = useLoaderData<typeof loader>();
  const address = useAddress();
  const days = ACCESS_CODE_MS.slip / 86_400_000;
  const everyone = counts.none + counts.slip + counts.account;
  return (
    <StaffShell title={t('access.title')} intro={t('access.intro')}>
      <AccessTabs current="slips" />
      {nothing && (
        <div className="mb-6">
          <Callout tone="warn" announce title={t('access.nothing')}>
            {t('access.nothingText')}
          </Callout>
        </div>
      )}
      {unprintable.total > 0 && (
        <UnprintableNames
          {...unprintable}
          print={
            <SlipForm
              unitId={filter.unitId}
              count={unprintable.again ? counts.slip : counts.none}
              again={unprintable.again}
              anyway
            />
          }
        />
      )}
      <FilterBar names={['unit', 'state', 'nothing', 'glyphs']}>
        <FilterChoice
          label={t('access.unit')}
          name="unit"
          any={t('access.anyUnit')}
          value={filter.unitId}
          choices={unitChoices(units)}
        />
        <FilterChoice
          label={t('access.stateLabel')}
          name="state"
          any={t('access.anyState')}
          value={filter.state}
          choices={STATES.map((state) => ({ value: state, label: t(`access.state.${state}`) }))}
        />
      </FilterBar>
      {everyone > 0 && (
        <section aria-labelledby="counts" className="mb-6 flex flex-col gap-4">
          <h2 id="counts" className="text-18">
            {t('access.counts')}
          </h2>
          <DefinitionList
            items={STATES.map((state) => ({
              key: state,
              term: t(`access.state.${state}`),
              value: (
                <Link to={address({ state, page: null })} className="link figures">
                  {t('access.people', { n: formatCount(counts[state]) })}
                </Link>
              ),
            }))}
          />
          {counts.none + counts.slip > 0 && (
            <>
              <div className="flex flex-wrap gap-3">
                {counts.none > 0 && <SlipForm unitId={filter.unitId} count={counts.none} again={false} />}
                {counts.slip > 0 && <SlipForm unitId={filter.unitId} count={counts.slip} again />}
              </div>
              <p className="text-13 text-ink-2">
                {t('access.printHint', { days })} {t('access.printed')}{' '}
                <Link to={address({ nothing: null })} className="link">
                  {t('access.refresh')}
                </Link>
              </p>
            </>
          )}
        </section>
      )}
      <Table
        caption={t('access.caption')}
        rows={people}
        rowKey={(person) => person.id}
        empty={
          everyone === 0 ? (
            <EmptyState title={t('access.emptyTitle')} text={t('access.emptyText')} />
          ) : (
            <EmptyState
              title={t('access.noneTitle')}
              text={t('access.noneText')}
              action={<LinkButton to="/staff/access">{t('shell.clearFilters')}</LinkButton>}
            />
          )
        }
        columns={[
          {
            key: 'name',
            header: t('access.name'),
            onPhone: 'title',
            cell: (person) => <span lang="zh-CN">{person.name}</span>,
          },
          {
            key: 'employeeNo',
            header: t('access.employeeNo'),
            onPhone: 'fact',
            cell: (person) => <span className="figures">{person.employeeNo}</span>,
          },
          { key: 'unit', header: t('access.unit'), cell: (person) => <span lang="zh-CN">{person.unitName}</span> },
          {
            key: 'state',
            header: t('access.stateLabel'),
            onPhone: 'fact',
            cell: (person) => <Status tone={TONE[person.state]}>{t(`access.state.${person.state}`)}</Status>,
          },
          {
            key: 'until',
            header: t('access.until'),
            cell: (person) =>
              person.state === 'slip' && person.slipUntil !== null ? <Time at={person.slipUntil} form="day" /> : null,
          },
          {
            key: 'accountAt',
            header: t('access.accountAt'),
            cell: (person) => (person.accountAt === null ? null : <Time at={person.accountAt} form="day" />),
          },
        ]}
      />
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </StaffShell>
  );
}

/** A file comes back: the browser itself sends the form, and the page stays. */
function SlipForm({
  unitId,
  count,
  again,
  anyway = false,
}: {
  unitId: string | null;
  count: number;
  again: boolean;
  /** Whoever prints has been told whose names cannot be printed whole. */
  anyway?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Form method="post" action="/staff/access/slips" reloadDocument>
      {unitId && <input type="hidden" name="unit" value={unitId} />}
      {again && <input type="hidden" name="again" value="1" />}
      {anyway && <input type="hidden" name="anyway" value="1" />}
      <Button tone={again || anyway ? 'secondary' : 'primary'}>
        {t(anyway ? 'access.glyphs.anyway' : again ? 'access.printAgain' : 'access.print', { n: formatCount(count) })}
      </Button>
    </Form>
  );
}
