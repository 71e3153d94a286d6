import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { describeAgent } from '#app/ui/agent-name.ts';
import { Button, LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { endOtherSessions } from '#app/usecases/account/end-other-sessions.server.ts';
import { endOwnSession } from '#app/usecases/account/end-sessions.server.ts';
import { readOwnAccount } from '#app/usecases/account/read-own-account.server.ts';

export const handle = pageTitle(({ t }) => t('account.title'));

export const loader = pageLoader('account.use', async ({ context, actor, url }) => {
  const ended = Number(url.searchParams.get('ended'));
  return {
    account: await readOwnAccount(context, actor),
    done: {
      password: url.searchParams.has('changed'),
      ended: Number.isSafeInteger(ended) && ended > 0 ? ended : null,
    },
  };
});

export const action = pageAction('account.use', async ({ context, request, actor }) => {
  const { sessionId } = await readForm(request);
  if (sessionId !== undefined) {
    const one = await endOwnSession(context, actor, { sessionId });
    // One that is over already is what was asked for.
    return redirect(`/account?ended=${one.ok ? 1 : 0}`, { status: 303 });
  }
  const { ended } = await endOtherSessions(context, actor);
  return redirect(`/account?ended=${ended}`, { status: 303 });
});

export default function Account() {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { account, done } = useLoaderData<typeof loader>();
  const others = account.sessions.filter((session) => !session.current).length;
  const chinese = (text: string | null) => (text ? <span lang="zh-CN">{text}</span> : t('account.none'));
  return (
    <OwnShell title={t('account.title')}>
      <div className="flex flex-col gap-10">
        {done.password && (
          <Callout tone="ok" announce>
            {t('account.passwordDone')}
          </Callout>
        )}
        {done.ended !== null && (
          <Callout tone="ok" announce>
            {t('account.endedOthers', { n: done.ended })}
          </Callout>
        )}
        <section aria-labelledby="profile">
          <h2 id="profile" className="text-18">
            {t('account.profile')}
          </h2>
          <p className="mt-1 mb-3 text-14 text-ink-2">{t('account.profileText')}</p>
          <DefinitionList
            items={[
              { term: t('account.name'), value: chinese(account.name) },
              { term: t('account.employeeNo'), value: account.employeeNo },
              { term: t('account.usernameShort'), value: account.username },
              { term: t('account.unit'), value: chinese(account.unitPath.join(' / ')) },
              { term: t('account.positionLevel'), value: chinese(account.positionLevel) },
              { term: t('account.category'), value: chinese(account.category) },
              {
                term: t('account.roles'),
                value:
                  account.roles.length === 0 ? (
                    t('account.none')
                  ) : (
                    <ul>
                      {account.roles.map(({ role, unitName, successors }) => (
                        <li key={`${role} ${unitName}`}>
                          {fillSlot(
                            t('account.roleAt', { role: t(`staff.role.${role}`), unit: SLOT }),
                            chinese(unitName),
                          )}
                          {successors !== null && (
                            <span className="ml-2 text-ink-2">
                              {successors.length === 0
                                ? t('account.unitEnded')
                                : fillSlot(t('account.unitSucceeded', { unit: SLOT }), chinese(successors.join('、')))}
                            </span>
                          )}
                        </li>
                      ))}
                    </ul>
                  ),
              },
            ]}
          />
        </section>
        <section aria-labelledby="password">
          <h2 id="password" className="text-18">
            {t('account.passwordSection')}
          </h2>
          <p className="mt-1 mb-3 text-14 text-ink-2">
            {t('account.passwordChanged', { date: time.instant(account.passwordChangedAt, 'day') })}
          </p>
          {account.lastCode && (
            <p className="-mt-2 mb-3 text-14 text-ink-2">
              {fillSlot(
                t(
                  account.lastCode.issuedByName === ''
                    ? 'account.codeByMail'
                    : `account.code.${account.lastCode.purpose}`,
                  {
                    time: time.instant(account.lastCode.usedAt, 'minute'),
                    name: SLOT,
                  },
                ),
                chinese(account.lastCode.issuedByName),
              )}
            </p>
          )}
          <LinkButton to="/account/password">{t('account.changePassword')}</LinkButton>
        </section>
        <section aria-labelledby="sessions">
          <h2 id="sessions" className="text-18">
            {t('account.sessions')}
          </h2>
          <p className="mt-1 mb-3 text-14 text-ink-2">{t('account.sessionsText')}</p>
          <Table
            caption={t('account.sessions')}
            rows={account.sessions}
            rowKey={(session) => session.id}
            columns={[
              {
                key: 'device',
                header: t('account.device'),
                onPhone: 'title',
                cell: (session) => {
                  const agent = describeAgent(session.agent);
                  return (
                    <span className="inline-flex flex-wrap items-center gap-2">
                      {agent ? t('account.agent', agent) : t('account.unknownDevice')}
                      {session.current && <Badge tone="ok">{t('account.thisDevice')}</Badge>}
                    </span>
                  );
                },
              },
              {
                key: 'since',
                header: t('account.since'),
                onPhone: 'fact',
                cell: (session) => <Time at={session.startedAt} />,
              },
              {
                key: 'used',
                header: t('account.lastUsed'),
                cell: (session) => <Time at={session.lastUsedAt} />,
              },
              {
                key: 'address',
                header: t('account.address'),
                onPhone: 'fact',
                cell: (session) => <span className="figures">{session.address}</span>,
              },
              {
                key: 'end',
                header: <span className="sr-only">{t('account.endOne')}</span>,
                onPhone: 'fact',
                cell: (session) =>
                  session.current ? null : (
                    <Form method="post" action="/account?index" className="flex flex-wrap items-center gap-3">
                      <input type="hidden" name="sessionId" value={session.id} />
                      <Button size="small">{t('account.endOne')}</Button>
                      {session.inExam && <span className="text-13 text-warn">{t('account.endInExam')}</span>}
                    </Form>
                  ),
              },
            ]}
          />
          <div className="mt-4">
            {others > 0 ? (
              <Form method="post" action="/account?index">
                <SubmitButton tone="secondary">{t('account.endOthers', { n: others })}</SubmitButton>
              </Form>
            ) : (
              <p className="text-14 text-ink-2">{t('account.noOthers')}</p>
            )}
          </div>
        </section>
      </div>
    </OwnShell>
  );
}

/** One's own account stands where one works: among the learner's pages, or among the staff's for those who only serve. */
function OwnShell({ title, children }: { title: string; children: ReactNode }) {
  const { person } = useRootData();
  if (!person?.roles.includes('learner')) return <StaffShell title={title}>{children}</StaffShell>;
  return (
    <LearnerShell>
      <h1 className="pb-6 text-22 md:text-28">{title}</h1>
      {children}
    </LearnerShell>
  );
}
