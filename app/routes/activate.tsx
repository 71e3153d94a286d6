import { data, redirect } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_PASSWORD, type PasswordFault, SHORTEST_PASSWORD } from '#app/domain/people/password-rules.ts';
import { deviceCookies, readDevice } from '#app/platform/auth/device-cookie.server.ts';
import { startSession } from '#app/platform/auth/session.server.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { publicAction, publicLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { PasswordInput, TextInput } from '#app/ui/components/inputs.tsx';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';
import { type OpenCode, openCode } from '#app/usecases/access/open-code.server.ts';
import { useCode as setPasswordWithCode } from '#app/usecases/access/use-code.server.ts';

export const handle = pageTitle(({ t }) => t('access.codeTitle'));

/** A code never stands in an address: links carry it behind #, forms in their body. */
export const loader = publicLoader(async () => null);

type Answer = {
  readonly code: string;
  readonly open: OpenCode | null;
  readonly refusal: 'link-expired' | 'too-many-attempts' | null;
  readonly minutes: number;
  readonly fault: PasswordFault | 'repeat' | null;
};

export const action = publicAction(async ({ context, request, actor }) => {
  const fields = await readForm(request);
  const code = (fields.code ?? '').slice(0, 100);
  const answer = (rest: Partial<Answer>, status = 200) =>
    data<Answer>({ code, open: null, refusal: null, minutes: 0, fault: null, ...rest }, { status });
  const refuse = ({ code: refusal, detail }: { code: 'link-expired' | 'too-many-attempts'; detail?: unknown }) => {
    const seconds = Number((detail as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds ?? 0);
    return answer({ refusal, minutes: Math.ceil(seconds / 60) }, refusal === 'link-expired' ? 422 : statusOf(refusal));
  };
  const opened = await openCode(context, actor, code);
  if (!opened.ok) return refuse(opened);
  const { password, repeat } = fields;
  if (password === undefined) return answer({ open: opened.value });
  if (password !== repeat) return answer({ open: opened.value, fault: 'repeat' }, 422);
  const used = await setPasswordWithCode(context, actor, {
    ...{ code, password: password.slice(0, 1_000) },
    device: readDevice(request),
  });
  if (used.ok) {
    const { personId, roles, device } = used.value;
    const headers = new Headers();
    headers.append('Set-Cookie', await startSession(context, { request, personId, address: actor.address }));
    for (const cookie of deviceCookies(context, device)) headers.append('Set-Cookie', cookie);
    throw redirect(roles.includes('learner') ? '/' : '/staff', { status: 303, headers });
  }
  if (used.code === 'weak-password')
    return answer({ open: opened.value, fault: used.detail?.reason as PasswordFault }, statusOf('weak-password'));
  return refuse({ code: used.code, detail: used.detail });
});

export default function Activate() {
  const { t } = useTranslation();
  const answer = useActionData<typeof action>();
  return (
    <PublicShell narrow>
      {answer?.open ? (
        <SetPassword open={answer.open} code={answer.code} fault={answer.fault} />
      ) : (
        <>
          <h1 className="text-28">{t('access.codeTitle')}</h1>
          <p className="mt-2 text-14 text-ink-2">{t('access.codeIntro')}</p>
          <EnterCode answer={answer ?? null} />
        </>
      )}
    </PublicShell>
  );
}

function EnterCode({ answer }: { answer: Answer | null }) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const code = decodeURIComponent(window.location.hash.slice(1));
    if (code === '' || !field.current) return;
    field.current.value = code;
    // Out of the address, or it would stay in this computer's history.
    window.history.replaceState(window.history.state, '', window.location.pathname);
    form.current?.requestSubmit();
  }, []);
  return (
    <Form method="post" ref={form} className="mt-6 flex flex-col gap-5">
      {answer?.refusal && (
        <FormError title={t('access.codeRefused')}>
          {answer.refusal === 'too-many-attempts'
            ? t('access.codeTooMany', { minutes: answer.minutes })
            : t('access.codeExpired')}
        </FormError>
      )}
      <Field label={t('access.code')} hint={t('access.codeHint')} id="code">
        <TextInput
          ref={field}
          name="code"
          defaultValue={answer?.code ?? ''}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          required
        />
      </Field>
      <div className="flex flex-wrap gap-3">
        <SubmitButton>{t('access.codeNext')}</SubmitButton>
        <LinkButton to="/login" tone="quiet">
          {t('access.backToSignIn')}
        </LinkButton>
      </div>
    </Form>
  );
}

function SetPassword({ open, code, fault }: { open: OpenCode; code: string; fault: Answer['fault'] }) {
  const { t } = useTranslation();
  const activation = open.purpose === 'activation';
  const message =
    fault === null
      ? undefined
      : fault === 'repeat'
        ? t('access.repeatFault')
        : t(`account.fault.${fault}`, { shortest: SHORTEST_PASSWORD, longest: LONGEST_PASSWORD });
  const at = fault === 'repeat' ? 'repeat' : 'password';
  return (
    <>
      <h1 className="text-28">{t(activation ? 'access.activateTitle' : 'access.setTitle')}</h1>
      <p className="mt-2 text-14 text-ink-2">{t(activation ? 'access.activateText' : 'access.setText')}</p>
      <div className="mt-6">
        <Callout announce>
          {fillSlot(t('access.forWhom', { name: SLOT }), <span lang="zh-CN">{open.maskedName}</span>)}
        </Callout>
      </div>
      <Form method="post" reloadDocument className="mt-6 flex flex-col gap-5">
        {message && <FormError title={t('access.passwordRefused')} faults={[{ fieldId: at, message }]} />}
        <input type="hidden" name="code" value={code} />
        <Field
          label={t('account.newPassword')}
          hint={t('account.newPasswordHint', { shortest: SHORTEST_PASSWORD })}
          id="password"
          error={at === 'password' ? message : undefined}
        >
          <PasswordInput name="password" autoComplete="new-password" required />
        </Field>
        <Field label={t('access.repeat')} id="repeat" error={at === 'repeat' ? message : undefined}>
          <PasswordInput name="repeat" autoComplete="new-password" required />
        </Field>
        <div>
          <SubmitButton>{t(activation ? 'access.activateButton' : 'access.setButton')}</SubmitButton>
        </div>
      </Form>
    </>
  );
}
