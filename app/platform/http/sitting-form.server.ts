import type { ReleaseRule } from '#app/domain/exams/release.ts';
import { type ChangedField, SITTING_BOUNDS, type SittingPlan } from '#app/domain/exams/sitting-plan.ts';
import { dayOf, toIsoInZone } from '#app/domain/kernel/instant.ts';
import type { Refused } from '#app/domain/kernel/result.ts';
import { instantAt, parseTypedDay, parseTypedTime } from '#app/domain/kernel/wall-time.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import {
  SITTING_FORM_TEXTS,
  type SittingFormFault,
  type SittingFormField,
  type SittingFormRefusal,
  type SittingFormValues,
} from '#app/ui/exam-office/sitting-form-values.ts';
import type { Context } from '#app/usecases/context.ts';
import { findPeople, splitPeople } from '#app/usecases/exam-office/find-people.server.ts';
import type { StaffSittingView } from '#app/usecases/exam-office/read-sitting.server.ts';

type Fault = SittingFormRefusal['faults'][number];

export type ReadSittingForm = {
  readonly values: SittingFormValues;
  readonly faults: readonly Fault[];
  /** Sound only when there are no faults; a moment that could not be read is not a number, so that no rule judges it. */
  readonly plan: SittingPlan;
  readonly unitId: string;
  readonly blueprintVersionId: string;
  readonly addIds: readonly string[];
  readonly removeIds: readonly string[];
};

const LONGEST = 500_000;
/** What is listed of people who could not be found; the number of all stands beside it. */
const MOST_LISTED = 20;

/** A sitting's form as it was posted: what was typed, what it means, and what cannot be read or found. */
export async function readSittingForm(
  context: Context,
  actor: PersonActor,
  { form, blueprints }: { form: FormData; blueprints: readonly { versionId: string; durationMinutes: number }[] },
): Promise<ReadSittingForm> {
  const values = valuesOf(form);
  const { texts } = values;
  const faults: Fault[] = [];
  const add = (field: SittingFormField, fault: SittingFormFault) => faults.push({ field, fault });
  const instantOf = (name: 'opens' | 'closes' | 'release', timeField: SittingFormField): number => {
    const day = parseTypedDay(texts[`${name}Day`]);
    const time = parseTypedTime(texts[`${name}Time`]);
    if (day === null) add(`${name}Day`, 'day-form');
    if (time === null) add(timeField, 'time-form');
    return day === null || time === null ? Number.NaN : instantAt({ day, time, zone: context.zone });
  };
  const opensAt = instantOf('opens', 'opensTime');
  const closesAt = instantOf('closes', 'closesAt');
  const blueprint = blueprints.find(({ versionId }) => versionId === texts.blueprint);
  if (!blueprint) add('blueprint', 'blueprint-unknown');
  const release = releaseOf(texts.release, () => instantOf('release', 'releaseTime'));
  if (!release) add('release', 'release-missing');

  const people = async (field: 'people' | 'removePeople') => {
    const entries = splitPeople(texts[field]);
    if (entries.length > SITTING_BOUNDS.namedAtOnce) {
      add(field, 'too-many-people');
      return [];
    }
    const { personIds, unknown, ambiguous, left } = await findPeople(context, actor, { entries });
    const list = (fault: SittingFormFault, all: readonly string[]) => {
      if (all.length > 0) faults.push({ field, fault, list: all.slice(0, MOST_LISTED), count: all.length });
    };
    list('people-unknown', unknown);
    list(
      'people-ambiguous',
      ambiguous.map(({ text, employeeNos }) => `${text} ${employeeNos.join('/')}`),
    );
    // Whoever left may well be taken off.
    if (field === 'people') list('people-left', left);
    return personIds;
  };
  const addIds = await people('people');
  const removeIds = await people('removePeople');
  const forAudience = texts.openTo === 'audience';
  if (forAudience && values.units.length === 0) add('audienceUnits', 'unit-unknown');

  return {
    values,
    faults,
    plan: {
      code: texts.code.normalize('NFKC').trim(),
      title: { zh: texts.titleZh.trim(), en: texts.titleEn.trim() },
      opensAt,
      closesAt,
      // Left empty it is the blueprint's; without one there is nothing to find fault with.
      durationMs: numberOf(texts.minutes, blueprint?.durationMinutes ?? SITTING_BOUNDS.minMinutes) * 60_000,
      attemptLimit: texts.attempts.trim() === '' ? null : numberOf(texts.attempts, 0),
      release: release ?? { mode: 'manual' },
      audience: forAudience
        ? {
            unitIds: [...values.units],
            positionLevels: [...values.levels],
            categories: [...values.categories],
            requiredTier: texts.requiredTier === '' ? null : Number(texts.requiredTier),
          }
        : null,
    },
    unitId: texts.unit,
    blueprintVersionId: texts.blueprint,
    addIds,
    removeIds,
  };
}

/** A whole number as typed, full-width digits too; not-a-number is what no bound allows. */
const numberOf = (text: string, whenEmpty: number): number => {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return whenEmpty;
  return /^\d{1,6}$/.test(plain) ? Number(plain) : Number.NaN;
};

function releaseOf(mode: string, at: () => number): ReleaseRule | null {
  if (mode === 'at-submission' || mode === 'manual') return { mode };
  return mode === 'at-time' ? { mode, at: at() } : null;
}

function valuesOf(form: FormData): SittingFormValues {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, LONGEST) : '';
  };
  const several = (name: string) =>
    [...new Set(form.getAll(name).filter((value): value is string => typeof value === 'string'))].slice(0, 2_000);
  return {
    texts: Object.fromEntries(
      SITTING_FORM_TEXTS.map((name) => [name, text(name)]),
    ) as unknown as SittingFormValues['texts'],
    units: several('units'),
    levels: several('levels'),
    categories: several('categories'),
  };
}

const EMPTY_TEXTS = Object.fromEntries(
  SITTING_FORM_TEXTS.map((name) => [name, '']),
) as unknown as SittingFormValues['texts'];

/** The fields of a new sitting: what the grading policy says, and the blueprint where there is only one. */
export const newSittingValues = ({
  defaultRelease,
  blueprints,
}: {
  defaultRelease: string | null;
  blueprints: readonly { readonly versionId: string }[];
}): SittingFormValues => ({
  texts: {
    ...EMPTY_TEXTS,
    blueprint: (blueprints.length === 1 && blueprints[0]?.versionId) || '',
    release: defaultRelease ?? 'manual',
    openTo: 'named',
    attempts: '1',
  },
  units: [],
  levels: [],
  categories: [],
});

/** The fields as a sitting fills them, its times in the zone of the authority. */
export function valuesOfSitting(sitting: StaffSittingView, zone: string): SittingFormValues {
  const { title, audience, release } = sitting;
  const day = (at: number) => dayOf(at, zone);
  const time = (at: number) => toIsoInZone(at, zone).slice(11, 16);
  return {
    texts: {
      ...EMPTY_TEXTS,
      titleZh: title.zh,
      titleEn: title.en === title.zh ? '' : (title.en ?? ''),
      code: sitting.code,
      unit: sitting.unit.id,
      blueprint: sitting.blueprint?.versionId ?? '',
      minutes: String(sitting.durationMs / 60_000),
      opensDay: day(sitting.opensAt),
      opensTime: time(sitting.opensAt),
      closesDay: day(sitting.closesAt),
      closesTime: time(sitting.closesAt),
      attempts: sitting.attemptLimit === null ? '' : String(sitting.attemptLimit),
      release: release.mode,
      releaseDay: release.mode === 'at-time' ? day(release.at) : '',
      releaseTime: release.mode === 'at-time' ? time(release.at) : '',
      openTo: audience ? 'audience' : 'named',
      requiredTier: audience?.requiredTier ? String(audience.requiredTier) : '',
    },
    units: audience?.unitIds ?? [],
    levels: audience?.positionLevels ?? [],
    categories: audience?.categories ?? [],
  };
}

/**
 * The plan that a changed form means where its fields do not show all there is: seconds of a window opened by a program,
 * the moment of a release by hand, units of the audience beyond the officer's reach.
 */
export function keepUnshown(plan: SittingPlan, sitting: StaffSittingView): SittingPlan {
  const sameMinute = (a: number, b: number) => Math.floor(a / 60_000) === Math.floor(b / 60_000);
  const { release } = plan;
  const before = sitting.release;
  return {
    ...plan,
    opensAt: sameMinute(plan.opensAt, sitting.opensAt) ? sitting.opensAt : plan.opensAt,
    closesAt: sameMinute(plan.closesAt, sitting.closesAt) ? sitting.closesAt : plan.closesAt,
    release:
      (release.mode === 'manual' && before.mode === 'manual') ||
      (release.mode === 'at-time' && before.mode === 'at-time' && sameMinute(release.at, before.at))
        ? before
        : release,
  };
}

/** The form's own faults as a use case takes them. */
export const unreadOf = (faults: readonly Fault[]): string[] => faults.map(({ field, fault }) => `${field} ${fault}`);

/** A use case's refusal as the form shows it: what the form could not read first, with whom or what it means. */
export function refusalOf(
  refused: Refused<SittingFormRefusal['code']>,
  { values, unread }: { values: SittingFormValues; unread: readonly Fault[] },
): SittingFormRefusal {
  const { code, detail } = refused;
  const textsOf = (name: string) => (detail?.[name] ?? []) as readonly string[];
  const known = unreadOf(unread);
  const faults: Fault[] =
    code === 'conflict'
      ? [{ field: 'code', fault: 'code-taken' }]
      : textsOf('errors')
          .filter((error) => !known.includes(error))
          .map((error) => {
            const [field = '', fault = ''] = error.split(' ');
            return { field: field as SittingFormField, fault: fault as SittingFormFault };
          });
  return {
    code,
    faults: [...unread, ...faults],
    shortages: textsOf('shortages'),
    fields: textsOf('fields') as ChangedField[],
    values,
  };
}
