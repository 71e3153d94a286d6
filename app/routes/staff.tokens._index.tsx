import { data, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { useAddress } from '#app/ui/components/address.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { MixedText } from '#app/ui/components/mixed-text.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { ReasonForm } from '#app/ui/oversight/reason-form.tsx';
import { useScopeWord } from '#app/ui/oversight/scope-word.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { listTokens } from '#app/usecases/account/list-tokens.server.ts';
import { revokeToken } from '#app/usecases/account/revoke-token.server.ts';

export const handle = pageTitle(({ t }) => t('oversight.tokens.title'));

const STATES = ['valid', 'expiring', 'ended'] as const;
const TONE = { valid: 'ok', expiring: 'warn', expired: 'neutral', revoked: 'neutral' } as const;

export const loader = pageLoader('token.view', async ({ context, actor, url }) => {
  const state = STATES.find((known) => known === url.searchParams.get('state')) ?? 'valid';
  const page = Number(url.searchParams.get('page') ?? 1);
  const list = await listTokens(context, actor, { state, page: Number.isSafeInteger(page) ? page : 1 });
  return {
    ...list,
    state,
    revoking:
      list.tokens.find(
        (token) =>
          token.id === url.searchParams.get('revoke') && (token.state === 'valid' || token.state === 'expiring'),
      ) ?? null,
    done: url.searchParams.has('done'),
  };
});

export const action = pageAction('token.revoke', async ({ context, request, actor }) => {
  const { tokenId = '', reason = '' } = await readForm(request);
  const typed = reason.trim().slice(0, 200);
  const result = await revokeToken(context, actor, { tokenId, reason: typed });
  if (!result.ok) return data({ code: result.code, reason: typed }, { status: statusOf(result.code) });
  return redirect('/staff/tokens?done=1', { status: 303 });
});

export default function Tokens() {
  const { t } = useTranslation();
  const to = useAddress();
  const scopeWord = useScopeWord();
  const { tokens, counts, total, page, pageSize, state, revoking, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <StaffShell
      title={t('oversight.tokens.title')}
      intro={t('oversight.tokens.intro')}
      action={
        <LinkButton to="/staff/tokens/new" tone="primary" icon={<PlusIcon size={16} />}>
          {t('oversight.tokens.create')}
        </LinkButton>
      }
    >
      <div className="flex flex-col gap-4">
        {done && !revoking && (
          <Callout tone="ok" announce>
            {t('oversight.tokens.revoked')}
          </Callout>
        )}
        {revoking && (
          <ReasonForm
            title={fillSlot(t('oversight.tokens.revokeTitle', { name: SLOT }), <MixedText text={revoking.name} />)}
            action={`/staff/tokens?index&state=${state}&revoke=${revoking.id}`}
            fields={{ tokenId: revoking.id }}
            button={t('oversight.tokens.revokeButton')}
            cancel={t('oversight.tokens.keep')}
            cancelTo={to({ revoke: null })}
            refusal={
              refused
                ? {
                    code: refused.code === 'invalid-input' ? 'invalid-input' : 'other',
                    message: t(`oversight.tokens.code.${refused.code}`),
                    reason: refused.reason,
                  }
                : null
            }
          >
            <p>{t('oversight.tokens.revokeText')}</p>
          </ReasonForm>
        )}
        <Tabs
          label={t('oversight.tokens.state')}
          current={state}
          tabs={STATES.map((each) => ({
            key: each,
            to: `/staff/tokens${each === 'valid' ? '' : `?state=${each}`}`,
            label: t(`oversight.tokens.states.${each}`),
            count: counts[each],
          }))}
        />
        <Table
          caption={t('oversight.tokens.caption')}
          rows={tokens}
          rowKey={(token) => token.id}
          empty={
            <EmptyState
              title={t(`oversight.tokens.none.${state}`)}
              text={state === 'valid' ? t('oversight.tokens.noneText') : undefined}
            />
          }
          columns={[
            {
              key: 'name',
              header: t('oversight.tokens.name'),
              onPhone: 'title',
              cell: (token) => <MixedText text={token.name} />,
            },
            {
              key: 'scopes',
              header: t('oversight.tokens.scopes'),
              cell: (token) => token.scopes.map(scopeWord).join(t('staff.home.separator')),
            },
            {
              key: 'state',
              header: t('oversight.tokens.state'),
              onPhone: 'fact',
              cell: (token) => <Status tone={TONE[token.state]}>{t(`oversight.tokens.stateOf.${token.state}`)}</Status>,
            },
            {
              key: 'expires',
              header: t('oversight.tokens.expires'),
              onPhone: 'fact',
              cell: (token) => <Time at={token.revokedAt ?? token.expiresAt} />,
            },
            {
              key: 'used',
              header: t('oversight.tokens.lastUsed'),
              cell: (token) =>
                token.lastUsedAt === null ? (
                  <span className="text-ink-3">{t('oversight.tokens.never')}</span>
                ) : (
                  <Time at={token.lastUsedAt} />
                ),
            },
            {
              key: 'created',
              header: t('oversight.tokens.created'),
              cell: (token) => (
                <>
                  <Time at={token.createdAt} form="day" />{' '}
                  {token.createdBy === null ? t('oversight.operator') : <span lang="zh-CN">{token.createdBy}</span>}
                </>
              ),
            },
            {
              key: 'revoke',
              header: <span className="sr-only">{t('oversight.tokens.revoke')}</span>,
              onPhone: 'fact',
              cell: (token) =>
                (token.state === 'valid' || token.state === 'expiring') && (
                  <Link
                    to={to({ revoke: token.id, done: null })}
                    className="link"
                    aria-label={t('oversight.tokens.revokeOf', { name: token.name })}
                  >
                    {t('oversight.tokens.revoke')}
                  </Link>
                ),
            },
          ]}
        />
        {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
      </div>
    </StaffShell>
  );
}
