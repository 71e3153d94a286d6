import { useTranslation } from 'react-i18next';
import { useTimeFormat } from '#app/ui/components/time.tsx';

type Latest = {
  readonly kind: 'entry' | 'transfer' | 'regrade' | 'leave' | 'return';
  readonly day: string;
  /** Names of units, empty where there is none. */
  readonly fromUnit: string;
  readonly toUnit: string;
};

/** What was recorded last of someone's service: what, from when, where from and where to. */
export function LatestAct({ latest: { kind, day, fromUnit, toUnit } }: { latest: Latest }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const names = kind === 'transfer' ? [fromUnit, toUnit] : [kind === 'leave' ? fromUnit : toUnit];
  return (
    <>
      {t(`personnel.latestAct.${kind}`, { day: format.day(day) })}
      <span lang="zh-CN">{names.join(' → ')}</span>
    </>
  );
}
