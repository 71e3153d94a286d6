import type { TFunction } from 'i18next';
import type { SplitLineFault } from '#app/domain/people/unit-split.ts';
import type { SplitFault, SplitNote } from './split-page.ts';

/** How a part is called: its number, with the unit as far as it is typed. Parts are counted from 0. */
export function partWord(t: TFunction, part: number, label: string | undefined): string {
  const n = part + 1;
  return label ? t('personnel.split.partNamed', { n, name: label }) : t('personnel.split.part', { n });
}

export function faultWord(t: TFunction, fault: SplitFault): string {
  switch (fault.kind) {
    case 'day':
      return t('personnel.needDay');
    case 'reason':
      return t('personnel.needReason');
    case 'code':
      return t('personnel.needCode');
    case 'name':
      return t('personnel.needUnitName');
    case 'unit':
      return t('personnel.needUnit');
    case 'same':
      return t('personnel.split.fault.same', { n: fault.n });
    default:
      return t(`personnel.split.fault.${fault.kind}`);
  }
}

export function lineFaultWord(t: TFunction, { line, employeeNo, fault }: SplitLineFault): string {
  const words = { line, employeeNo };
  return fault.kind === 'twice'
    ? t('personnel.split.line.twice', { ...words, other: fault.other + 1 })
    : t(`personnel.split.line.${fault.kind}`, words);
}

export function noteWord(t: TFunction, note: SplitNote, labels: readonly string[]): string {
  switch (note.kind) {
    case 'added':
      return t('personnel.split.note.added', { n: note.part + 1 });
    case 'removed':
      return t('personnel.split.note.removed', { n: note.part + 1, count: note.people });
    case 'undone':
      return t('personnel.split.note.undone', { n: note.part + 1 });
    case 'put':
      if (note.people === 0) return t('personnel.split.note.putNobody');
      return note.part === null
        ? t('personnel.split.note.putRest', { count: note.people })
        : t('personnel.split.note.put', { count: note.people, part: partWord(t, note.part, labels[note.part]) });
    default:
      return t(`personnel.split.note.${note.kind}`);
  }
}
