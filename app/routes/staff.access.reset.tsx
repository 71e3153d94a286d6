import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatAccessCode } from '#app/domain/people/access-code.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { AccessTabs } from '#app/ui/access/access-tabs.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { fillSlot, SLOT } from '#app/ui/components/slot.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { type IssuedReset, issueReset } from '#app/usecases/access/issue-reset.server.ts';

export const handle = pageTitle(({ t }) => t('access.reset'));

export const loader = pageLoader('access.reset', async ({ context, url }) => ({
  who: url.searchParams.get('who')?.slice(0, 100) ?? '',
  address: `${context.publicUrl}/activate`,
}));

type Fault = 'whoMissing' | 'reasonMissing' | 'whoUnknown' | 'whoNotAllowed' | 'whoAdministrator' | 'whoOwn';
type Answer = {
  readonly issued: IssuedReset | null;
  readonly faults: Partial<Record<'who' | 'reason', Fault>>;
  readonly values: { readonly who: string; readonly reason: string };
};

const FAULTS = {
  'not-found': 'whoUnknown',
  'reset-not-allowed': 'whoNotAllowed',
  'operator-only': 'whoAdministrator',
  'own-role': 'whoOwn',
} as const;

export const action = pageAction('access.reset', async ({ context, actor, request }) => {
  const fields = await readForm(request);
  const values = { who: (fields.who ?? '').trim().slice(0, 100), reason: (fields.reason ?? '').trim().slice(0, 200) };
  const refuse = (faults: Answer['faults'], status = 422) => data<Answer>({ issued: null, faults, values }, { status });
  if (values.who === '')
    return refuse({ who: 'whoMissing', ...(values.reason === '' ? { reason: 'reasonMissing' } : {}) });
  const issued = await issueReset(context, actor, values);
  if (issued.ok)
    return data<Answer>(
      { issued: issued.value, faults: {}, values },
      { headers: { 'Cache-Control': 'private, no-store' } },
    );
  if (issued.code === 'invalid-input') return refuse({ reason: 'reasonMissing' });
  return refuse({ who: FAULTS[issued.code] }, statusOf(issued.code));
});

export default function Reset() {
  const { t } = useTranslation();
  const { who, address } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <StaffShell title={t('access.reset')} intro={t('access.resetIntro')}>
      <AccessTabs current="reset" />
      {answer?.issued ? (
        <Issued issued={answer.issued} address={address} />
      ) : (
        <ResetForm
          key={who}
          who={answer?.values.who ?? who}
          reason={answer?.values.reason ?? ''}
          faults={answer?.faults ?? {}}
        />
      )}
    </StaffShell>
  );
}

function Issued({ issued, address }: { issued: IssuedReset; address: string }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <section aria-labelledby="issued" role="status" className="flex max-w-form flex-col gap-4">
      <h2 id="issued" className="text-18">
        {t('access.issuedTitle')}
      </h2>
      <p className="text-14">
        {fillSlot(
          t('access.issuedText', { name: SLOT }),
          <span>
            <span lang="zh-CN">{issued.name}</span> <span className="figures">({issued.employeeNo})</span>
          </span>,
        )}
      </p>
      <p className="rounded-panel border border-line bg-surface px-6 py-5 text-center font-mono text-28 tracking-wide">
        {formatAccessCode(issued.code)}
      </p>
      <p className="text-14 text-ink-2">
        {t('access.issuedUntil', { until: time.instant(issued.validUntil, 'minute'), address })}
      </p>
      <div>
        <LinkButton to="/staff/access/reset">{t('access.another')}</LinkButton>
      </div>
    </section>
  );
}

function ResetForm({ who, reason, faults }: { who: string; reason: string; faults: Answer['faults'] }) {
  const { t } = useTranslation();
  const entries = Object.entries(faults) as ['who' | 'reason', Fault][];
  const error = (name: 'who' | 'reason') => {
    const fault = faults[name];
    return { id: name, error: fault ? t(`access.${fault}`) : undefined };
  };
  return (
    <Form method="post" className="flex max-w-form flex-col gap-5">
      {entries.length > 0 && (
        <FormError
          title={t('access.resetRefused')}
          faults={entries.map(([fieldId, fault]) => ({ fieldId, message: t(`access.${fault}`) }))}
        />
      )}
      <p className="text-14 text-ink-2">{t('access.resetLimits')}</p>
      <Field label={t('access.who')} required {...error('who')}>
        <TextInput name="who" defaultValue={who} maxLength={100} autoComplete="off" autoCapitalize="none" />
      </Field>
      <Field label={t('access.reason')} hint={t('access.reasonHint')} required {...error('reason')}>
        <TextInput name="reason" defaultValue={reason} maxLength={200} autoComplete="off" />
      </Field>
      <div>
        <SubmitButton>{t('access.issueReset')}</SubmitButton>
      </div>
    </Form>
  );
}
