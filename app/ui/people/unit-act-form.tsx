import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { RadioGroup, TextArea, TextInput } from '#app/ui/components/inputs.tsx';
import { UnitActEffects, type UnitActPreview } from './unit-act-effects.tsx';
import { UnitField } from './unit-field.tsx';

type Act = 'rename' | 'move' | 'merge' | 'split' | 'dissolve';
type Code =
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
  | 'no-change';

export type UnitActAnswer = {
  readonly values: Readonly<Record<string, string>>;
  readonly code: Code | null;
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
    readonly children: readonly { readonly id: string; readonly code: string; readonly name: string }[];
    readonly people: number;
  };
  readonly units: readonly { readonly id: string; readonly name: string; readonly depth: number }[] | null;
  readonly parts: number;
  readonly answer: UnitActAnswer | null;
};

/** First the act is described, then its effects are shown, then it is confirmed; going back keeps what was typed. */
export function UnitActForm({ act, unit, units, parts, answer }: Props) {
  const { t } = useTranslation();
  const values = answer?.values ?? {};
  const preview = answer?.preview ?? null;
  const faultWord = (field: string) => {
    if (field === 'day') return t('personnel.needDay');
    if (field === 'reason') return t('personnel.needReason');
    if (/^name/.test(field)) return t('personnel.needUnitName');
    if (/^code/.test(field)) return t('personnel.needCode');
    return t(/^people/.test(field) ? 'personnel.code.invalid-input' : 'personnel.needUnit');
  };
  const errorOf = (field: string) => (answer?.faults.includes(field) ? faultWord(field) : undefined);
  const people = answer?.detail?.people;
  const refusal = answer?.code && (
    <FormError
      title={t('personnel.refused')}
      faults={answer.faults.map((field) => ({ fieldId: field, message: faultWord(field) }))}
    >
      {typeof answer.detail?.person === 'string'
        ? t('personnel.needPeople', { n: '', person: answer.detail.person })
        : t(`personnel.code.${answer.code}`, {
            people: typeof people === 'number' ? t('personnel.countPeople', { count: people }) : '',
          })}
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
  const numbers = Array.from({ length: parts }, (_, i) => i + 1);
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
      {act === 'split' && (
        <>
          {numbers.map((n) => (
            <fieldset key={n} className="flex flex-col gap-4 border-l-2 border-line pl-4">
              <legend className="mb-3 text-14 font-semibold">{t('personnel.receiver', { n })}</legend>
              {text(`code${n}`, t('personnel.unitCode'), { hint: t('personnel.receiverHint'), required: n === 1 })}
              {text(`name${n}`, t('personnel.newUnitName'), { required: false })}
              <UnitField
                required={false}
                id={`parent${n}`}
                label={t('personnel.parent')}
                units={units}
                value={values[`parent${n}`] ?? unit.parentId}
                error={errorOf(`parent${n}`)}
              />
              {lines(`people${n}`, t('personnel.partPeople'))}
              {unit.children.length > 0 && lines(`units${n}`, t('personnel.partUnits'))}
            </fieldset>
          ))}
          <RadioGroup
            legend={t('personnel.rest')}
            name="rest"
            value={values.rest ?? 'stay'}
            options={[
              { value: 'stay', label: t('personnel.restStay') },
              ...numbers.map((n) => ({ value: String(n), label: t('personnel.restGo', { n }) })),
            ]}
          />
        </>
      )}
      {(act === 'merge' || act === 'split') && (
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
      <Field id="day" label={t('personnel.day')} hint={t('personnel.dayHint')} required error={errorOf('day')}>
        <TextInput type="date" name="day" defaultValue={values.day ?? unit.today} />
      </Field>
      {text('reason', t('personnel.reason'), { hint: t('personnel.reasonHint') })}
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
