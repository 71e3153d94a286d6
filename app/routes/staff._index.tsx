import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { can } from '#app/domain/people/actor.ts';
import { EXCLUSIVE_ROLES, STAFF_ROLES } from '#app/domain/people/roles.ts';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { listFailingChecks } from '#app/platform/system-facts.server.ts';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { ArrowRightIcon } from '#app/ui/icons/icons.tsx';
import { AttentionList } from '#app/ui/oversight/attention-list.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { placesFor } from '#app/ui/shells/staff-places.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { readOwnAccount } from '#app/usecases/account/read-own-account.server.ts';
import { readAttention } from '#app/usecases/operation/read-attention.server.ts';

export const handle = pageTitle(({ t }) => t('staff.home.title'));

export const loader = pageLoader('workplace.view', async ({ context, actor }) => {
  const { name, roles } = await readOwnAccount(context, actor);
  return {
    name,
    attention: [
      ...(await readAttention(context, actor)),
      ...(can({ actor, action: 'system.view' }) ? await listFailingChecks(context) : []).map((check) => ({
        kind: 'check' as const,
        check,
      })),
    ],
    roles: STAFF_ROLES.flatMap((role) => {
      const units = roles.filter((held) => held.role === role).map(({ unitName }) => unitName);
      return units.length > 0 ? [{ role, units }] : [];
    }),
  };
});

export default function Workplace() {
  const { t } = useTranslation();
  const { name, roles, attention } = useLoaderData<typeof loader>();
  return (
    <StaffShell
      title={t('staff.home.title')}
      intro={fillSlot(t('staff.home.intro', { name: SLOT }), <span lang="zh-CN">{name}</span>)}
    >
      <div className="flex max-w-[52rem] flex-col gap-10">
        <AttentionList items={attention} guarded={roles.some(({ role }) => EXCLUSIVE_ROLES.includes(role))} />
        {roles.map(({ role, units }) => {
          const places = placesFor([role]).flatMap((group) => group.places);
          return (
            <div key={role}>
              <h2 className="text-18">{t(`staff.role.${role}`)}</h2>
              <p className="mt-1 text-14 text-ink-2">{t(`staff.task.${role}`)}</p>
              <p className="text-13 text-ink-3">
                {fillSlot(
                  t('staff.home.at', { units: SLOT }),
                  <span lang="zh-CN">{units.join(t('staff.home.separator'))}</span>,
                )}
              </p>
              {EXCLUSIVE_ROLES.includes(role) && <p className="text-13 text-ink-3">{t('staff.home.separation')}</p>}
              {places.length === 0 ? (
                <p className="mt-3 border-y border-line py-3 text-14 text-ink-2">{t('staff.home.noPages')}</p>
              ) : (
                <ul className="mt-3 divide-y divide-line border-y border-line">
                  {places.map((place) => (
                    <li key={place.key}>
                      <Link
                        to={place.to}
                        className="group flex min-h-14 items-center gap-4 py-3 text-14 hover:bg-sunken sm:px-2"
                      >
                        <span className="w-28 shrink-0 font-medium text-action group-hover:underline">
                          {t(`shell.staff.${place.key}`)}
                        </span>
                        <span className="min-w-0 flex-1 text-ink-2">
                          {place.key === 'roles' && role === 'secadmin'
                            ? t('staff.home.grantRoles')
                            : t(`staff.home.place.${place.key}`)}
                        </span>
                        <ArrowRightIcon size={16} className="shrink-0 text-ink-3" />
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          );
        })}
      </div>
    </StaffShell>
  );
}
