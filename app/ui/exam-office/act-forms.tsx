import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { SittingState } from '#app/domain/exams/attempt.ts';
import { releasesEarly, SITTING_BOUNDS, type SittingAct } from '#app/domain/exams/sitting-plan.ts';
import { SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { Checkbox, TextArea } from '#app/ui/components/inputs.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';

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
  /** What is missing or wrong, where that is the refusal. */
  readonly errors: readonly string[];
};

const EARLY = 'release-early';
const HEAVY: readonly SittingAct[] = ['cancel', 'withdraw'];

/** What can be done with a sitting now: each act folded until asked for, saying what it touches before it asks why. */
export function ActForms({
  acts,
  revision,
  state,
  closesAt,
  inProgress,
  touch,
  refusal,
}: {
  readonly acts: readonly SittingAct[];
  readonly revision: number;
  readonly state: SittingState;
  readonly closesAt: number;
  readonly inProgress: number;
  readonly touch: { readonly candidates: number; readonly passed: number; readonly certificates: number };
  readonly refusal: SittingActRefusal | null;
}) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <div className="[&>*+*]:border-t-0">
      {acts.map((act) => {
        const own = refusal?.act === act ? refusal : null;
        const fault = own?.errors.includes('reason') ? t('office.act.needReason') : undefined;
        const unconfirmed = own?.errors.includes('early') ? t('office.act.needEarly') : undefined;
        const isEarly = act === 'release' && releasesEarly({ state, inProgress });
        const field = `reason-${act}`;
        const faults = [
          ...(fault ? [{ fieldId: field, message: fault }] : []),
          ...(unconfirmed && isEarly ? [{ fieldId: EARLY, message: unconfirmed }] : []),
        ];
        return (
          <Disclosure key={act} summary={t(`office.act.open.${act}`)} open={own !== null}>
            <Form method="post" className="flex max-w-form flex-col gap-5 pt-2">
              <input type="hidden" name="act" value={act} />
              <input type="hidden" name="revision" value={revision} />
              {faults.length > 0 && <FormError title={t('office.act.refused')} faults={faults} />}
              <p>{t(`office.act.what.${act}`, { count: inProgress, ...touch })}</p>
              {isEarly && (
                <Callout
                  tone="warn"
                  title={t(`office.act.early.${state === 'open' ? 'open' : 'writing'}`, {
                    time: time.instant(closesAt),
                    count: inProgress,
                  })}
                >
                  <p>{t('office.act.early.text')}</p>
                  <Checkbox id={EARLY} name="early" value="1" label={t('office.act.early.confirm')} required />
                </Callout>
              )}
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
