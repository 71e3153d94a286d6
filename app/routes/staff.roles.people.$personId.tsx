import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { PlusIcon } from '#app/ui/icons/icons.tsx';
import { RoleHistory } from '#app/ui/oversight/role-history.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { readRolesOfPerson } from '#app/usecases/people/read-roles-of-person.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) => t('staff.roles.ofTitle', { name: data?.name ?? '' }));

export const loader = pageLoader('role.view', async ({ context, actor, params }) => {
  const found = await readRolesOfPerson(context, actor, { personId: params.personId ?? '' });
  if (!found.ok) return notFound();
  const { choices: _, ...person } = found.value;
  return person;
});

/** One person's roles over time. */
export default function RolesOfPerson() {
  const { t } = useTranslation();
  const person = useLoaderData<typeof loader>();
  return (
    <StaffShell
      title={fillSlot(t('staff.roles.ofTitle', { name: SLOT }), <span lang="zh-CN">{person.name}</span>)}
      intro={<span className="figures">{person.employeeNo}</span>}
      breadcrumb={[{ label: t('staff.roles.title'), to: '/staff/roles' }]}
      action={
        person.mayGrant &&
        person.active && (
          <LinkButton to={`/staff/roles/new?person=${person.personId}`} tone="primary" icon={<PlusIcon size={16} />}>
            {t('staff.roles.grant')}
          </LinkButton>
        )
      }
    >
      <div className="flex max-w-page flex-col gap-6">
        {!person.active && <Callout tone="warn">{t('staff.roles.obstacle.inactive')}</Callout>}
        <RoleHistory grants={person.grants} />
      </div>
    </StaffShell>
  );
}
