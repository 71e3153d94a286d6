import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { SubmitButton } from '#app/ui/components/button.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';

export type CodeFault = { readonly kind: 'needCode' | 'badCode' | 'badCodeSign'; readonly count: number };

/** Asks for a code; a GET form, so that it works without script and never leaves a trace but the address. */
export function VerifyForm({ typed = '', fault = null }: { typed?: string; fault?: CodeFault | null }) {
  const { t } = useTranslation();
  const message = fault ? t(`certificate.verify.${fault.kind}`, { count: fault.count }) : undefined;
  return (
    <Form method="get" action="/verify" className="mt-6 flex flex-col gap-5">
      {message && <FormError title={t('certificate.verify.refused')} faults={[{ fieldId: 'code', message }]} />}
      <Field label={t('certificate.verify.code')} hint={t('certificate.verify.codeHint')} error={message} id="code">
        <TextInput
          name="code"
          defaultValue={typed}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={200}
        />
      </Field>
      <div>
        <SubmitButton>{t('certificate.verify.submit')}</SubmitButton>
      </div>
    </Form>
  );
}
