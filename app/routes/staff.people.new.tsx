import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { dayOf, isDay } from '#app/domain/kernel/instant.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { parseEmployeeNo } from '#app/domain/people/account-names.ts';
import { parseEmail, parsePersonName } from '#app/domain/people/service.ts';
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
import { PostingFields } from '#app/ui/people/posting-fields.tsx';
import { UnitField } from '#app/ui/people/unit-field.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { findChosenUnit, listUnitChoices } from '#app/usecases/people/choose-unit.server.ts';
import { registerPerson } from '#app/usecases/people/register-person.server.ts';

export const handle = pageTitle(({ t }) => t('personnel.newPersonTitle'));

const FIELDS = ['name', 'employeeNo', 'email', 'unit', 'level', 'category', 'day'] as const;
type FieldName = (typeof FIELDS)[number];
type Values = Record<FieldName, string>;
const NEED = {
  name: 'needName',
  employeeNo: 'needEmployeeNo',
  email: 'needEmail',
  unit: 'needUnit',
  level: 'needLevel',
  category: 'needCategory',
  day: 'needDay',
} as const;

export const loader = pageLoader('person.create', async ({ context, actor, url }) => ({
  units: await listUnitChoices(context, actor, 'person.create'),
  unit: url.searchParams.get('unit')?.slice(0, 100) ?? '',
  today: dayOf(context.clock.now(), context.zone),
}));

export const action = pageAction('person.create', async ({ context, actor, request }) => {
  const fields = await readForm(request);
  const values = Object.fromEntries(FIELDS.map((name) => [name, (fields[name] ?? '').trim().slice(0, 254)])) as Values;
  const name = parsePersonName(values.name);
  const employeeNo = parseEmployeeNo(values.employeeNo);
  const email = parseEmail(values.email);
  const unitId = await findChosenUnit(context, actor, { action: 'person.create', text: values.unit });
  const faults: FieldName[] = [
    ...(name === null ? (['name'] as const) : []),
    ...(employeeNo === null ? (['employeeNo'] as const) : []),
    ...(email === undefined ? (['email'] as const) : []),
    ...(unitId === null ? (['unit'] as const) : []),
    ...(isVisibleText(values.level) ? [] : (['level'] as const)),
    ...(values.category === '' ? (['category'] as const) : []),
    ...(isDay(values.day) ? [] : (['day'] as const)),
  ];
  if (name === null || employeeNo === null || email === undefined || unitId === null || faults.length > 0)
    return data({ code: 'invalid-input' as const, faults, values }, { status: statusOf('invalid-input') });
  const result = await registerPerson(context, actor, {
    name,
    employeeNo,
    email,
    unitId,
    positionLevel: values.level,
    category: values.category,
    validFrom: values.day,
  });
  if (result.ok) return redirect(`/staff/people/${result.value.personId}?done=created`, { status: 303 });
  const at: FieldName[] = result.code === 'name-taken' ? ['employeeNo'] : [];
  return data({ code: result.code, faults: at, values }, { status: statusOf(result.code) });
});

export default function NewPerson() {
  const { t } = useTranslation();
  const { units, unit, today } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const values: Values = refusal?.values ?? {
    name: '',
    employeeNo: '',
    email: '',
    unit,
    level: '',
    category: '',
    day: today,
  };
  const wordOf = (name: FieldName) =>
    t(refusal?.code === 'name-taken' ? 'personnel.code.name-taken' : `personnel.${NEED[name]}`);
  const errorOf = (name: FieldName) => (refusal?.faults.includes(name) ? wordOf(name) : undefined);
  return (
    <StaffShell
      title={t('personnel.newPersonTitle')}
      intro={t('personnel.newPersonText')}
      breadcrumb={[{ label: t('staff.people.title'), to: '/staff/people' }]}
    >
      <Form method="post" onKeyDown={holdEnterWhileComposing} className="flex max-w-form flex-col gap-5">
        {refusal && (
          <FormError
            title={t('personnel.refused')}
            faults={refusal.faults.map((name) => ({ fieldId: name, message: wordOf(name) }))}
          >
            {t(`personnel.code.${refusal.code}`, { people: '' })}
          </FormError>
        )}
        <Field id="name" label={t('personnel.name')} required error={errorOf('name')}>
          <TextInput name="name" defaultValue={values.name} maxLength={60} autoComplete="off" lang="zh-CN" />
        </Field>
        <Field id="employeeNo" label={t('personnel.employeeNo')} required error={errorOf('employeeNo')}>
          <TextInput name="employeeNo" defaultValue={values.employeeNo} maxLength={32} autoComplete="off" />
        </Field>
        <Field id="email" label={t('personnel.email')} hint={t('personnel.emailHint')} error={errorOf('email')}>
          <TextInput name="email" defaultValue={values.email} maxLength={254} autoComplete="off" inputMode="email" />
        </Field>
        <UnitField id="unit" label={t('personnel.unit')} units={units} value={values.unit} error={errorOf('unit')} />
        <PostingFields
          level={values.level}
          category={values.category}
          errors={{ level: errorOf('level'), category: errorOf('category') }}
        />
        <PaperFields day={values.day} reason={null} errorOf={(name) => (name === 'day' ? errorOf(name) : undefined)} />
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{t('personnel.newPersonSubmit')}</SubmitButton>
          <LinkButton to="/staff/people" tone="quiet">
            {t('personnel.keep')}
          </LinkButton>
        </div>
      </Form>
    </StaffShell>
  );
}
