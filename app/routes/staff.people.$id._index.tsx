import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { PERSON_ACTS } from '#app/domain/people/person-acts.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { LatestAct, PlanCallout } from '#app/ui/people/latest-act.tsx';
import { UnitNowView } from '#app/ui/people/unit-now-view.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { type PersonView, viewPerson } from '#app/usecases/people/view-person.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) => data?.name ?? t('staff.people.title'));

export const loader = pageLoader('staff.view', async ({ context, actor, params, url }) => {
  const person = await viewPerson(context, actor, params.id ?? '');
  if (!person.ok) return notFound();
  const done = url.searchParams.get('done');
  const gone = url.searchParams.get('gone');
  return {
    ...person.value,
    done: DONE.find((known) => known === done) ?? null,
    gone: GONE.find((known) => known === gone) ?? null,
  };
});

const DONE = ['created', ...PERSON_ACTS] as const;
/** What somebody set out to do and found done or overtaken. */
const GONE = ['cancel', 'other'] as const;

/** After these someone may serve again whom a leaving took roles from. */
const BROUGHT_BACK = ['redate', 'retract', 'return'];

const STATE_TONE = { serving: 'ok', left: 'neutral', coming: 'active' } as const;
const TONE = { past: 'neutral', current: 'ok', future: 'active' } as const;

/** Corrections of what was recorded last stand beside what they correct. */
const isCorrection = (act: PersonView['acts'][number]) => act === 'redate' || act === 'retract';
/** Cancelling a plan stands beside the plan. */
const isAboutPresent = (act: PersonView['acts'][number]) => !isCorrection(act) && act !== 'cancel';

export default function Person() {
  const { t } = useTranslation();
  const person = useLoaderData<typeof loader>();
  const format = useTimeFormat();
  const { account } = person;
  const past = person.roles.filter((role) => role.endedAt !== null);
  return (
    <StaffShell
      title={<span lang="zh-CN">{person.name}</span>}
      breadcrumb={[{ label: t('staff.people.title'), to: '/staff/people' }]}
    >
      <div className="flex flex-col gap-10">
        {person.done && (
          <Callout tone="ok" announce>
            {t(`personnel.done.${person.done}`)}
          </Callout>
        )}
        {person.gone && (
          <Callout tone="warn" announce>
            {t(`personnel.gone.${person.gone}`)}
          </Callout>
        )}
        {person.state === 'serving' && BROUGHT_BACK.includes(person.done ?? '') && person.rolesLost.length > 0 && (
          <Callout tone="warn" title={t('personnel.rolesLost')}>
            <p>{t('personnel.rolesLostText')}</p>
            <ul className="list-disc pl-5">
              {person.rolesLost.map(({ id, role, unit }) => (
                <li key={id} lang="zh-CN">
                  {t('personnel.roleAt', { role: t(`staff.role.${role}`), unit: unit.name })}
                </li>
              ))}
            </ul>
          </Callout>
        )}
        {person.planned && (
          <PlanCallout
            planned={person.planned}
            own={person.own}
            cancelTo={person.acts.includes('cancel') ? `/staff/people/${person.id}/cancel` : null}
          />
        )}
        {person.acts.length > 0 && (
          <div className="flex flex-wrap gap-2 print:hidden">
            {person.acts.filter(isAboutPresent).map((act) => (
              <LinkButton key={act} to={`/staff/people/${person.id}/${act}`} tone="secondary">
                {t(`personnel.act.${act}`)}
              </LinkButton>
            ))}
          </div>
        )}
        <DefinitionList
          items={[
            { term: t('staff.people.employeeNo'), value: person.employeeNo },
            {
              term: t('staff.person.status'),
              value: (
                <span className="flex flex-wrap items-center gap-3">
                  <Status tone={STATE_TONE[person.state]}>{t(`personnel.state.${person.state}`)}</Status>
                  {person.leftOn !== null && (
                    <span className="text-ink-2">
                      {t(person.leftOn > person.today ? 'personnel.leavesOn' : 'personnel.leftOn', {
                        day: format.day(person.leftOn),
                      })}
                    </span>
                  )}
                </span>
              ),
            },
            ...(person.email ? [{ term: t('personnel.email'), value: person.email }] : []),
            {
              term: t('staff.person.account'),
              value: (
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  {account ? account.username : t('staff.person.noAccount')}
                  {account?.disabled && <span className="text-ink-2">{t('staff.person.disabled')}</span>}
                  {person.access && (
                    <Link
                      to={accessAddress(person)}
                      className="link inline-flex min-h-11 items-center md:min-h-0 print:hidden"
                    >
                      {t(person.access === 'issue' ? 'personnel.issueAccess' : 'personnel.resetAccess')}
                    </Link>
                  )}
                </span>
              ),
            },
          ]}
        />
        <Section id="postings" title={t('staff.person.postings')}>
          {person.ownBarred && (
            <p className="mb-4 max-w-reading text-14 text-ink-2 print:hidden">{t('personnel.ownRecord')}</p>
          )}
          {person.latest && person.acts.includes('redate') && (
            <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-14 print:hidden">
              <p className="text-ink-2">
                {t('personnel.latestLine')}
                <LatestAct latest={person.latest} />
              </p>
              <span className="flex flex-wrap gap-2">
                {person.acts.filter(isCorrection).map((act) => (
                  <LinkButton key={act} to={`/staff/people/${person.id}/${act}`} tone="quiet" size="small">
                    {t(`personnel.act.${act}`)}
                  </LinkButton>
                ))}
              </span>
            </div>
          )}
          <Table
            caption={t('staff.person.postings')}
            rows={person.postings}
            rowKey={(posting) => posting.id}
            empty={<p className="text-14 text-ink-2">{t('staff.person.noPostings')}</p>}
            columns={[
              {
                key: 'unit',
                header: t('staff.person.unit'),
                onPhone: 'title',
                cell: (posting) => (
                  <Link to={`/staff/units/${posting.unitId}`} className="link" lang="zh-CN">
                    {posting.unitName}
                  </Link>
                ),
              },
              {
                key: 'level',
                header: t('staff.person.level'),
                onPhone: 'fact',
                cell: (posting) => <span lang="zh-CN">{posting.positionLevel}</span>,
              },
              {
                key: 'category',
                header: t('staff.person.category'),
                cell: (posting) => <span lang="zh-CN">{posting.category}</span>,
              },
              {
                key: 'from',
                header: t('staff.person.from'),
                onPhone: 'fact',
                cell: (posting) => <Time day={posting.validFrom} />,
              },
              {
                key: 'until',
                header: t('staff.person.until'),
                onPhone: 'fact',
                cell: (posting) =>
                  posting.lastDay === null ? (
                    t(posting.state === 'future' ? 'staff.person.noEnd' : 'staff.person.ongoing')
                  ) : (
                    <Time day={posting.lastDay} />
                  ),
              },
              {
                key: 'state',
                header: t('staff.person.status'),
                onPhone: 'fact',
                cell: (posting) => (
                  <Status tone={TONE[posting.state]}>{t(`staff.person.state.${posting.state}`)}</Status>
                ),
              },
            ]}
          />
        </Section>
        <Roles
          title={t('staff.person.rolesNow')}
          id="roles"
          roles={person.roles.filter((role) => role.endedAt === null)}
          ended={false}
        />
        {past.length > 0 && <Roles title={t('staff.person.rolesPast')} id="past-roles" roles={past} ended />}
      </div>
    </StaffShell>
  );
}

/** Where an account is opened for someone of their unit who has none, or their password is set anew. */
function accessAddress({ access, account, postings }: Pick<PersonView, 'access' | 'account' | 'postings'>): string {
  return access === 'reset' && account
    ? `/staff/access/reset?who=${encodeURIComponent(account.username)}`
    : `/staff/access?state=none&unit=${postings[0]?.unitId ?? ''}`;
}

function Roles({ id, title, roles, ended }: { id: string; title: string; roles: PersonView['roles']; ended: boolean }) {
  const { t } = useTranslation();
  return (
    <Section id={id} title={title}>
      <Table
        caption={title}
        rows={roles}
        rowKey={(role) => role.id}
        empty={<p className="text-14 text-ink-2">{t('staff.person.noRoles')}</p>}
        columns={[
          {
            key: 'role',
            header: t('staff.person.role'),
            onPhone: 'title',
            cell: (row) => t(`staff.role.${row.role}`),
          },
          {
            key: 'unit',
            header: t('staff.person.unit'),
            onPhone: 'fact',
            cell: (row) => <UnitNowView unit={row.unit} />,
          },
          {
            key: 'grantedAt',
            header: t('staff.person.grantedAt'),
            onPhone: 'fact',
            cell: (row) => <Time at={row.grantedAt} form="day" />,
          },
          ...(ended
            ? [
                {
                  key: 'endedAt',
                  header: t('staff.person.endedAt'),
                  cell: (row: PersonView['roles'][number]) =>
                    row.endedAt === null ? null : <Time at={row.endedAt} form="day" />,
                },
              ]
            : []),
          {
            key: 'grantedBy',
            header: t('staff.person.grantedBy'),
            cell: (row) => row.grantedByName || t('staff.person.bySystem'),
          },
          {
            key: 'reason',
            header: t('staff.person.reason'),
            cell: (row) => <span lang="zh-CN">{row.reason}</span>,
          },
        ]}
      />
    </Section>
  );
}
