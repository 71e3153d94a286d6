import type { TFunction } from 'i18next';

export type UnitActCode =
  | 'forbidden'
  | 'invalid-input'
  | 'not-found'
  | 'conflict'
  | 'outside-reach'
  | 'stale-version'
  | 'last-administrator'
  | 'contradicts-record'
  | 'unit-cycle'
  | 'unit-in-use'
  | 'unit-absent'
  | 'unit-namesake'
  | 'no-change';

/** Why an act on units was refused, with the person or the number of people that it was refused for. */
export function unitActRefusal(
  t: TFunction,
  { code, detail }: { readonly code: UnitActCode; readonly detail: Readonly<Record<string, unknown>> | null },
): string {
  const { person, people, day } = detail ?? {};
  if (typeof person === 'string')
    return t(code === 'no-change' ? 'personnel.personBegins' : 'personnel.personGone', { person });
  return t(`personnel.code.${code}`, {
    people: typeof people === 'number' ? t('personnel.countPeople', { count: people }) : '',
    day: typeof day === 'string' ? day : '',
  });
}
