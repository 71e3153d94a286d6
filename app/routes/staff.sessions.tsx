import { data, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { describeAgent } from '#app/ui/agent-name.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { SearchInput, TextInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { ReasonForm } from '#app/ui/oversight/reason-form.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { endSessions, previewEndingSessions } from '#app/usecases/account/end-sessions.server.ts';
import { listSessions } from '#app/usecases/account/list-sessions.server.ts';

export const handle = pageTitle(({ t }) => t('oversight.sessions.title'));

export const loader = pageLoader('session.view', async ({ context, actor, url }) => {
  const given = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 100);
  const page = Number(url.searchParams.get('page') ?? 1);
  const personId = given('of');
  const sessionId = given('end');
  const ending =
    personId === ''
      ? null
      : await previewEndingSessions(context, actor, { personId, sessionId: sessionId === '' ? null : sessionId });
  return {
    ...(await listSessions(context, actor, {
      who: given('who'),
      address: given('address'),
      page: Number.isSafeInteger(page) ? page : 1,
    })),
    who: given('who'),
    address: given('address'),
    ending: ending && { ...ending, personId, sessionId },
    ended: Number(url.searchParams.get('ended')) || null,
  };
});

export const action = pageAction('session.end', async ({ context, request, actor, url }) => {
  const { personId = '', sessionId = '', reason = '' } = await readForm(request);
  const typed = reason.trim().slice(0, 200);
  const result = await endSessions(context, actor, {
    personId,
    sessionId: sessionId === '' ? null : sessionId,
    reason: typed,
  });
  if (!result.ok) return data({ code: result.code, reason: typed }, { status: statusOf(result.code) });
  const kept = new URLSearchParams(url.search);
  for (const name of ['of', 'end']) kept.delete(name);
  kept.set('ended', String(result.value.ended));
  return redirect(`/staff/sessions?${kept}`, { status: 303 });
});

export default function Sessions() {
  const { t } = useTranslation();
  const to = useAddress();
  const [params] = useSearchParams();
  const { sessions, total, page, pageSize, who, address, ending, ended } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  type Row = (typeof sessions)[number];
  const ask = (row: Row, one: boolean) => to({ of: row.personId, end: one ? row.id : null, ended: null });
  const columns: Column<Row>[] = [
    {
      key: 'who',
      header: t('oversight.sessions.who'),
      onPhone: 'title',
      cell: (row) => (
        <Link to={to({ who: row.employeeNo, page: null, of: null, end: null, ended: null })} className="link">
          <span lang="zh-CN" className="whitespace-nowrap">
            {row.name}
          </span>{' '}
          <span className="figures text-13 text-ink-3">{row.employeeNo}</span>
        </Link>
      ),
    },
    {
      key: 'used',
      header: t('oversight.sessions.lastUsed'),
      onPhone: 'fact',
      cell: (row) => <Time at={row.lastUsedAt} />,
    },
    { key: 'since', header: t('oversight.sessions.since'), cell: (row) => <Time at={row.startedAt} /> },
    {
      key: 'address',
      header: t('oversight.sessions.address'),
      onPhone: 'fact',
      cell: (row) => <span className="figures break-all">{row.address}</span>,
    },
    {
      key: 'browser',
      header: t('oversight.sessions.browser'),
      cell: (row) => {
        const agent = describeAgent(row.agent);
        return agent ? t('account.agent', agent) : t('account.unknownDevice');
      },
    },
    {
      key: 'state',
      header: t('oversight.sessions.state'),
      onPhone: 'fact',
      cell: (row) =>
        row.current ? (
          <Badge tone="ok">{t('account.thisDevice')}</Badge>
        ) : row.inExam ? (
          <Badge tone="warn">{t('oversight.sessions.inExam')}</Badge>
        ) : (
          t('oversight.sessions.idle')
        ),
    },
    {
      key: 'end',
      header: <span className="sr-only">{t('oversight.sessions.end')}</span>,
      onPhone: 'fact',
      cell: (row) =>
        !row.current && (
          <span className="inline-flex flex-wrap gap-x-4">
            <Link to={ask(row, true)} className="link inline-flex min-h-11 items-center whitespace-nowrap md:min-h-0">
              {t('oversight.sessions.end')}
            </Link>
            <Link to={ask(row, false)} className="link inline-flex min-h-11 items-center whitespace-nowrap md:min-h-0">
              {t('oversight.sessions.endAll')}
            </Link>
          </span>
        ),
    },
  ];
  const filtered = who !== '' || address !== '';
  return (
    <StaffShell title={t('oversight.sessions.title')} intro={t('oversight.sessions.intro')}>
      <div className="flex flex-col gap-4">
        {ended !== null && !ending && (
          <Callout tone="ok" announce>
            {t('oversight.sessions.ended', { count: ended })}
          </Callout>
        )}
        {ending && (
          <ReasonForm
            title={fillSlot(
              t(ending.sessionId === '' ? 'oversight.sessions.endAllTitle' : 'oversight.sessions.endTitle', {
                name: SLOT,
                count: ending.sessions,
                address: ending.address ?? '',
              }),
              <span lang="zh-CN">{ending.name}</span>,
            )}
            action={`/staff/sessions?${params}`}
            fields={{ personId: ending.personId, sessionId: ending.sessionId }}
            button={t('oversight.sessions.endButton', { count: ending.sessions })}
            cancel={t('oversight.sessions.keep')}
            cancelTo={to({ of: null, end: null })}
            refusal={
              refused
                ? {
                    code: refused.code === 'invalid-input' ? 'invalid-input' : 'other',
                    message: t(`oversight.sessions.code.${refused.code}`),
                    reason: refused.reason,
                  }
                : null
            }
          >
            <p>{t('oversight.sessions.endText')}</p>
            {ending.inExam > 0 && (
              <Callout tone="warn" title={t('oversight.sessions.examTitle')}>
                {t('oversight.sessions.examText')}
              </Callout>
            )}
          </ReasonForm>
        )}
        <FilterBar names={['who', 'address']}>
          <div className="grow basis-full sm:basis-60">
            <Field label={t('oversight.sessions.filterWho')}>
              <SearchInput label={t('oversight.sessions.whoHint')} name="who" defaultValue={who} />
            </Field>
          </div>
          <div className="grow basis-full sm:basis-52">
            <Field label={t('oversight.sessions.filterAddress')}>
              <TextInput
                name="address"
                type="search"
                placeholder={t('oversight.sessions.addressHint')}
                defaultValue={address}
              />
            </Field>
          </div>
        </FilterBar>
        <Table
          caption={t('oversight.sessions.caption')}
          rows={sessions}
          rowKey={(row) => row.id}
          columns={columns}
          empty={
            <EmptyState
              title={t(filtered ? 'oversight.sessions.noneTitle' : 'oversight.sessions.emptyTitle')}
              text={t('oversight.sessions.noneText')}
            />
          }
        />
        {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
      </div>
    </StaffShell>
  );
}
