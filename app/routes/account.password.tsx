import { data, type HeadersFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { LONGEST_PASSWORD, type PasswordFault, SHORTEST_PASSWORD } from '#app/domain/people/password-rules.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { PasswordInput } from '#app/ui/components/inputs.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';
import { changePassword } from '#app/usecases/account/change-password.server.ts';

export const handle = pageTitle(({ t }) => t('account.passwordTitle'));
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const loader = pageLoader('account.use', async ({ actor }) => ({
  mustChange: actor.mustChangePassword,
  employeeNo: actor.employeeNo,
}));

type Fault = PasswordFault | 'unchanged' | 'repeat' | 'wrong';
type Refusal = { readonly fault: Fault | null; readonly minutes: number };

export const action = pageAction('account.use', async ({ context, request, actor }) => {
  const { current = '', next = '', repeat = '' } = await readForm(request);
  const refused = (refusal: Refusal, init: ResponseInit) => data(refusal, init);
  if (next !== repeat) return refused({ fault: 'repeat', minutes: 0 }, { status: 422 });
  const result = await changePassword(context, actor, { current: current.slice(0, 1_000), next });
  if (result.ok) return redirect('/account?changed=1', { status: 303 });
  const status = statusOf(result.code);
  if (result.code === 'weak-password')
    return refused({ fault: result.detail?.reason as Fault, minutes: 0 }, { status });
  if (result.code === 'wrong-password') return refused({ fault: 'wrong', minutes: 0 }, { status });
  const seconds = Number(result.detail?.retryAfterSeconds ?? 0);
  return refused(
    { fault: null, minutes: Math.ceil(seconds / 60) },
    { status, headers: { 'Retry-After': String(seconds) } },
  );
});

/** Which field a fault belongs to. */
const FIELD_OF: Record<Fault, 'current' | 'next' | 'repeat'> = {
  'too-short': 'next',
  'too-long': 'next',
  'own-name': 'next',
  common: 'next',
  unchanged: 'next',
  repeat: 'repeat',
  wrong: 'current',
};

export default function ChangePassword() {
  const { t } = useTranslation();
  const { mustChange, employeeNo } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const fault = refusal?.fault ?? null;
  const message = fault && t(`account.fault.${fault}`, { shortest: SHORTEST_PASSWORD, longest: LONGEST_PASSWORD });
  const errorOf = (field: 'current' | 'next' | 'repeat') => (fault && FIELD_OF[fault] === field ? message : undefined);
  return (
    <PublicShell narrow>
      <h1 className="text-28">{t('account.passwordTitle')}</h1>
      <Form method="post" reloadDocument className="mt-6 flex flex-col gap-5">
        {mustChange && !refusal && (
          <Callout tone="warn" title={t('account.mustChangeTitle')}>
            {t('account.mustChange')}
          </Callout>
        )}
        {fault && <FormError title={t('account.notChanged')} faults={[{ fieldId: FIELD_OF[fault], message }]} />}
        {refusal && !fault && (
          <FormError title={t('account.notChanged')}>{t('account.tooMany', { minutes: refusal.minutes })}</FormError>
        )}
        {/* For password managers: whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={employeeNo} readOnly hidden />
        <Field label={t('account.currentPassword')} id="current" error={errorOf('current')}>
          <PasswordInput name="current" required />
        </Field>
        <Field
          label={t('account.newPassword')}
          hint={t('account.newPasswordHint', { shortest: SHORTEST_PASSWORD })}
          id="next"
          error={errorOf('next')}
        >
          <PasswordInput name="next" autoComplete="new-password" required />
        </Field>
        <Field label={t('account.repeatPassword')} id="repeat" error={errorOf('repeat')}>
          <PasswordInput name="repeat" autoComplete="new-password" required />
        </Field>
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{t('account.savePassword')}</SubmitButton>
          {!mustChange && (
            <LinkButton to="/account" tone="quiet">
              {t('account.back')}
            </LinkButton>
          )}
        </div>
      </Form>
    </PublicShell>
  );
}
