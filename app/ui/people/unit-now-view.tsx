import { useTranslation } from 'react-i18next';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';

/** The unit to which a role is bound, as it is called today, with the name that it had when it was bound. */
export function UnitNowView({ unit }: { readonly unit: { readonly name: string; readonly former: string | null } }) {
  const { t } = useTranslation();
  return (
    <>
      <span lang="zh-CN">{unit.name}</span>
      {unit.former !== null && (
        <span className="text-ink-2">
          {fillSlot(t('staff.roles.formerly', { name: SLOT }), <span lang="zh-CN">{unit.former}</span>)}
        </span>
      )}
    </>
  );
}
