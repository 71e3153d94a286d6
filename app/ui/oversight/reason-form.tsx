import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';

export type ReasonRefusal = {
  readonly code: 'invalid-input' | 'other';
  readonly message: string;
  readonly reason: string;
};

/**
 * An act on one thing that cannot be taken back and needs a reason: what it does, why, and the button that names it.
 * Stands at the top of the list that it was asked for in; `cancelTo` is the list without it.
 */
export function ReasonForm({
  title,
  children,
  action,
  fields,
  button,
  cancel,
  cancelTo,
  refusal,
}: {
  readonly title: ReactNode;
  /** What will happen. */
  readonly children: ReactNode;
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly button: ReactNode;
  readonly cancel: ReactNode;
  readonly cancelTo: string;
  readonly refusal: ReasonRefusal | null;
}) {
  const { t } = useTranslation();
  const atFault = refusal?.code === 'invalid-input' ? t('oversight.needReason') : undefined;
  return (
    <section
      aria-labelledby="act"
      className="flex max-w-reading flex-col gap-4 rounded-panel border border-seal bg-surface p-5"
    >
      <h2 id="act" className="text-18">
        {title}
      </h2>
      <div className="flex flex-col gap-2 text-14 text-ink-2">{children}</div>
      {refusal && (
        <FormError title={t('oversight.notDone')} faults={atFault ? [{ fieldId: 'reason', message: atFault }] : []}>
          {!atFault && refusal.message}
        </FormError>
      )}
      <Form method="post" action={action} className="flex flex-col gap-4">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field label={t('oversight.reason')} hint={t('oversight.reasonHint')} id="reason" required error={atFault}>
          <TextInput name="reason" maxLength={200} autoComplete="off" defaultValue={refusal?.reason ?? ''} />
        </Field>
        <div className="flex flex-wrap gap-3">
          <SubmitButton tone="danger">{button}</SubmitButton>
          <LinkButton to={cancelTo} tone="quiet">
            {cancel}
          </LinkButton>
        </div>
      </Form>
    </section>
  );
}
