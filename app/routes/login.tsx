import { data, type HeadersFunction, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { Trans, useTranslation } from 'react-i18next';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#app/domain/people/demo-accounts.ts';
import { deviceCookies, readDevice } from '#app/platform/auth/device-cookie.server.ts';
import { startSession } from '#app/platform/auth/session.server.ts';
import { applicationEnv } from '#app/platform/context.server.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { publicAction, publicLoader } from '#app/platform/http/page.server.ts';
import { sameSitePath } from '#app/platform/http/preferences.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { PasswordInput, TextInput } from '#app/ui/components/inputs.tsx';
import { MixedText } from '#app/ui/components/mixed-text.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { ChevronRightIcon } from '#app/ui/icons/icons.tsx';
import { SupportLine } from '#app/ui/oversight/support-line.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';
import { signIn } from '#app/usecases/account/sign-in.server.ts';
import { readSettings } from '#app/usecases/operation/read-settings.server.ts';

export const handle = pageTitle(({ t }) => t('account.signInTitle'));

/** Beyond these nobody typed it; hashing it would only cost the server. */
const LONGEST_NAME = 200;
const LONGEST_SECRET = 1_000;

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const loader = publicLoader(async ({ context, url, actor }) => {
  const next = sameSitePath(url.searchParams.get('next'));
  if (actor.kind === 'person') throw redirect(next);
  const { DEMO } = await applicationEnv();
  const settings = await readSettings(context);
  return {
    next,
    notice: settings['sign-in.notice'],
    support: { name: settings['support.name'], contact: settings['support.contact'] },
    byMail: context.mail !== null,
    demo: DEMO ? { accounts: DEMO_ACCOUNTS, password: DEMO_PASSWORD } : null,
  };
});

export const action = publicAction(async ({ context, request, actor }) => {
  const { username = '', password = '', next } = await readForm(request);
  if (username.length > LONGEST_NAME || password.length > LONGEST_SECRET)
    return data({ refusal: 'wrong-credentials' as const, minutes: 0, username: '' }, { status: 400 });
  const result = await signIn(context, actor, { username, password, device: readDevice(request) });
  if (!result.ok) {
    const seconds = Number(result.detail?.retryAfterSeconds ?? 0);
    return data(
      { refusal: result.code, minutes: Math.ceil(seconds / 60), username },
      {
        status: statusOf(result.code),
        headers: result.code === 'too-many-attempts' ? { 'Retry-After': String(seconds) } : {},
      },
    );
  }
  const { personId, roles, device } = result.value;
  const headers = new Headers();
  headers.append('Set-Cookie', await startSession(context, { request, personId, address: actor.address }));
  for (const cookie of deviceCookies(context, device)) headers.append('Set-Cookie', cookie);
  const wanted = sameSitePath(next);
  // Whoever only serves has no learner's home.
  const to = wanted === '/' && !roles.includes('learner') ? '/staff' : wanted;
  throw redirect(to, { status: 303, headers });
});

export default function Login() {
  const { t } = useTranslation();
  const { authority } = useRootData();
  const { next, notice, support, byMail, demo } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <PublicShell narrow>
      {authority && (
        <p lang="zh-CN" className="text-14 text-ink-2 lg:hidden">
          {authority}
        </p>
      )}
      <h1 className="mt-1 text-28">{t('account.signInTitle')}</h1>
      <p className="mt-2 text-14 text-ink-2">{t('account.signInIntro')}</p>
      {notice !== '' && (
        <div className="mt-5">
          <Callout tone="active">
            <p className="whitespace-pre-line">
              <MixedText text={notice} />
            </p>
          </Callout>
        </div>
      )}
      <Form method="post" reloadDocument className="mt-6 flex flex-col gap-5">
        {refused && (
          <FormError title={t(refused.refusal === 'wrong-credentials' ? 'account.wrongTitle' : 'account.tooManyTitle')}>
            {refused.refusal === 'wrong-credentials'
              ? t('account.wrong')
              : t('account.tooMany', { minutes: refused.minutes })}
          </FormError>
        )}
        <input type="hidden" name="next" value={next} />
        <Field label={t('account.username')} id="username">
          <TextInput
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={LONGEST_NAME}
            defaultValue={refused?.username ?? ''}
            required
          />
        </Field>
        <Field label={t('account.password')} id="password">
          <PasswordInput name="password" maxLength={LONGEST_SECRET} required />
        </Field>
        <SubmitButton wide>{t('account.signInButton')}</SubmitButton>
      </Form>
      <SupportLine {...support} />
      <ul className="mt-4 flex flex-wrap gap-x-6 text-14">
        {byMail && (
          <li>
            <Link to="/forgot" className="link inline-flex min-h-11 items-center">
              {t('access.forgot')}
            </Link>
          </li>
        )}
        <li>
          <Link to="/activate" className="link inline-flex min-h-11 items-center">
            {t('access.haveCode')}
          </Link>
        </li>
      </ul>
      {demo && (
        <section aria-labelledby="demo" className="mt-12">
          <h2 id="demo" className="text-16">
            {t('account.demoTitle')}
          </h2>
          <p className="mt-1 text-14 text-ink-2">
            <Trans
              t={t}
              i18nKey="account.demoText"
              values={{ password: demo.password }}
              components={{ code: <code className="font-mono text-ink" /> }}
            />
          </p>
          <ul className="mt-3 divide-y divide-line border-y border-line">
            {demo.accounts.map((role) => (
              <li key={role}>
                <Form method="post" reloadDocument>
                  <input type="hidden" name="next" value={next === '/' && role !== 'learner' ? '/staff' : next} />
                  <input type="hidden" name="username" value={role} />
                  <input type="hidden" name="password" value={demo.password} />
                  <button
                    type="submit"
                    aria-label={t('account.demoSignIn', { role: t(`staff.role.${role}`) })}
                    className="group flex min-h-14 w-full items-center gap-4 py-2 text-left text-14 hover:bg-sunken"
                  >
                    <span className="w-28 shrink-0">
                      <span className="block font-medium text-action group-hover:underline">
                        {t(`staff.role.${role}`)}
                      </span>
                      <span className="block font-mono text-12 text-ink-3">{role}</span>
                    </span>
                    <span className="min-w-0 flex-1 text-13 text-ink-2">{t(`staff.task.${role}`)}</span>
                    <ChevronRightIcon size={16} className="shrink-0 text-ink-3" />
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </section>
      )}
    </PublicShell>
  );
}
