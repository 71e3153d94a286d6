import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#app/domain/kernel/instant.ts';
import { SubmitButton } from '#app/ui/components/button.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextArea, TextInput } from '#app/ui/components/inputs.tsx';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';

export const REVOKE_FIELDS = ['reason', 'decisionNo', 'effectiveOn'] as const;
type RevokeField = (typeof REVOKE_FIELDS)[number];

export type RevokeRefusal = {
  readonly code: 'invalid-input' | 'already-revoked';
  readonly faults: readonly RevokeField[];
  readonly values: Readonly<Record<RevokeField, string>>;
};

const FAULT = { reason: 'needReason', decisionNo: 'needDecisionNo', effectiveOn: 'badDay' } as const;

/** Folded until asked for: what it does cannot be undone, so it says what and to whose certificate before it asks. */
export function RevokeForm({
  number,
  name,
  issuedOn,
  today,
  refusal,
}: {
  readonly number: string;
  readonly name: string;
  readonly issuedOn: Day;
  readonly today: Day;
  readonly refusal: RevokeRefusal | null;
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const control = (field: RevokeField) => ({
    id: field,
    required: true,
    error: refusal?.faults.includes(field) ? t(`certificate.staff.revoke.${FAULT[field]}`) : undefined,
  });
  return (
    <Disclosure summary={t('certificate.staff.revoke.open', { number })} open={refusal !== null}>
      <Form method="post" className="flex max-w-form flex-col gap-5 pt-2">
        {refusal && refusal.faults.length > 0 && (
          <FormError
            title={t('certificate.staff.revoke.refused')}
            faults={refusal.faults.map((fieldId) => ({
              fieldId,
              message: t(`certificate.staff.revoke.${FAULT[fieldId]}`),
            }))}
          />
        )}
        <p>
          {fillSlot(t('certificate.staff.revoke.question', { name: SLOT, number }), <span lang="zh-CN">{name}</span>)}
        </p>
        <Field
          label={t('certificate.staff.revoke.reason')}
          hint={t('certificate.staff.revoke.reasonHint')}
          {...control('reason')}
        >
          <TextArea name="reason" rows={3} maxLength={500} defaultValue={refusal?.values.reason ?? ''} />
        </Field>
        <Field
          label={t('certificate.staff.revoke.decisionNo')}
          hint={t('certificate.staff.revoke.decisionNoHint')}
          {...control('decisionNo')}
        >
          <TextInput
            name="decisionNo"
            maxLength={100}
            autoComplete="off"
            defaultValue={refusal?.values.decisionNo ?? ''}
          />
        </Field>
        <Field
          label={t('certificate.staff.revoke.effectiveOn')}
          hint={t('certificate.staff.revoke.effectiveOnHint', { issuedOn: time.day(issuedOn) })}
          {...control('effectiveOn')}
        >
          <TextInput
            type="date"
            name="effectiveOn"
            min={issuedOn}
            max={today}
            defaultValue={refusal?.values.effectiveOn ?? today}
          />
        </Field>
        <div>
          <SubmitButton tone="danger">{t('certificate.staff.revoke.submit', { number })}</SubmitButton>
        </div>
      </Form>
    </Disclosure>
  );
}
