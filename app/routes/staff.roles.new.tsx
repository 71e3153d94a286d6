import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf, isDay, startOfDay } from '#app/domain/kernel/instant.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { ROLES, type Role } from '#app/domain/people/roles.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { Select, TextInput } from '#app/ui/components/inputs.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { listRoleHolders } from '#app/usecases/people/list-role-holders.server.ts';
import type { RefusalCode } from '#app/usecases/refusals.ts';

export const handle = pageTitle(({ t }) => t('staff.roles.grantTitle'));

export const loader = pageLoader('role.grant', async ({ context, actor }) => {
  const { units } = await listRoleHolders(context, actor, { role: null, page: 1 });
  return { units };
});

const FIELDS = ['employeeNo', 'role', 'unitCode', 'reason', 'endsOn'] as const;
type FieldName = (typeof FIELDS)[number];
type Fault = 'needEmployeeNo' | 'needRole' | 'needUnit' | 'needReason' | 'badDay';
type Code = Extract<
  RefusalCode,
  'forbidden' | 'own-role' | 'not-found' | 'role-excluded' | 'conflict' | 'invalid-input'
>;
type Refusal = {
  readonly code: Code;
  readonly other: Role | null;
  readonly faults: Partial<Record<FieldName, Fault>>;
  readonly values: Record<FieldName, string>;
};

export const action = pageAction('role.grant', async ({ context, request, actor }) => {
  const fields = await readForm(request);
  const values = Object.fromEntries(FIELDS.map((name) => [name, (fields[name] ?? '').trim().slice(0, 200)])) as Record<
    FieldName,
    string
  >;
  const refuse = (code: Code, faults: Refusal['faults'] = {}, other: Role | null = null) =>
    data<Refusal>({ code, other, faults, values }, { status: statusOf(code) });
  const role = ROLES.find((known) => known === values.role);
  const today = dayOf(context.clock.now(), context.zone);
  const faults: Refusal['faults'] = {
    ...(values.employeeNo === '' && { employeeNo: 'needEmployeeNo' }),
    ...(!role && { role: 'needRole' }),
    ...(values.unitCode === '' && { unitCode: 'needUnit' }),
    ...(!isVisibleText(values.reason) && { reason: 'needReason' }),
    ...(values.endsOn !== '' && (!isDay(values.endsOn) || values.endsOn < today) && { endsOn: 'badDay' }),
  };
  if (!role || Object.keys(faults).length > 0) return refuse('invalid-input', faults);
  const { employeeNo, unitCode, reason, endsOn } = values;
  const result = await grantRole(context, actor, {
    employeeNo: employeeNo.normalize('NFKC'),
    role,
    unitCode,
    reason,
    endsAt: endsOn === '' ? null : startOfDay(addDays(endsOn, 1), context.zone),
  });
  if (!result.ok) return refuse(result.code, {}, (result.detail?.other as Role | undefined) ?? null);
  return redirect('/staff/roles?done=granted', { status: 303 });
});

export default function GrantRole() {
  const { t } = useTranslation();
  const { units } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const faults = Object.entries(refusal?.faults ?? {}) as [FieldName, Fault][];
  const control = (name: FieldName) => {
    const fault = refusal?.faults[name];
    return { id: name, error: fault ? t(`staff.roles.${fault}`) : undefined };
  };
  const kept = (name: FieldName) => ({ name, defaultValue: refusal?.values[name] ?? '' });
  return (
    <StaffShell
      title={t('staff.roles.grantTitle')}
      intro={t('staff.roles.grantIntro')}
      breadcrumb={[{ label: t('staff.roles.title'), to: '/staff/roles' }]}
    >
      <Form method="post" className="flex max-w-form flex-col gap-5">
        {refusal && (
          <FormError
            title={t('staff.roles.refused')}
            faults={faults.map(([fieldId, fault]) => ({ fieldId, message: t(`staff.roles.${fault}`) }))}
          >
            {t(`staff.roles.code.${refusal.code}`, {
              other: refusal.other ? t(`staff.role.${refusal.other}`) : '',
            })}
          </FormError>
        )}
        <Field
          label={t('staff.roles.employeeNo')}
          hint={t('staff.roles.employeeNoHint')}
          required
          {...control('employeeNo')}
        >
          <TextInput {...kept('employeeNo')} maxLength={32} autoComplete="off" />
        </Field>
        <Field label={t('staff.roles.role')} required {...control('role')}>
          <Select {...kept('role')}>
            <option value="" />
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`staff.role.${role}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('staff.roles.unit')} hint={t('staff.roles.unitHint')} required {...control('unitCode')}>
          <Select {...kept('unitCode')}>
            <option value="" />
            {units.map((unit) => (
              <option key={unit.code} value={unit.code} lang="zh-CN">
                {`${'\u3000'.repeat(unit.depth)}${unit.name}`}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('staff.roles.reason')} hint={t('staff.roles.reasonHint')} required {...control('reason')}>
          <TextInput {...kept('reason')} maxLength={200} autoComplete="off" />
        </Field>
        <Field label={t('staff.roles.endsOn')} hint={t('staff.roles.endsOnHint')} {...control('endsOn')}>
          <TextInput type="date" {...kept('endsOn')} />
        </Field>
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{t('staff.roles.submit')}</SubmitButton>
          <LinkButton to="/staff/roles" tone="quiet">
            {t('staff.roles.back')}
          </LinkButton>
        </div>
      </Form>
    </StaffShell>
  );
}
