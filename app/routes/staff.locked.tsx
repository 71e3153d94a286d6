import { data, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { ReasonForm } from '#app/ui/oversight/reason-form.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listLockedAccounts, MOST_LOCKED, unlockAccount } from '#app/usecases/account/unlock-account.server.ts';

export const handle = pageTitle(({ t }) => t('oversight.locked.title'));

export const loader = pageLoader('account.unlock', async ({ context, actor, url }) => {
  const accounts = await listLockedAccounts(context, actor);
  return {
    accounts,
    own: actor.personId,
    many: accounts.length >= MOST_LOCKED,
    unlocking: accounts.find(({ id }) => id === url.searchParams.get('of') && id !== actor.personId) ?? null,
    done: url.searchParams.has('done'),
  };
});

export const action = pageAction('account.unlock', async ({ context, request, actor }) => {
  const { personId = '', reason = '' } = await readForm(request);
  const typed = reason.trim().slice(0, 200);
  const result = await unlockAccount(context, actor, { personId, reason: typed });
  if (!result.ok) return data({ code: result.code, reason: typed }, { status: statusOf(result.code) });
  return redirect('/staff/locked?done=1', { status: 303 });
});

export default function Locked() {
  const { t } = useTranslation();
  const to = useAddress();
  const { accounts, own, many, unlocking, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <StaffShell title={t('oversight.locked.title')} intro={t('oversight.locked.intro')}>
      <div className="flex flex-col gap-4">
        {done && !unlocking && (
          <Callout tone="ok" announce>
            {t('oversight.locked.done')}
          </Callout>
        )}
        {refused && !unlocking && (
          <Callout tone="warn" announce>
            {t(`oversight.locked.code.${refused.code}`)}
          </Callout>
        )}
        {unlocking && (
          <ReasonForm
            title={fillSlot(
              t('oversight.locked.unlockTitle', { name: SLOT }),
              <span lang="zh-CN">{unlocking.name}</span>,
            )}
            action={`/staff/locked?of=${unlocking.id}`}
            fields={{ personId: unlocking.id }}
            button={t('oversight.locked.unlockButton')}
            cancel={t('oversight.locked.keep')}
            cancelTo={to({ of: null })}
            refusal={
              refused
                ? {
                    code: refused.code === 'invalid-input' ? 'invalid-input' : 'other',
                    message: t(`oversight.locked.code.${refused.code}`),
                    reason: refused.reason,
                  }
                : null
            }
          >
            <p>{t('oversight.locked.unlockText')}</p>
          </ReasonForm>
        )}
        {many && <Callout tone="warn">{t('oversight.locked.many', { count: accounts.length })}</Callout>}
        <Table
          caption={t('oversight.locked.title')}
          rows={accounts}
          rowKey={(row) => row.id}
          empty={<EmptyState title={t('oversight.locked.noneTitle')} text={t('oversight.locked.noneText')} />}
          columns={[
            {
              key: 'who',
              header: t('oversight.sessions.who'),
              onPhone: 'title',
              cell: (row) => (
                <>
                  <span lang="zh-CN">{row.name}</span>{' '}
                  <span className="figures text-13 text-ink-3">{row.employeeNo}</span>
                </>
              ),
            },
            { key: 'username', header: t('account.usernameShort'), cell: (row) => row.username },
            {
              key: 'failures',
              header: t('oversight.locked.failures'),
              align: 'end',
              cell: (row) => <span className="figures">{row.failures}</span>,
            },
            {
              key: 'from',
              header: t('oversight.locked.from'),
              cell: (row) => t(row.byStrangers ? 'oversight.locked.strangers' : 'oversight.locked.known'),
            },
            {
              key: 'until',
              header: t('oversight.locked.until'),
              onPhone: 'fact',
              cell: (row) => <Time at={row.until} />,
            },
            {
              key: 'unlock',
              header: <span className="sr-only">{t('oversight.locked.unlock')}</span>,
              onPhone: 'fact',
              cell: (row) =>
                row.id === own ? (
                  <span className="text-ink-3">{t('oversight.locked.own')}</span>
                ) : (
                  <Link to={to({ of: row.id, done: null })} className="link">
                    {t('oversight.locked.unlock')}
                  </Link>
                ),
            },
          ]}
        />
      </div>
    </StaffShell>
  );
}
