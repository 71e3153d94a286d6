import type { TFunction } from 'i18next';
import type { UnitActCode } from './unit-act-refusal.ts';

export type PersonActCode =
  | Exclude<UnitActCode, 'unit-cycle'>
  | 'name-taken'
  | 'not-serving'
  | 'unit-not-then'
  | 'own-role'
  | 'day-in-future'
  | 'earned-before';

const RESULTS = ['attempt', 'hours', 'certificate'] as const;

/** Why an act on someone's service was refused, with the day that it was refused for. */
export function personActRefusal(
  t: TFunction,
  {
    act,
    code,
    day: typed,
    detail,
    formatDay,
  }: {
    readonly act: string;
    readonly code: PersonActCode;
    /** The day that was asked for. */
    readonly day: string;
    readonly detail: Readonly<Record<string, unknown>> | null;
    readonly formatDay: (day: string) => string;
  },
): string {
  const told = detail?.day ?? detail?.validFrom;
  const day = typeof told === 'string' ? formatDay(told) : '';
  if (typeof detail?.begins === 'string')
    return t(act === 'leave' ? 'personnel.personCode.notBegunLeave' : 'personnel.personCode.notBegun', {
      day: formatDay(detail.begins),
    });
  switch (code) {
    case 'own-role':
      return t('personnel.personCode.own');
    case 'day-in-future':
      return t('personnel.personCode.day-in-future');
    case 'earned-before': {
      const what = RESULTS.find((known) => known === detail?.what) ?? 'attempt';
      return t(`personnel.personCode.earned-before.${what}`, { day });
    }
    case 'conflict':
      if (act === 'return') return t('personnel.personCode.returned');
      return t(
        act === 'transfer' || act === 'regrade' ? 'personnel.personCode.later' : 'personnel.personCode.planned',
        {
          day,
        },
      );
    case 'contradicts-record':
      if (typeof told === 'string') {
        if (act === 'return') return t('personnel.personCode.returnTooEarly', { day });
        return t(typed > told ? 'personnel.personCode.tooLate' : 'personnel.personCode.tooEarly', { day });
      }
      break;
    default:
  }
  return t(`personnel.code.${code}`, { people: '' });
}
