import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Instant } from '#app/domain/kernel/instant.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { UnitNowView } from '#app/ui/people/unit-now-view.tsx';
import { GrantEnd } from './grant-end.tsx';

export type RoleLine = {
  readonly grantId: string;
  readonly role: Role;
  readonly unit: { readonly name: string; readonly former: string | null };
  readonly reason: string;
  readonly grantedBy: string | null;
  readonly grantedAt: Instant;
  readonly endsAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly state: 'held' | 'ended' | 'revoked';
  readonly changes: readonly {
    readonly kind: 'change-end' | 'revoke';
    readonly at: Instant;
    readonly by: string | null;
    readonly reason: string;
    readonly endsAt: Instant | null;
  }[];
};

/** A person's roles over time, the newest first, each with what became of it. */
export function RoleHistory({ grants }: { readonly grants: readonly RoleLine[] }) {
  const { t } = useTranslation();
  if (grants.length === 0) return <EmptyState title={t('staff.person.noRoles')} />;
  const by = (name: string | null) => (name === null ? t('staff.person.bySystem') : <span lang="zh-CN">{name}</span>);
  return (
    <ol className="divide-y divide-line border-y border-line text-14">
      {grants.map((grant) => (
        <li key={grant.grantId} className="py-4">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link to={`/staff/roles/${grant.grantId}`} className="link text-16 font-medium">
              {t(`staff.role.${grant.role}`)}
            </Link>
            <UnitNowView unit={grant.unit} />
            <Badge tone={grant.state === 'held' ? 'ok' : 'neutral'}>{t(`staff.roles.grantState.${grant.state}`)}</Badge>
          </p>
          <p className="mt-1 text-ink-2">
            <Time at={grant.grantedAt} form="day" /> – <GrantEnd grant={grant} />
          </p>
          <ul className="mt-2 flex flex-col gap-1 text-13 text-ink-2">
            <li>
              <Time at={grant.grantedAt} /> {t('staff.roles.history.grant')} · {by(grant.grantedBy)} ·{' '}
              <span lang="zh-CN">{grant.reason}</span>
            </li>
            {grant.changes.map((change) => (
              <li key={change.at}>
                <Time at={change.at} />{' '}
                {change.kind === 'revoke' ? (
                  t('staff.roles.history.revoke')
                ) : change.endsAt === null ? (
                  t('staff.roles.history.noEnd')
                ) : (
                  <>
                    {t('staff.roles.history.newEnd')} <Time at={change.endsAt - 1} form="day" />
                  </>
                )}{' '}
                · {by(change.by)} · <span lang="zh-CN">{change.reason}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
