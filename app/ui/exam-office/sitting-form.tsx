import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SITTING_BOUNDS } from '#app/domain/exams/sitting-plan.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { unitChoices } from '#app/ui/components/filter-choice.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { Checkbox, CONTROL, RadioGroup, Select, TextArea, TextInput } from '#app/ui/components/inputs.tsx';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { useTierWord } from '#app/ui/learning/tier-and-track.tsx';
import { BlueprintTable, type BlueprintView } from './blueprint-table.tsx';
import type { SittingFormField, SittingFormRefusal, SittingFormValues } from './sitting-form-values.ts';

type Choices = {
  readonly blueprints: readonly BlueprintView[];
  readonly units: readonly { readonly id: string; readonly name: string; readonly depth: number }[];
  readonly positionLevels: readonly string[];
  readonly categories: readonly string[];
};

const RELEASE_MODES = ['manual', 'at-submission', 'at-time'] as const;
const OPEN_TO = ['named', 'audience'] as const;
const TIERS = ['1', '2'] as const;

/**
 * Plans a sitting, or changes one. Plain fields for day and time: a browser without a calendar takes them as text. What
 * was typed comes back with each fault named beside its field.
 */
export function SittingForm({
  choices,
  values,
  refusal,
  change,
}: {
  readonly choices: Choices;
  readonly values: SittingFormValues;
  readonly refusal: SittingFormRefusal | null;
  /** Left out where a new sitting is planned. */
  readonly change?: {
    readonly sittingId: string;
    readonly revision: number;
    readonly opened: boolean;
    readonly ended: boolean;
  };
}) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const { language } = useTimeFormat();
  const langOf = (text: LocalText) => pickText(text, language).lang;
  const tierWord = useTierWord();
  const faults = useFaultWords(refusal);
  const control = (field: SittingFormField, required = false) => ({ id: field, error: faults.get(field), required });
  const kept = (field: keyof typeof values.texts) => ({ name: field, defaultValue: values.texts[field] });
  const opened = change?.opened ?? false;
  return (
    <Form method="post" className="flex max-w-page flex-col gap-10" noValidate>
      {change && <input type="hidden" name="revision" value={change.revision} />}
      {refusal && (
        <FormError
          title={t('office.form.refused')}
          faults={[...faults].map(([fieldId, message]) => ({ fieldId, message }))}
        >
          <RefusalText refusal={refusal} />
        </FormError>
      )}
      {change && <Callout>{t(opened ? 'office.form.opened' : 'office.form.notOpened')}</Callout>}
      <Group title={t('office.form.naming')}>
        <Field label={t('office.form.titleZh')} hint={t('office.form.titleZhHint')} {...control('titleZh', true)}>
          <TextInput {...kept('titleZh')} lang="zh-CN" maxLength={SITTING_BOUNDS.titleLength} autoComplete="off" />
        </Field>
        <Field label={t('office.form.titleEn')} hint={t('office.form.titleEnHint')} {...control('titleEn')}>
          <TextInput {...kept('titleEn')} lang="en" maxLength={SITTING_BOUNDS.titleLength * 2} autoComplete="off" />
        </Field>
        <Field label={t('office.form.code')} hint={t('office.form.codeHint')} {...control('code', true)}>
          <TextInput {...kept('code')} maxLength={SITTING_BOUNDS.codeLength} autoComplete="off" autoCapitalize="none" />
        </Field>
        <Field label={t('office.form.unit')} hint={t('office.form.unitHint')} {...control('unit', true)}>
          <Select {...kept('unit')}>
            <option value="" />
            {unitChoices(choices.units).map(({ value, label }) => (
              <option key={value} value={value} lang="zh-CN">
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </Group>
      <Group title={t('office.form.paper')}>
        <Field label={t('office.form.blueprint')} hint={t('office.form.blueprintHint')} {...control('blueprint', true)}>
          <Select {...kept('blueprint')}>
            <option value="" />
            {choices.blueprints.map(({ versionId, code, number, title, durationMinutes }) => (
              <option key={versionId} value={versionId} lang={langOf(title)}>
                {t('office.form.blueprintOption', { title: textOf(title), code, number, minutes: durationMinutes })}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label={t('office.form.minutes')}
          hint={t('office.form.minutesHint', { min: SITTING_BOUNDS.minMinutes, max: SITTING_BOUNDS.maxMinutes })}
          {...control('duration')}
        >
          <TextInput {...kept('minutes')} inputMode="numeric" maxLength={4} autoComplete="off" />
        </Field>
        <div className="sm:col-span-2">
          <Disclosure summary={t('office.form.tables')} open={refusal?.code === 'bank-too-small'}>
            <div className="flex flex-col gap-8 pt-2">
              {choices.blueprints.map((blueprint) => (
                <div key={blueprint.versionId}>
                  <h3 className="pb-2 text-14" lang={langOf(blueprint.title)}>
                    {t('office.form.blueprintOption', {
                      title: textOf(blueprint.title),
                      code: blueprint.code,
                      number: blueprint.number,
                      minutes: blueprint.durationMinutes,
                    })}
                  </h3>
                  <BlueprintTable blueprint={blueprint} />
                </div>
              ))}
            </div>
          </Disclosure>
        </div>
      </Group>
      <Group title={t('office.form.window')}>
        {(['opens', 'closes'] as const).flatMap((which) => [
          <Field key={`${which}Day`} label={t(`office.form.${which}Day`)} {...control(`${which}Day`, true)}>
            <TextInput type="date" {...kept(`${which}Day`)} />
          </Field>,
          <Field
            key={`${which}Time`}
            label={t(`office.form.${which}Time`)}
            hint={t('office.form.timeHint')}
            {...control(which === 'closes' ? 'closesAt' : 'opensTime', true)}
          >
            <TextInput type="time" {...kept(`${which}Time`)} />
          </Field>,
        ])}
        <Field
          label={t('office.form.attempts')}
          hint={t('office.form.attemptsHint', { max: SITTING_BOUNDS.maxAttempts })}
          {...control('attemptLimit')}
        >
          <TextInput {...kept('attempts')} inputMode="numeric" maxLength={3} autoComplete="off" />
        </Field>
      </Group>
      <Group title={t('office.form.release')}>
        <div id="release" className="sm:col-span-2">
          <RadioGroup
            legend={t('office.form.releaseWhen')}
            name="release"
            hint={t('office.form.releaseHint')}
            value={values.texts.release}
            options={RELEASE_MODES.map((mode) => ({ value: mode, label: t(`office.form.releaseMode.${mode}`) }))}
            error={faults.get('release')}
          />
        </div>
        <Field label={t('office.form.releaseDay')} hint={t('office.form.releaseDayHint')} {...control('releaseDay')}>
          <TextInput type="date" {...kept('releaseDay')} />
        </Field>
        <Field label={t('office.form.releaseTime')} hint={t('office.form.releaseTimeHint')} {...control('releaseTime')}>
          <TextInput type="time" {...kept('releaseTime')} />
        </Field>
      </Group>
      <Group title={t('office.form.who')}>
        <div className="sm:col-span-2">
          <Field
            label={t(change ? 'office.form.morePeople' : 'office.form.people')}
            hint={t('office.form.peopleHint')}
            {...control('people')}
          >
            <TextArea {...kept('people')} rows={4} lang="zh-CN" />
          </Field>
        </div>
        {change && !change.ended && (
          <div className="sm:col-span-2">
            <Field
              label={t('office.form.removePeople')}
              hint={t(opened ? 'office.form.removeOpenHint' : 'office.form.removeHint')}
              {...control('removePeople')}
            >
              <TextArea {...kept('removePeople')} rows={3} lang="zh-CN" />
            </Field>
          </div>
        )}
        <div className="sm:col-span-2">
          <RadioGroup
            legend={t('office.form.openTo')}
            name="openTo"
            value={values.texts.openTo}
            options={OPEN_TO.map((value) => ({ value, label: t(`office.form.openToOptions.${value}`) }))}
          />
        </div>
        <Field label={t('office.form.units')} hint={t('office.form.unitsHint')} {...control('audienceUnits')}>
          <select
            id="audienceUnits"
            name="units"
            multiple
            size={Math.min(8, Math.max(3, choices.units.length))}
            defaultValue={[...values.units]}
            aria-describedby="audienceUnits-hint"
            lang="zh-CN"
            className={`${CONTROL} py-1`}
          >
            {unitChoices(choices.units).map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('office.form.requiredTier')} hint={t('office.form.requiredHint')} {...control('requiredTier')}>
          <Select {...kept('requiredTier')}>
            <option value="">{t('office.form.noTier')}</option>
            {TIERS.map((tier) => (
              <option key={tier} value={tier}>
                {t('office.form.tierHeld', { tier: tierWord(Number(tier)) })}
              </option>
            ))}
          </Select>
        </Field>
        <Ticks
          name="levels"
          legend={t('office.form.levels')}
          hint={t('office.form.levelsHint')}
          words={choices.positionLevels}
          chosen={values.levels}
        />
        <Ticks
          name="categories"
          legend={t('office.form.categories')}
          hint={t('office.form.categoriesHint')}
          words={choices.categories}
          chosen={values.categories}
        />
      </Group>
      {change && (
        <Field label={t('office.form.reason')} hint={t('office.form.reasonHint')} {...control('reason', true)}>
          <TextArea {...kept('reason')} rows={3} maxLength={SITTING_BOUNDS.reasonLength} />
        </Field>
      )}
      <div className="flex flex-wrap gap-3">
        <SubmitButton>{t(change ? 'office.form.save' : 'office.form.create')}</SubmitButton>
        <LinkButton to={change ? `/staff/sittings/${change.sittingId}` : '/staff/sittings'} tone="quiet">
          {t('office.form.back')}
        </LinkButton>
      </div>
    </Form>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2 className="pb-3 text-18">{title}</h2>
      <div className="grid items-start gap-5 sm:grid-cols-2">{children}</div>
    </section>
  );
}

/** Several of the authority's own words, which stay in Chinese. */
function Ticks({
  name,
  legend,
  hint,
  words,
  chosen,
}: {
  readonly name: string;
  readonly legend: string;
  readonly hint: string;
  readonly words: readonly string[];
  readonly chosen: readonly string[];
}) {
  return (
    <fieldset aria-describedby={`${name}-hint`}>
      <legend className="text-14 font-medium">{legend}</legend>
      <p id={`${name}-hint`} className="text-13 text-ink-2">
        {hint}
      </p>
      <div className="mt-1 grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-4" lang="zh-CN">
        {words.map((word) => (
          <Checkbox key={word} name={name} value={word} label={word} defaultChecked={chosen.includes(word)} />
        ))}
      </div>
    </fieldset>
  );
}

/** What is wrong with each field, in words; a field with several faults names the first. */
function useFaultWords(refusal: SittingFormRefusal | null): Map<SittingFormField, string> {
  const { t } = useTranslation();
  const words = new Map<SittingFormField, string>();
  for (const { field, fault, list = [], count = 0 } of refusal?.faults ?? []) {
    if (words.has(field)) continue;
    const shown = list.join(t('office.overview.join'));
    const named = count > list.length ? t('office.fault.more', { list: shown, count }) : shown;
    words.set(field, t(`office.fault.${fault}`, { list: named, count }));
  }
  return words;
}

function RefusalText({ refusal }: { readonly refusal: SittingFormRefusal }) {
  const { t } = useTranslation();
  const join = t('office.overview.join');
  if (refusal.code === 'sitting-state' && refusal.fields.length > 0)
    return (
      <>{t('office.code.fields', { fields: refusal.fields.map((field) => t(`office.field.${field}`)).join(join) })}</>
    );
  return <>{t(`office.code.${refusal.code}`, { shortages: refusal.shortages.join(join) })}</>;
}
