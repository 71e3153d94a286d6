import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { RadioGroup, TextArea, TextInput } from '#app/ui/components/inputs.tsx';
import { PaperFields } from './paper-fields.tsx';
import { UnitActEffects, type UnitActPreview } from './unit-act-effects.tsx';
import { type UnitActCode, unitActRefusal } from './unit-act-refusal.ts';
import { UnitField } from './unit-field.tsx';

type Act = 'rename' | 'move' | 'merge' | 'dissolve';
export type UnitActAnswer = {
  readonly values: Readonly<Record<string, string>>;
  readonly code: UnitActCode | null;
  readonly faults: readonly string[];
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly preview: UnitActPreview | null;
};

type Props = {
  readonly act: Act;
  readonly unit: {
    readonly id: string;
    readonly name: string;
    readonly today: string;
    readonly parentId: string;
  };
  readonly units: readonly { readonly id: string; readonly name: string; readonly depth: number }[] | null;
  readonly answer: UnitActAnswer | null;
};

/** First the act is described, then its effects are shown, then it is confirmed; going back keeps what was typed. */
export function UnitActForm({ act, unit, units, answer }: Props) {
  const { t } = useTranslation();
  const values = answer?.values ?? {};
  const preview = answer?.preview ?? null;
  const faultWord = (field: string) => {
    if (field === 'day') return t('personnel.needDay');
    if (field === 'reason') return t('personnel.needReason');
    if (field === 'name') return t('personnel.needUnitName');
    return t(field === 'code' ? 'personnel.needCode' : 'personnel.needUnit');
  };
  const errorOf = (field: string) => (answer?.faults.includes(field) ? faultWord(field) : undefined);
  const refusal = answer?.code && (
    <FormError
      title={t('personnel.refused')}
      faults={answer.faults.map((field) => ({ fieldId: field, message: faultWord(field) }))}
    >
      {unitActRefusal(t, { code: answer.code, detail: answer.detail })}
    </FormError>
  );
  if (preview)
    return (
      <Form method="post" className="flex max-w-reading flex-col gap-5">
        {Object.entries(values)
          .filter(([name]) => name !== 'seen')
          .map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        <input type="hidden" name="seen" value={preview.seen} />
        <UnitActEffects
          preview={preview}
          day={values.day ?? ''}
          reason={values.reason ?? ''}
          name={values.name ?? ''}
        />
        <div className="flex flex-wrap gap-3">
          <SubmitButton tone={act === 'rename' || act === 'move' ? 'primary' : 'danger'} name="intent" value="confirm">
            {t(`personnel.confirm.${act}`)}
          </SubmitButton>
          <Button tone="quiet" name="intent" value="edit">
            {t('personnel.edit')}
          </Button>
        </div>
      </Form>
    );
  const text = (
    name: string,
    label: string,
    { hint, error = errorOf(name), required = true, initial = '' }: TextOptions = {},
  ) => (
    <Field id={name} label={label} hint={hint} required={required} error={error}>
      <TextInput name={name} defaultValue={values[name] ?? initial} maxLength={200} autoComplete="off" lang="zh-CN" />
    </Field>
  );
  const lines = (name: string, label: string, hint?: string) => (
    <Field id={name} label={label} hint={hint} error={errorOf(name)}>
      <TextArea name={name} defaultValue={values[name] ?? ''} rows={3} />
    </Field>
  );
  const parent = (name: string) => (
    <UnitField
      id={name}
      label={t(act === 'move' ? 'personnel.newParent' : 'personnel.parent')}
      units={units}
      value={values[name] ?? unit.parentId}
      error={errorOf(name)}
    />
  );
  return (
    <Form method="post" onKeyDown={holdEnterWhileComposing} className="flex max-w-form flex-col gap-5">
      {refusal}
      {act === 'rename' && text('name', t('personnel.newName'), { initial: unit.name })}
      {act === 'move' && parent('parent')}
      {act === 'merge' && (
        <>
          {lines('others', t('personnel.others'), t('personnel.othersHint'))}
          <RadioGroup
            legend={t('personnel.into')}
            name="target"
            value={values.target ?? 'existing'}
            options={[
              { value: 'existing', label: t('personnel.intoExisting') },
              { value: 'new', label: t('personnel.intoNew') },
            ]}
          />
          <UnitField
            required={false}
            id="into"
            label={t('personnel.intoExisting')}
            units={units}
            value={values.into ?? ''}
            error={errorOf('into')}
          />
          <fieldset className="flex flex-col gap-4 border-l-2 border-line pl-4">
            <legend className="mb-3 text-14 font-semibold">{t('personnel.intoNew')}</legend>
            {text('code', t('personnel.unitCode'), { required: false })}
            {text('name', t('personnel.unitName'), { required: false })}
            <UnitField
              required={false}
              id="parent"
              label={t('personnel.parent')}
              units={units}
              value={values.parent ?? unit.parentId}
              error={errorOf('parent')}
            />
          </fieldset>
        </>
      )}
      {act === 'merge' && (
        <RadioGroup
          legend={t('personnel.roles')}
          name="roles"
          value={values.roles ?? 'end'}
          options={[
            { value: 'end', label: t('personnel.rolesEnd') },
            { value: 'follow', label: t('personnel.rolesFollow') },
          ]}
        />
      )}
      <PaperFields
        day={values.day ?? unit.today}
        reason={values.reason ?? ''}
        errorOf={errorOf}
        dayHint={t('personnel.dayHint')}
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="intent" value="preview">
          {t('personnel.previewButton')}
        </SubmitButton>
        <LinkButton to={`/staff/units/${unit.id}`} tone="quiet">
          {t('personnel.keep')}
        </LinkButton>
      </div>
    </Form>
  );
}

type TextOptions = {
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly initial?: string;
};
