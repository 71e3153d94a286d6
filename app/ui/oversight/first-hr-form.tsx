import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { Select, TextInput } from '#app/ui/components/inputs.tsx';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { PostingFields } from '#app/ui/people/posting-fields.tsx';

export const FIRST_HR_FIELDS = ['name', 'employeeNo', 'unit', 'level', 'category', 'reason'] as const;
export type FirstHrField = (typeof FIRST_HR_FIELDS)[number];

export type FirstHrRefused = {
  readonly code:
    | 'name-taken'
    | 'own-role'
    | 'not-found'
    | 'unit-in-use'
    | 'role-excluded'
    | 'forbidden'
    | 'invalid-input';
  readonly faults: readonly FirstHrField[];
  readonly values: Readonly<Record<FirstHrField, string>>;
};

const NEED = {
  name: 'personnel.needName',
  employeeNo: 'personnel.needEmployeeNo',
  unit: 'staff.firstHr.needUnit',
  level: 'personnel.needLevel',
  category: 'personnel.needCategory',
  reason: 'staff.firstHr.needReason',
} as const;

/** Who is to be the first HR officer. A single top unit is chosen already. */
export function FirstHrForm({
  units,
  refusal,
}: {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly refusal: FirstHrRefused | undefined;
}) {
  const { t } = useTranslation();
  const kept = (name: FirstHrField) => refusal?.values[name] ?? '';
  const errorOf = (name: FirstHrField) => (refusal?.faults.includes(name) ? t(NEED[name]) : undefined);
  const [only] = units;
  return (
    <Form method="post" onKeyDown={holdEnterWhileComposing} className="flex max-w-form flex-col gap-5">
      {refusal && (
        <FormError
          title={t('staff.firstHr.refused')}
          faults={refusal.faults.map((name) => ({ fieldId: name, message: t(NEED[name]) }))}
        >
          {fillSlot(
            t(`staff.firstHr.code.${refusal.code}`, { link: SLOT }),
            <GrantLink who={refusal.values.employeeNo} />,
          )}
        </FormError>
      )}
      <p className="text-14 text-ink-2">{fillSlot(t('staff.firstHr.known', { link: SLOT }), <GrantLink />)}</p>
      <Field id="name" label={t('personnel.name')} required error={errorOf('name')}>
        <TextInput name="name" defaultValue={kept('name')} maxLength={60} autoComplete="off" lang="zh-CN" />
      </Field>
      <Field id="employeeNo" label={t('personnel.employeeNo')} required error={errorOf('employeeNo')}>
        <TextInput name="employeeNo" defaultValue={kept('employeeNo')} maxLength={32} autoComplete="off" />
      </Field>
      <Field
        id="unit"
        label={t('staff.firstHr.unit')}
        hint={t('staff.firstHr.unitHint')}
        required
        error={errorOf('unit')}
      >
        <Select name="unit" defaultValue={kept('unit') || (units.length === 1 ? (only?.id ?? '') : '')}>
          {units.length !== 1 && <option value="" />}
          {units.map(({ id, name }) => (
            <option key={id} value={id} lang="zh-CN">
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <PostingFields
        level={kept('level')}
        category={kept('category')}
        errors={{ level: errorOf('level'), category: errorOf('category') }}
      />
      <Field
        id="reason"
        label={t('staff.firstHr.reason')}
        hint={t('staff.roles.reasonHint')}
        required
        error={errorOf('reason')}
      >
        <TextInput name="reason" defaultValue={kept('reason')} maxLength={200} autoComplete="off" />
      </Field>
      <div className="flex flex-wrap gap-3">
        <SubmitButton>{t('staff.firstHr.submit')}</SubmitButton>
        <LinkButton to="/staff/roles" tone="quiet">
          {t('staff.roles.back')}
        </LinkButton>
      </div>
    </Form>
  );
}

function GrantLink({ who = '' }: { readonly who?: string }) {
  const { t } = useTranslation();
  return (
    <Link to={`/staff/roles/new${who ? `?who=${encodeURIComponent(who)}` : ''}`} className="link">
      {t('staff.firstHr.grantInstead')}
    </Link>
  );
}
