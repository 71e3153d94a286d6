import { useTranslation } from 'react-i18next';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { Time } from '#app/ui/components/time.tsx';

/** Until when a role holds: its last day, the day on which it was ended, or no end. */
export function GrantEnd({
  grant: { endsAt, revokedAt },
}: {
  readonly grant: { readonly endsAt: Instant | null; readonly revokedAt: Instant | null };
}) {
  const { t } = useTranslation();
  if (revokedAt !== null)
    return (
      <>
        <Time at={revokedAt} form="day" /> {t('staff.roles.byHand')}
      </>
    );
  // It holds to the end of its last day.
  return endsAt === null ? t('staff.roles.unlimited') : <Time at={endsAt - 1} form="day" />;
}
