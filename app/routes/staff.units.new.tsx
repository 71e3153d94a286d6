import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { dayOf, isDay } from '#app/domain/kernel/instant.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { parseUnitCode, parseUnitName } from '#app/domain/people/unit-names.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { PaperFields } from '#app/ui/people/paper-fields.tsx';
import { UnitField } from '#app/ui/people/unit-field.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { findChosenUnit, listUnitChoices } from '#app/usecases/people/choose-unit.server.ts';
import { createUnit } from '#app/usecases/people/create-unit.server.ts';

export const handle = pageTitle(({ t }) => t('personnel.createUnitTitle'));

const NEED = {
  name: 'needUnitName',
  code: 'needCode',
  parent: 'needUnit',
  day: 'needDay',
  reason: 'needReason',
} as const;
type FieldName = keyof typeof NEED;
const FIELDS = Object.keys(NEED) as FieldName[];
type Values = Record<FieldName, string>;

export const loader = pageLoader('unit.create', async ({ context, actor, url }) => ({
  units: await listUnitChoices(context, actor, 'unit.create'),
  parent: url.searchParams.get('parent')?.slice(0, 100) ?? '',
  today: dayOf(context.clock.now(), context.zone),
}));

export const action = pageAction('unit.create', async ({ context, actor, request }) => {
  const fields = await readForm(request);
  const values = Object.fromEntries(FIELDS.map((name) => [name, (fields[name] ?? '').trim().slice(0, 200)])) as Values;
  const name = parseUnitName(values.name);
  const code = parseUnitCode(values.code);
  const parentId = await findChosenUnit(context, actor, { action: 'unit.create', text: values.parent });
  const faults: FieldName[] = [
    ...(name === null ? (['name'] as const) : []),
    ...(code === null ? (['code'] as const) : []),
    ...(parentId === null ? (['parent'] as const) : []),
    ...(isDay(values.day) ? [] : (['day'] as const)),
    ...(isVisibleText(values.reason) ? [] : (['reason'] as const)),
  ];
  if (name === null || code === null || parentId === null || faults.length > 0)
    return data({ code: 'invalid-input' as const, faults, values }, { status: statusOf('invalid-input') });
  const { day: validFrom, reason } = values;
  const result = await createUnit(context, actor, { code, name, parentId, validFrom, reason });
  if (result.ok) return redirect(`/staff/units/${result.value.unitId}?done=created`, { status: 303 });
  const none: FieldName[] = [];
  return data({ code: result.code, faults: none, values }, { status: statusOf(result.code) });
});

export default function NewUnit() {
  const { t } = useTranslation();
  const { units, parent, today } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const values: Values = refusal?.values ?? { name: '', code: '', parent, day: today, reason: '' };
  const errorOf = (name: FieldName) => (refusal?.faults.includes(name) ? t(`personnel.${NEED[name]}`) : undefined);
  return (
    <StaffShell
      title={t('personnel.createUnitTitle')}
      intro={t('personnel.createUnitText')}
      breadcrumb={[{ label: t('personnel.unitsTitle'), to: '/staff/units' }]}
    >
      <Form method="post" onKeyDown={holdEnterWhileComposing} className="flex max-w-form flex-col gap-5">
        {refusal && (
          <FormError
            title={t('personnel.refused')}
            faults={refusal.faults.map((name) => ({ fieldId: name, message: t(`personnel.${NEED[name]}`) }))}
          >
            {t(`personnel.code.${refusal.code}`, { people: '' })}
          </FormError>
        )}
        <Field id="name" label={t('personnel.unitName')} required error={errorOf('name')}>
          <TextInput name="name" defaultValue={values.name} maxLength={100} autoComplete="off" lang="zh-CN" />
        </Field>
        <Field id="code" label={t('personnel.unitCode')} required error={errorOf('code')}>
          <TextInput name="code" defaultValue={values.code} maxLength={32} autoComplete="off" />
        </Field>
        <UnitField
          id="parent"
          label={t('personnel.parent')}
          units={units}
          value={values.parent}
          error={errorOf('parent')}
        />
        <PaperFields day={values.day} reason={values.reason} errorOf={errorOf} />
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{t('personnel.createUnitSubmit')}</SubmitButton>
          <LinkButton to="/staff/units" tone="quiet">
            {t('personnel.keep')}
          </LinkButton>
        </div>
      </Form>
    </StaffShell>
  );
}
