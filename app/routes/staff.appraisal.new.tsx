import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, yearOf } from '#app/domain/kernel/instant.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { AppraisalFigures, HoursFigures } from '#app/ui/appraisal/policy-figures.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { Badge } from '#app/ui/components/status.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { choosePolicies, listPolicyChoices, openYear } from '#app/usecases/appraisal/open-year.server.ts';

export const handle = pageTitle(({ t }) => t('appraisal.open.title'));

export const loader = pageLoader('appraisal.open', async ({ context }) => {
  const { read } = context.database;
  const now = context.clock.now();
  const proposed = await choosePolicies(read, dayOf(now, context.zone));
  return {
    ...(await listPolicyChoices(read)),
    proposed: proposed && [proposed.policy.versionId, proposed.hoursPolicy.versionId],
    lastYear: yearOf(now, context.zone),
  };
});

const FIELDS = ['year', 'policyVersionId', 'hoursPolicyVersionId'] as const;
type Values = Record<(typeof FIELDS)[number], string>;

export const action = pageAction('appraisal.open', async ({ context, actor, request }) => {
  const fields = await readForm(request);
  const values = Object.fromEntries(
    FIELDS.map((name) => [name, (fields[name] ?? '').normalize('NFKC').trim().slice(0, 100)]),
  ) as Values;
  const opened = await openYear(context, actor, {
    ...values,
    year: /^\d{4}$/.test(values.year) ? Number(values.year) : Number.NaN,
  });
  if (opened.ok) return redirect(`/staff/appraisal/${values.year}`, { status: 303 });
  const { code } = opened;
  const named = (opened.detail?.errors ?? []) as readonly string[];
  const field = FIELDS.find((name) => named.includes(name)) ?? (code === 'forbidden' ? null : 'year');
  return data({ code, field, values }, { status: statusOf(code) });
});

export default function OpenAppraisalYear() {
  const { t } = useTranslation();
  const localText = useLocalText();
  const time = useTimeFormat();
  const { policies, hoursPolicies, proposed, lastYear } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const message = refusal && t(`appraisal.open.code.${refusal.code}`);
  const errorOf = (name: keyof Values) => (refusal?.field === name ? message : undefined);
  const chosen = (name: keyof Values, versionId: string) =>
    refusal ? refusal.values[name] === versionId : (proposed?.includes(versionId) ?? false);
  return (
    <StaffShell
      title={t('appraisal.open.title')}
      intro={t('appraisal.open.intro')}
      breadcrumb={[{ label: t('appraisal.list.title'), to: '/staff/appraisal' }]}
    >
      {policies.length === 0 || hoursPolicies.length === 0 ? (
        <EmptyState title={t('appraisal.open.nonePolicy')} />
      ) : (
        <Form method="post" className="flex max-w-page flex-col gap-8">
          {refusal && (
            <FormError
              title={t('appraisal.open.refused')}
              faults={refusal.field === null ? [] : [{ fieldId: refusal.field, message: message ?? '' }]}
            >
              {refusal.field === null && message}
            </FormError>
          )}
          <div className="max-w-form">
            <Field
              id="year"
              label={t('appraisal.open.year')}
              hint={t('appraisal.open.yearHint')}
              required
              error={errorOf('year')}
            >
              <TextInput
                name="year"
                inputMode="numeric"
                maxLength={4}
                autoComplete="off"
                defaultValue={refusal?.values.year ?? String(lastYear)}
              />
            </Field>
          </div>
          <Choice id="policyVersionId" legend={t('appraisal.open.policy')} error={errorOf('policyVersionId')}>
            {policies.map(({ versionId, body }) => (
              <Version
                key={versionId}
                name="policyVersionId"
                value={versionId}
                checked={chosen('policyVersionId', versionId)}
                proposed={proposed?.includes(versionId) ?? false}
                title={t('appraisal.open.version', { title: localText(body.title), version: body.version })}
                effective={t('appraisal.open.effective', { date: time.day(body.effectiveFrom) })}
              >
                <AppraisalFigures policy={body} />
              </Version>
            ))}
          </Choice>
          <Choice
            id="hoursPolicyVersionId"
            legend={t('appraisal.open.hoursPolicy')}
            error={errorOf('hoursPolicyVersionId')}
          >
            {hoursPolicies.map(({ versionId, body }) => (
              <Version
                key={versionId}
                name="hoursPolicyVersionId"
                value={versionId}
                checked={chosen('hoursPolicyVersionId', versionId)}
                proposed={proposed?.includes(versionId) ?? false}
                title={t('appraisal.open.version', { title: localText(body.title), version: body.version })}
                effective={t('appraisal.open.effective', { date: time.day(body.effectiveFrom) })}
              >
                <HoursFigures policy={body} />
              </Version>
            ))}
          </Choice>
          <div className="flex flex-wrap gap-3">
            <SubmitButton>{t('appraisal.open.submit')}</SubmitButton>
            <LinkButton to="/staff/appraisal" tone="quiet">
              {t('appraisal.open.back')}
            </LinkButton>
          </div>
        </Form>
      )}
    </StaffShell>
  );
}

function Choice({
  id,
  legend,
  error,
  children,
}: {
  id: string;
  legend: string;
  error: string | undefined;
  children: ReactNode;
}) {
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend className="pb-3 text-18">{legend}</legend>
      {error !== undefined && (
        <p id={`${id}-error`} className="pb-2 text-14 text-seal">
          {error}
        </p>
      )}
      <div className="flex flex-col divide-y divide-line border-y border-line">{children}</div>
    </fieldset>
  );
}

/** A version with all its figures: what is chosen must be seen. */
function Version({
  name,
  value,
  checked,
  proposed,
  title,
  effective,
  children,
}: {
  name: string;
  value: string;
  checked: boolean;
  proposed: boolean;
  title: string;
  effective: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="py-4">
      <label className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1">
        <input
          type="radio"
          name={name}
          value={value}
          defaultChecked={checked}
          required
          className="size-5 accent-action"
        />
        <span className="font-medium">{title}</span>
        <span className="text-13 text-ink-2">{effective}</span>
        {proposed && <Badge tone="active">{t('appraisal.open.proposed')}</Badge>}
      </label>
      <div className="pt-2 sm:pl-8">{children}</div>
    </div>
  );
}
