import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#app/domain/people/roles.ts';
import { useTimeFormat } from '#app/ui/components/time.tsx';

export type UnitActPreview = {
  readonly people: number;
  readonly units: number;
  readonly grants: readonly { readonly name: string; readonly employeeNo: string; readonly role: Role }[];
  readonly grantCount: number;
  readonly sittings: readonly string[];
  readonly sittingCount: number;
  readonly records: number;
  readonly seen: string;
  readonly planned: boolean;
  readonly shares: readonly number[];
  readonly staying: number;
};

/** Says plainly what follows from an act on units, before it is confirmed. */
export function UnitActEffects({
  preview,
  day,
  reason,
  name,
  children,
}: {
  readonly preview: UnitActPreview;
  readonly day: string;
  readonly reason: string;
  readonly name: string;
  /** Who gets what, where there are several. */
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const on = format.day(day);
  const separator = t('staff.home.separator');
  const grants = preview.grants.map((grant) => `${grant.name} ${grant.employeeNo} ${t(`staff.role.${grant.role}`)}`);
  const moves = preview.shares.length > 0;
  const lines = [
    ...(preview.people > 0
      ? [t(moves ? 'personnel.effect.people' : 'personnel.effect.peopleStay', { count: preview.people, day: on })]
      : []),
    ...(preview.staying > 0 ? [t('personnel.effect.staying', { count: preview.staying })] : []),
    ...(preview.units > 0 ? [t('personnel.effect.units', { count: preview.units })] : []),
    ...(preview.grantCount > 0
      ? [t('personnel.effect.grants', { count: preview.grantCount, names: grants.join(separator) })]
      : []),
    ...(preview.sittingCount > 0
      ? [t('personnel.effect.sittings', { count: preview.sittingCount, names: preview.sittings.join(separator) })]
      : []),
    ...(preview.records > 0 ? [t('personnel.effect.records', { count: preview.records })] : []),
  ];
  return (
    <section aria-labelledby="preview" className="rounded-panel border border-line bg-surface p-5">
      <h2 id="preview" className="pb-3 text-18">
        {t('personnel.previewTitle')}
      </h2>
      {name !== '' && (
        <p lang="zh-CN" className="pb-2 text-16 font-semibold">
          {name}
        </p>
      )}
      <ul className="list-disc space-y-2 pl-5 text-14">
        {(lines.length > 0 ? lines : [t('personnel.effect.none')]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {children && <div className="pt-4">{children}</div>}
      <p className="pt-3 text-14 font-semibold">
        {t(preview.planned ? 'personnel.effect.planned' : 'personnel.effect.now', { day: on })}
      </p>
      <p lang="zh-CN" className="pt-2 text-14 text-ink-2">
        {reason}
      </p>
    </section>
  );
}
