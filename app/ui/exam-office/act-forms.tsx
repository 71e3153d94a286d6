import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { SITTING_BOUNDS, type SittingAct } from '#app/domain/exams/sitting-plan.ts';
import { SubmitButton } from '#app/ui/components/button.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextArea } from '#app/ui/components/inputs.tsx';

export const SITTING_ACTS = [
  'close',
  'cancel',
  'reopen',
  'release',
  'withdraw',
] as const satisfies readonly SittingAct[];

export type SittingActRefusal = {
  readonly act: SittingAct;
  readonly code: 'forbidden' | 'invalid-input' | 'stale-version' | 'sitting-state';
  readonly reason: string;
};

const HEAVY: readonly SittingAct[] = ['cancel', 'withdraw'];

/** What can be done with a sitting now: each act folded until asked for, saying what it touches before it asks why. */
export function ActForms({
  acts,
  revision,
  inProgress,
  touch,
  refusal,
}: {
  readonly acts: readonly SittingAct[];
  readonly revision: number;
  readonly inProgress: number;
  readonly touch: { readonly candidates: number; readonly passed: number; readonly certificates: number };
  readonly refusal: SittingActRefusal | null;
}) {
  const { t } = useTranslation();
  return (
    <div className="[&>*+*]:border-t-0">
      {acts.map((act) => {
        const own = refusal?.act === act ? refusal : null;
        const fault = own?.code === 'invalid-input' ? t('office.act.needReason') : undefined;
        const field = `reason-${act}`;
        return (
          <Disclosure key={act} summary={t(`office.act.open.${act}`)} open={own !== null}>
            <Form method="post" className="flex max-w-form flex-col gap-5 pt-2">
              <input type="hidden" name="act" value={act} />
              <input type="hidden" name="revision" value={revision} />
              {fault && <FormError title={t('office.act.refused')} faults={[{ fieldId: field, message: fault }]} />}
              <p>{t(`office.act.what.${act}`, { count: inProgress, ...touch })}</p>
              <Field id={field} label={t('office.act.reason')} hint={t('office.act.reasonHint')} required error={fault}>
                <TextArea
                  name="reason"
                  rows={3}
                  maxLength={SITTING_BOUNDS.reasonLength}
                  defaultValue={own?.reason ?? ''}
                />
              </Field>
              <div>
                <SubmitButton tone={HEAVY.includes(act) ? 'danger' : 'primary'}>
                  {t(`office.act.submit.${act}`, touch)}
                </SubmitButton>
              </div>
            </Form>
          </Disclosure>
        );
      })}
    </div>
  );
}
