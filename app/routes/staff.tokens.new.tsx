import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { TOKEN_SCOPES, type TokenScope } from '#app/domain/people/permissions.ts';
import { LONGEST_TOKEN_NAME, TOKEN_DAYS } from '#app/domain/people/token-rules.ts';
import { readFormData } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Field, FieldError } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { Checkbox, TextInput } from '#app/ui/components/inputs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { CopyButton } from '#app/ui/oversight/copy-button.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { createToken } from '#app/usecases/account/create-token.server.ts';

export const handle = pageTitle(({ t }) => t('oversight.tokens.createTitle'));

const SCOPES = Object.keys(TOKEN_SCOPES) as readonly TokenScope[];

export const loader = pageLoader('token.create', async ({ context }) => ({ publicUrl: context.publicUrl }));

export const action = pageAction('token.create', async ({ context, request, actor }) => {
  const form = await readFormData(request);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const scopes = SCOPES.filter((scope) => form.getAll('scope').includes(scope));
  const name = text('name').slice(0, 200);
  const days = text('days').normalize('NFKC');
  const result = await createToken(context, actor, { name, scopes, days: /^\d{1,4}$/.test(days) ? Number(days) : 0 });
  if (!result.ok) {
    const faults = (result.detail?.errors ?? []) as readonly string[];
    return data({ made: null, faults, values: { name, scopes, days } }, { status: statusOf(result.code) });
  }
  // The answer itself carries it: nowhere else is it ever shown, and no address holds it.
  return data(
    { made: { ...result.value, name }, faults: [], values: { name, scopes, days } },
    { headers: { 'Cache-Control': 'no-store' } },
  );
});

export default function NewToken() {
  const { t } = useTranslation();
  const answer = useActionData<typeof action>();
  return (
    <StaffShell
      title={t('oversight.tokens.createTitle')}
      intro={t('oversight.tokens.createIntro')}
      breadcrumb={[{ label: t('oversight.tokens.title'), to: '/staff/tokens' }]}
    >
      {answer?.made ? <Made made={answer.made} /> : <NewTokenForm />}
    </StaffShell>
  );
}

function Made({
  made,
}: {
  made: { readonly token: string; readonly tokenId: string; readonly name: string; readonly expiresAt: number };
}) {
  const { t } = useTranslation();
  const { publicUrl } = useLoaderData<typeof loader>();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="flex max-w-reading flex-col gap-5 outline-none">
      <Callout tone="ok" announce title={t('oversight.tokens.madeTitle')}>
        {t('oversight.tokens.madeText')}
      </Callout>
      <div>
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-80">
            <Field label={t('oversight.tokens.token')} id="token">
              <TextInput readOnly value={made.token} onFocus={(event) => event.currentTarget.select()} />
            </Field>
          </div>
          <CopyButton text={made.token} label={t('oversight.tokens.copy')} />
        </div>
        <p className="mt-2 text-13 text-ink-2">
          {t('oversight.tokens.worksUntil')} <Time at={made.expiresAt} />
        </p>
      </div>
      <div>
        <p className="text-14 font-medium">{t('oversight.tokens.howTo')}</p>
        <pre className="mt-1 overflow-x-auto rounded-control bg-sunken p-3 font-mono text-13">
          {`curl -H "Authorization: Bearer $TOKEN" \\\n  "${publicUrl}/api/v1/appraisal/records?year=2026"`}
        </pre>
      </div>
      <div>
        <LinkButton to="/staff/tokens">{t('oversight.tokens.back')}</LinkButton>
      </div>
    </div>
  );
}

function NewTokenForm() {
  const { t } = useTranslation();
  const answer = useActionData<typeof action>();
  const faults = answer?.faults ?? [];
  const wordOf = (name: string) =>
    t(`oversight.tokens.fault.${name as 'name' | 'scopes' | 'days'}`, {
      longest: LONGEST_TOKEN_NAME,
      most: TOKEN_DAYS.most,
    });
  const errorOf = (name: string) => (faults.includes(name) ? wordOf(name) : undefined);
  const scopeFault = errorOf('scopes');
  return (
    <Form method="post" className="flex max-w-form flex-col gap-5">
      {faults.length > 0 && (
        <FormError
          title={t('oversight.notDone')}
          faults={faults.map((name) => ({ fieldId: name, message: wordOf(name) }))}
        />
      )}
      <Field
        label={t('oversight.tokens.name')}
        hint={t('oversight.tokens.nameHint')}
        id="name"
        required
        error={errorOf('name')}
      >
        <TextInput
          name="name"
          maxLength={LONGEST_TOKEN_NAME}
          autoComplete="off"
          defaultValue={answer?.values.name ?? ''}
        />
      </Field>
      <fieldset id="scopes" tabIndex={-1} aria-describedby={scopeFault ? 'scopes-error' : undefined}>
        <legend className="text-14 font-medium">{t('oversight.tokens.scopes')}</legend>
        {SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            name="scope"
            value={scope}
            defaultChecked={answer?.values.scopes.includes(scope) ?? false}
            label={
              <>
                {t(`oversight.tokens.scope.${scope}.name`)}{' '}
                <code className="font-mono text-12 text-ink-3">{scope}</code>
              </>
            }
            hint={t(`oversight.tokens.scope.${scope}.text`)}
          />
        ))}
        {scopeFault && <FieldError id="scopes-error">{scopeFault}</FieldError>}
      </fieldset>
      <Field
        label={t('oversight.tokens.days')}
        hint={t('oversight.tokens.daysHint', { most: TOKEN_DAYS.most })}
        id="days"
        required
        error={errorOf('days')}
      >
        <TextInput
          name="days"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={answer?.values.days ?? String(TOKEN_DAYS.byDefault)}
        />
      </Field>
      <div className="flex flex-wrap gap-3">
        <SubmitButton>{t('oversight.tokens.create')}</SubmitButton>
        <LinkButton to="/staff/tokens" tone="quiet">
          {t('oversight.tokens.back')}
        </LinkButton>
      </div>
    </Form>
  );
}
