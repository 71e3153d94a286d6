import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { can } from '#app/domain/people/actor.ts';
import { STAFF_ROLES } from '#app/domain/people/roles.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listRoleHolders } from '#app/usecases/people/list-role-holders.server.ts';
import { revokeRole } from '#app/usecases/people/revoke-role.server.ts';

export const handle = pageTitle(({ t }) => t('staff.roles.title'));

export const loader = pageLoader('role.view', async ({ context, actor, url }) => {
  const page = Number(url.searchParams.get('page') ?? 1);
  const role = STAFF_ROLES.find((known) => known === url.searchParams.get('role')) ?? null;
  const { units: _, ...list } = await listRoleHolders(context, actor, {
    role,
    page: Number.isSafeInteger(page) ? page : 1,
  });
  return {
    ...list,
    role,
    mayGrant: can({ actor, action: 'role.grant' }),
    revoking:
      list.holders.find((holder) => holder.revocable && holder.grantId === url.searchParams.get('revoke')) ?? null,
    done: url.searchParams.get('done'),
  };
});

export const action = pageAction('role.grant', async ({ context, request, actor }) => {
  const { grantId = '', reason = '' } = await readForm(request);
  const result = await revokeRole(context, actor, { grantId, reason: reason.trim().slice(0, 200) });
  if (!result.ok) return data({ code: result.code }, { status: statusOf(result.code) });
  return redirect('/staff/roles?done=revoked', { status: 303 });
});

export default function Roles() {
  const { t } = useTranslation();
  const address = useAddress();
  const { holders, total, page, pageSize, role, mayGrant, revoking, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const close = address({ revoke: null, done: null });
  return (
    <StaffShell
      title={t('staff.roles.title')}
      intro={t('staff.roles.intro')}
      action={
        mayGrant && (
          <LinkButton to="/staff/roles/new" tone="primary" icon={<PlusIcon size={16} />}>
            {t('staff.roles.grant')}
          </LinkButton>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {(done === 'granted' || done === 'revoked') && !revoking && (
          <Callout tone="ok" announce>
            {t(`staff.roles.${done}`)}
          </Callout>
        )}
        {revoking && (
          <section
            aria-labelledby="revoke"
            className="flex max-w-reading flex-col gap-4 rounded-panel border border-seal bg-surface p-5"
          >
            <h2 id="revoke" className="text-18">
              {t('staff.roles.revokeTitle', { name: revoking.name, role: t(`staff.role.${revoking.role}`) })}
            </h2>
            <p className="text-14 text-ink-2">{t('staff.roles.revokeText')}</p>
            {refused && <FormError title={t('staff.roles.refused')}>{t(`staff.roles.code.${refused.code}`)}</FormError>}
            <Form
              method="post"
              action={`/staff/roles?index&revoke=${revoking.grantId}`}
              className="flex flex-col gap-4"
            >
              <input type="hidden" name="grantId" value={revoking.grantId} />
              <Field
                label={t('staff.roles.revokeReason')}
                id="reason"
                required
                error={refused?.code === 'invalid-input' ? t('staff.roles.needReason') : undefined}
              >
                <TextInput name="reason" maxLength={200} autoComplete="off" />
              </Field>
              <div className="flex flex-wrap gap-3">
                <SubmitButton tone="danger">
                  {t('staff.roles.revokeButton', { role: t(`staff.role.${revoking.role}`) })}
                </SubmitButton>
                <LinkButton to={close} tone="quiet">
                  {t('staff.roles.keep')}
                </LinkButton>
              </div>
            </Form>
          </section>
        )}
        <Tabs
          label={t('staff.roles.filter')}
          current={role ?? 'all'}
          tabs={[
            { key: 'all', to: '/staff/roles', label: t('staff.roles.all') },
            ...STAFF_ROLES.map((each) => ({
              key: each,
              to: `/staff/roles?role=${each}`,
              label: t(`staff.role.${each}`),
            })),
          ]}
        />
        <Table
          caption={t('staff.roles.caption')}
          rows={holders}
          rowKey={(holder) => holder.grantId}
          empty={<EmptyState title={t('staff.roles.emptyTitle')} />}
          columns={[
            {
              key: 'name',
              header: t('staff.roles.holder'),
              onPhone: 'title',
              cell: (holder) => <span lang="zh-CN">{holder.name}</span>,
            },
            {
              key: 'employeeNo',
              header: t('staff.roles.employeeNo'),
              cell: (holder) => <span className="figures">{holder.employeeNo}</span>,
            },
            {
              key: 'role',
              header: t('staff.roles.role'),
              onPhone: 'fact',
              cell: (holder) => t(`staff.role.${holder.role}`),
            },
            {
              key: 'unit',
              header: t('staff.roles.unit'),
              onPhone: 'fact',
              cell: (holder) => <span lang="zh-CN">{holder.unitName}</span>,
            },
            {
              key: 'since',
              header: t('staff.roles.since'),
              cell: (holder) => <Time at={holder.grantedAt} form="day" />,
            },
            {
              key: 'until',
              header: t('staff.roles.until'),
              cell: (holder) =>
                holder.endsAt === null ? t('staff.roles.unlimited') : <Time at={holder.endsAt - 1} form="day" />,
            },
            {
              key: 'reason',
              header: t('staff.roles.reason'),
              cell: (holder) => <span lang="zh-CN">{holder.reason}</span>,
            },
            ...(mayGrant
              ? [
                  {
                    key: 'revoke',
                    header: <span className="sr-only">{t('staff.roles.revoke')}</span>,
                    onPhone: 'fact' as const,
                    cell: (holder: (typeof holders)[number]) =>
                      holder.revocable && (
                        <Link
                          to={address({ revoke: holder.grantId, done: null })}
                          className="link"
                          aria-label={t('staff.roles.revokeOf', {
                            name: holder.name,
                            role: t(`staff.role.${holder.role}`),
                          })}
                        >
                          {t('staff.roles.revoke')}
                        </Link>
                      ),
                  },
                ]
              : []),
          ]}
        />
        {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
      </div>
    </StaffShell>
  );
}
