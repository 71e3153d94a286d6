import { useTranslation } from 'react-i18next';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';

type Change = {
  readonly day: string;
  /** Names of units, empty where there is none. */
  readonly fromUnit: string;
  readonly toUnit: string;
};
type Latest = Change & { readonly kind: 'entry' | 'transfer' | 'regrade' | 'leave' | 'return' };
type Planned = Change & { readonly kind: 'entry' | 'transfer' | 'regrade' | 'leave' | 'return' };

/** What was recorded last of someone's service: what, from when, where from and where to. */
export function LatestAct({ latest }: { latest: Latest }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  return (
    <>
      {t(`personnel.latestAct.${latest.kind}`, { day: format.day(latest.day) })}
      <Units of={latest} />
    </>
  );
}

/** What is still to come for someone. */
export function PlannedChange({ planned }: { planned: Planned }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  return (
    <>
      {t(`personnel.plannedAct.${planned.kind}`, { day: format.day(planned.day) })}
      <Units of={planned} />
    </>
  );
}

function Units({ of: { kind, fromUnit, toUnit } }: { of: Latest }) {
  const names = kind === 'transfer' ? [fromUnit, toUnit] : [kind === 'leave' ? fromUnit : toUnit];
  return <span lang="zh-CN">{names.join(' → ')}</span>;
}

const PLAN_TEXT = {
  entry: 'personnel.entryPlanText',
  transfer: 'personnel.planText',
  regrade: 'personnel.planText',
  return: 'personnel.planText',
  leave: 'personnel.leavePlanText',
} as const;

/** What is planned for someone, what cannot be done because of it, and the way to cancel it. */
export function PlanCallout({
  planned,
  own,
  cancelTo,
}: {
  readonly planned: Planned;
  /** Whether it is about whoever looks at it: then somebody else cancels it. */
  readonly own: boolean;
  readonly cancelTo: string | null;
}) {
  const { t } = useTranslation();
  return (
    <Callout
      tone="active"
      title={
        <>
          {t('personnel.plan')}
          <PlannedChange planned={planned} />
        </>
      }
      action={
        cancelTo !== null && (
          <LinkButton to={cancelTo} size="small">
            {t('personnel.act.cancel')}
          </LinkButton>
        )
      }
    >
      <p>{t(PLAN_TEXT[planned.kind])}</p>
      {own && <p>{t('personnel.ownPlanText')}</p>}
    </Callout>
  );
}
