import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { LatestAct } from '#app/ui/people/latest-act.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { PERSON_ACTS, type PersonView, viewPerson } from '#app/usecases/people/view-person.server.ts';

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

const TONE = { past: 'neutral', current: 'ok', future: 'active' } as const;

/** Corrections of what was recorded last stand beside what they correct. */
const isCorrection = (act: PersonView['acts'][number]) => act === 'redate' || act === 'retract';
const isAboutPresent = (act: PersonView['acts'][number]) => !isCorrection(act);

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
                  <Status tone={person.active ? 'ok' : 'neutral'}>
                    {t(person.active ? 'staff.person.active' : 'staff.person.left')}
                  </Status>
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
              value: account ? (
                <>
                  {account.username}
                  {account.disabled && <span className="ml-3 text-ink-2">{t('staff.person.disabled')}</span>}
                </>
              ) : (
                t('staff.person.noAccount')
              ),
            },
          ]}
        />
        <Section id="postings" title={t('staff.person.postings')}>
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
                cell: (posting) =>
                  posting.lastDay === null ? t('staff.person.ongoing') : <Time day={posting.lastDay} />,
              },
              {
                key: 'state',
                header: t('staff.person.status'),
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
            cell: (row) => <span lang="zh-CN">{row.unitName}</span>,
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
