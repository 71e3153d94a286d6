import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ROSTER_KINDS } from '#app/domain/people/roster/compare-row.ts';
import { ROSTER_FAULTS, ROSTER_WARNINGS } from '#app/domain/people/roster/faults.ts';
import { readFormData } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { revalidateOvertaken } from '#app/ui/after-refusal.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FilterChoice, unitChoices } from '#app/ui/components/filter-choice.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { SearchInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { ApplyForm, type ApplyRefusal } from '#app/ui/roster/apply-form.tsx';
import { FollowWork } from '#app/ui/roster/follow.tsx';
import { NewUnits } from '#app/ui/roster/new-units.tsx';
import { reasonOf } from '#app/ui/roster/reason-of.ts';
import { Reasons } from '#app/ui/roster/reasons.tsx';
import { RosterStatus } from '#app/ui/roster/roster-status.tsx';
import { RowsTable } from '#app/ui/roster/rows-table.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { beginApply } from '#app/usecases/roster/begin-apply.server.ts';
import { discardRoster } from '#app/usecases/roster/discard-roster.server.ts';
import { listRows, type RosterRowPage, type RosterView, readRoster } from '#app/usecases/roster/read-roster.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: loaded }) => loaded?.view.fileName ?? t('roster.title'));

const FAULTS = [...ROSTER_FAULTS, ...ROSTER_WARNINGS];

export const loader = pageLoader('roster.import', async ({ context, actor, params, url }) => {
  const importId = params.id ?? '';
  const given = (name: string) => url.searchParams.get(name)?.slice(0, 100) || null;
  const read = await readRoster(context, actor, importId);
  if (!read.ok) notFound();
  const kind = ROSTER_KINDS.find((known) => known === given('kind')) ?? null;
  const page = Number(given('page') ?? 1);
  const filter = {
    kind,
    unitId: given('unit'),
    fault: FAULTS.find((known) => known === given('fault')) ?? null,
    search: given('q') ?? '',
  };
  const shown = read.value.status === 'compared' || read.value.status === 'applied';
  const rows = shown
    ? await listRows(context, actor, {
        importId,
        kinds: kind === null ? null : [kind],
        unitId: filter.unitId,
        fault: filter.fault,
        search: filter.search,
        page: Number.isSafeInteger(page) ? page : 1,
      })
    : null;
  return { view: read.value, rows: rows?.ok ? rows.value : null, filter, discarding: given('discard') !== null };
});

export const action = pageAction('roster.import', async ({ context, actor, request, params }) => {
  const form = await readFormData(request);
  const importId = params.id ?? '';
  if (form.get('intent') === 'discard') {
    const done = await discardRoster(context, actor, { importId });
    if (!done.ok && done.code === 'not-found') notFound();
    return redirect(`/staff/roster/${importId}`, { status: 303 });
  }
  const typed = String(form.get('confirmedLeavers') ?? '').slice(0, 20);
  const number = typed.normalize('NFKC').replace(/[\s,，]/g, '');
  const skipRefused = form.get('skipRefused') === '1';
  const renames = form.getAll('rename').map(String);
  const begun = await beginApply(context, actor, {
    importId,
    skipRefused,
    confirmedLeavers: /^\d{1,7}$/.test(number) ? Number(number) : null,
    renameUnitIds: renames,
  });
  if (begun.ok) return redirect(`/staff/roster/${importId}`, { status: 303 });
  if (begun.code === 'not-found') notFound();
  return data<ApplyRefusal>(
    {
      code: begun.code,
      rows: Number(begun.detail?.rows ?? 0),
      leavers: Number(begun.detail?.leavers ?? 0),
      skipRefused,
      confirmedLeavers: typed,
      renames,
    },
    { status: statusOf(begun.code) },
  );
});

export const shouldRevalidate = revalidateOvertaken;

export default function Roster() {
  const { t } = useTranslation();
  const { view, rows, filter, discarding } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return (
    <StaffShell
      title={
        <span lang="zh-CN" className="break-all">
          {view.fileName}
        </span>
      }
      breadcrumb={[
        { label: t('staff.people.title'), to: '/staff/people' },
        { label: t('roster.title'), to: '/staff/roster' },
      ]}
      action={
        view.status === 'compared' && (
          <LinkButton to={`/staff/roster/${view.id}/columns`}>{t('roster.one.changeColumns')}</LinkButton>
        )
      }
    >
      <div className="flex flex-col gap-10">
        <State view={view} />
        <Facts view={view} />
        {rows && (
          <>
            <Leavers view={view} />
            {view.newUnits.length > 0 && <NewUnits units={view.newUnits} total={view.counts.newUnits} />}
            {view.elsewhere.length > 0 && <Elsewhere units={view.elsewhere} />}
            <Reasons importId={view.id} faults={view.counts.faults} refused={view.counts.kinds.refused} />
          </>
        )}
        {rows && <Rows view={view} rows={rows} filter={filter} />}
        {(view.status === 'compared' || (view.status === 'reading' && view.counts.phase !== 'comparing')) &&
          (view.status === 'compared' || discarding ? (
            <ApplyForm
              importId={view.id}
              changes={view.changes}
              refused={view.counts.kinds.refused}
              leavers={view.counts.leavers}
              massLeave={view.massLeave}
              renamings={view.renamings}
              discarding={discarding}
              refusal={refusal ?? undefined}
            />
          ) : (
            <div>
              <LinkButton to={`/staff/roster/${view.id}?discard=1#discard`} tone="quiet">
                {t('roster.apply.discard')}
              </LinkButton>
            </div>
          ))}
      </div>
    </StaffShell>
  );
}

/** Where the import stands, and what that means, before anything else. */
function State({ view }: { view: RosterView }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { counts, status } = view;
  const here = `/staff/roster/${view.id}`;
  const changed = Object.values(counts.applied ?? {}).reduce((sum, count) => sum + (count ?? 0), 0);
  if (status === 'applying')
    return <FollowWork label={t('roster.one.applying')} done={view.rowsDone} total={view.rowsTotal} here={here} />;
  if (status === 'discarded') return <Callout>{t('roster.one.discarded')}</Callout>;
  if (status === 'failed') return <Callout tone="seal">{t('roster.one.failed')}</Callout>;
  if (status === 'applied')
    return (
      <Callout tone={counts.overtaken ? 'warn' : 'ok'} title={t('roster.one.appliedTitle')}>
        {t('roster.one.applied', {
          people: t('roster.one.appliedPeople', { count: changed, n: formatCount(changed) }),
          units: t('roster.one.appliedUnits', { count: counts.newUnits, n: formatCount(counts.newUnits) }),
        })}{' '}
        {counts.overtaken ? t('roster.one.overtaken', { count: counts.overtaken }) : ''}
      </Callout>
    );
  if (status === 'reading' && counts.phase === 'mapping')
    return (
      <Callout
        tone="warn"
        title={t('roster.one.mappingTitle')}
        action={
          <LinkButton to={`${here}/columns`} tone="primary">
            {t('roster.one.mappingButton')}
          </LinkButton>
        }
      >
        {t('roster.one.mappingText', {
          missing: view.missing.map((field) => t(`roster.field.${field}`)).join(t('staff.home.separator')),
        })}
      </Callout>
    );
  if (status === 'reading' && counts.phase === 'staging')
    return <Callout tone="warn">{t('roster.one.staging')}</Callout>;
  if (status === 'reading')
    return <FollowWork label={t('roster.one.comparing')} done={view.rowsDone} total={counts.fileRows} here={here} />;
  const same = view.changes === 0 && counts.kinds.refused === 0 && counts.newUnits === 0;
  return (
    <>
      {same && (
        <Callout tone="ok" title={t('roster.one.sameTitle')}>
          {t('roster.one.sameText')}
        </Callout>
      )}
      {view.appliedBefore?.appliedAt && !same && (
        <Callout>{t('roster.one.appliedBefore', { time: format.instant(view.appliedBefore.appliedAt) })}</Callout>
      )}
    </>
  );
}

function Facts({ view }: { view: RosterView }) {
  const { t } = useTranslation();
  return (
    <DefinitionList
      items={[
        {
          key: 'state',
          term: t('roster.state'),
          value: <RosterStatus status={view.status} phase={view.counts.phase} />,
        },
        {
          key: 'scope',
          term: t('roster.one.scope'),
          value: view.completeUnit
            ? t('roster.one.scopeComplete', { unit: view.completeUnit.name })
            : t('roster.one.scopeChanges'),
        },
        { key: 'from', term: t('roster.one.effectiveFrom'), value: <Time day={view.effectiveFrom} /> },
        {
          key: 'in',
          term: t('roster.one.handedIn'),
          value: (
            <>
              <span lang="zh-CN">{view.createdByName ?? t('roster.bySystem')}</span>{' '}
              <Time at={view.createdAt} form="minute" />
            </>
          ),
        },
        ...(view.appliedAt === null
          ? []
          : [
              {
                key: 'applied',
                term: t('roster.one.appliedBy'),
                value: (
                  <>
                    <span lang="zh-CN">{view.appliedByName ?? t('roster.bySystem')}</span>{' '}
                    <Time at={view.appliedAt} form="minute" />
                  </>
                ),
              },
            ]),
        ...(view.encoding === '' ? [] : [{ key: 'encoding', term: t('roster.one.encoding'), value: view.encoding }]),
        {
          key: 'hash',
          term: t('roster.one.hash'),
          value: <span className="font-mono text-13 break-all">{view.fileHash}</span>,
        },
      ]}
    />
  );
}

function Leavers({ view }: { view: RosterView }) {
  const { t } = useTranslation();
  const { leavers, serving, leaversRoles } = view.counts;
  if (leavers === 0) return null;
  return (
    <Callout tone="warn" title={t('roster.leavers.title')}>
      <p>
        {t('roster.leavers.text', {
          leavers: formatCount(leavers),
          serving: formatCount(serving),
          percent: serving === 0 ? 100 : Math.round((leavers * 1000) / serving) / 10,
        })}
      </p>
      {leaversRoles.length > 0 && (
        <>
          <p className="pt-2">{t('roster.leavers.roles')}</p>
          <ul className="list-disc pl-5">
            {leaversRoles.map(({ personId, name, role }) => (
              <li key={`${personId}-${role}`} lang="zh-CN">
                {t('roster.leavers.role', { name, role: t(`staff.role.${role as 'hr'}`) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Callout>
  );
}

function Elsewhere({ units }: { units: RosterView['elsewhere'] }) {
  const { t } = useTranslation();
  return (
    <Section id="elsewhere" title={t('roster.units.elsewhereTitle')}>
      <p className="max-w-reading pb-2 text-14 text-ink-2">{t('roster.units.elsewhereText')}</p>
      <ul className="list-disc pl-5 text-14">
        {units.slice(0, 100).map(({ unitId, name, parentCode }) => (
          <li key={unitId} lang="zh-CN">
            {t('roster.units.elsewhere', { name, code: parentCode })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Filter = {
  readonly kind: (typeof ROSTER_KINDS)[number] | null;
  readonly unitId: string | null;
  readonly fault: (typeof FAULTS)[number] | null;
  readonly search: string;
};

function Rows({ view, rows, filter }: { view: RosterView; rows: RosterRowPage; filter: Filter }) {
  const { t } = useTranslation();
  const here = `/staff/roster/${view.id}`;
  const { kinds, faults } = view.counts;
  const occurring = FAULTS.filter((code) => faults[`fault:${code}`] || faults[`warning:${code}`]);
  return (
    <Section id="rows" title={t(view.status === 'applied' ? 'roster.one.differenceDone' : 'roster.one.difference')}>
      <div className="flex flex-col gap-4">
        <Tabs
          label={t('roster.row.kind')}
          current={filter.kind ?? 'all'}
          tabs={[
            { key: 'all', to: `${here}#rows`, label: t('roster.kind.all'), count: view.rowsTotal },
            ...ROSTER_KINDS.filter((kind) => kinds[kind] > 0 || kind === filter.kind).map((kind) => ({
              key: kind,
              to: `${here}?kind=${kind}#rows`,
              label: t(`roster.kind.${kind}`),
              count: kinds[kind],
            })),
          ]}
        />
        <FilterBar names={['q', 'unit', 'fault']}>
          <div className="min-w-56 grow basis-full sm:basis-0">
            <SearchInput label={t('roster.row.search')} name="q" defaultValue={filter.search} />
          </div>
          {view.units.length > 1 && (
            <FilterChoice
              label={t('roster.row.unit')}
              name="unit"
              any={t('roster.row.anyUnit')}
              value={filter.unitId}
              choices={unitChoices(view.units)}
            />
          )}
          {occurring.length > 0 && (
            <FilterChoice
              label={t('roster.reasons.reason')}
              name="fault"
              any={t('roster.row.anyFault')}
              value={filter.fault}
              choices={occurring.map((code) => ({
                value: code,
                label: reasonOf(t, code).why,
              }))}
            />
          )}
        </FilterBar>
        <RowsTable rows={rows.rows} />
        {rows.total > 0 && <Pager page={rows.page} pageSize={rows.pageSize} total={rows.total} />}
      </div>
    </Section>
  );
}
