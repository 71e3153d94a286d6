import { data } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, publicAction, publicLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';
import { requestResetMail } from '#app/usecases/access/request-reset-mail.server.ts';

export const handle = pageTitle(({ t }) => t('access.forgotTitle'));

export const loader = publicLoader(async ({ context }) => (context.mail ? null : notFound()));

export const action = publicAction(async ({ context, request, actor, language }) => {
  const { name = '' } = await readForm(request);
  if (name.trim() === '') return data({ done: false, missing: true, minutes: 0 }, { status: 422 });
  const asked = await requestResetMail(context, actor, { name: name.slice(0, 200), language });
  if (asked.ok) return data({ done: true, missing: false, minutes: 0 });
  if (asked.code === 'not-found') notFound();
  const seconds = Number(asked.detail?.retryAfterSeconds ?? 0);
  return data({ done: false, missing: false, minutes: Math.ceil(seconds / 60) }, { status: statusOf(asked.code) });
});

export default function Forgot() {
  const { t } = useTranslation();
  const answer = useActionData<typeof action>();
  if (answer?.done)
    return (
      <PublicShell narrow>
        <h1 className="text-28">{t('access.forgotDoneTitle')}</h1>
        <p className="mt-3 mb-6 text-14 text-ink-2" role="status">
          {t('access.forgotDone')}
        </p>
        <div className="flex flex-wrap gap-3">
          <LinkButton to="/activate">{t('access.haveCode')}</LinkButton>
          <LinkButton to="/login" tone="quiet">
            {t('access.backToSignIn')}
          </LinkButton>
        </div>
      </PublicShell>
    );
  const missing = answer?.missing ? t('access.forgotMissing') : undefined;
  return (
    <PublicShell narrow>
      <h1 className="text-28">{t('access.forgotTitle')}</h1>
      <p className="mt-2 text-14 text-ink-2">{t('access.forgotIntro')}</p>
      <Form method="post" className="mt-6 flex flex-col gap-5">
        {answer && (
          <FormError faults={missing ? [{ fieldId: 'name', message: missing }] : []}>
            {answer.minutes > 0 && t('access.forgotTooMany', { minutes: answer.minutes })}
          </FormError>
        )}
        <Field label={t('account.username')} id="name" error={missing}>
          <TextInput
            name="name"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            required
          />
        </Field>
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{t('access.forgotSend')}</SubmitButton>
          <LinkButton to="/login" tone="quiet">
            {t('access.backToSignIn')}
          </LinkButton>
        </div>
      </Form>
    </PublicShell>
  );
}
