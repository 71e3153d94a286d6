import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { parseYear } from '#app/platform/http/record-query.server.ts';
import { CheckNote } from '#app/ui/appraisal/year-progress.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { Checkbox, TextArea } from '#app/ui/components/inputs.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Status } from '#app/ui/components/status.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { checkYear, withdrawCheck } from '#app/usecases/appraisal/check-year.server.ts';
import {
  FINDINGS,
  type Finding,
  PUT_RIGHT_BY_COMPUTING,
  readFindings,
} from '#app/usecases/appraisal/read-findings.server.ts';
import { readCheckOfYear } from '#app/usecases/appraisal/read-year.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: loaded }) =>
  loaded ? t('appraisal.check.title', { year: loaded.year }) : t('appraisal.list.title'),
);

export const loader = pageLoader('appraisal.check', async ({ context, actor, params, url }) => {
  const year = parseYear(params.year) ?? notFound();
  const found = await readFindings(context, actor, { year });
  if (!found.ok) notFound();
  const { counts, whole, year: row } = found.value;
  const done = url.searchParams.get('done');
  return {
    year,
    status: row.status,
    computed: row.computedAt !== null,
    lastChange: row.lastChange,
    whole,
    check: await readCheckOfYear(context, actor, { year }),
    toFix: PUT_RIGHT_BY_COMPUTING.map((finding) => ({ finding, total: counts[finding] })),
    toKnow: FINDINGS.filter((finding) => !PUT_RIGHT_BY_COMPUTING.includes(finding)).map((finding) => ({
      finding,
      total: counts[finding],
    })),
    done: done === 'checked' || done === 'withdrawn' ? done : null,
  };
});

/** Marks the year as checked, or takes the mark back; the findings are counted anew, not believed from the form. */
export const action = pageAction('appraisal.check', async ({ context, actor, params, request }) => {
  const year = parseYear(params.year) ?? notFound();
  const fields = await readForm(request);
  const note = (fields.note ?? '').trim();
  const intent = fields.intent === 'withdraw' ? ('withdraw' as const) : ('check' as const);
  const found = await readFindings(context, actor, { year });
  if (!found.ok) notFound();
  const result =
    intent === 'withdraw'
      ? await withdrawCheck(context, actor, { year, note })
      : await checkYear(context, actor, {
          year,
          note,
          lastChange: Number(fields.lastChange ?? Number.NaN),
          findings: found.value.counts,
          acknowledged: fields.acknowledged === 'on',
        });
  if (result.ok)
    return redirect(`/staff/appraisal/${year}/check?done=${intent === 'withdraw' ? 'withdrawn' : 'checked'}`, {
      status: 303,
    });
  return data({ code: result.code, intent, note }, { status: statusOf(result.code) });
});

export default function CheckYear() {
  const { t } = useTranslation();
  const { year, status, computed, lastChange, whole, check, toFix, toKnow, done } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const message = refusal && t(`appraisal.check.code.${refusal.code}`);
  const form = (intent: 'check' | 'withdraw') => {
    const own = refusal?.intent === intent ? refusal : null;
    const atFault = own?.code === 'invalid-input';
    const id = intent === 'check' ? 'note' : 'reason';
    return (
      <Form
        method="post"
        action={`/staff/appraisal/${year}/check?index`}
        className="flex max-w-form flex-col gap-5 pt-2"
      >
        {own && (
          <FormError
            title={t('appraisal.check.refused')}
            faults={atFault ? [{ fieldId: id, message: message ?? '' }] : []}
          >
            {!atFault && message}
          </FormError>
        )}
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="lastChange" value={lastChange} />
        <Field
          id={id}
          label={t(intent === 'check' ? 'appraisal.check.note' : 'appraisal.check.reason')}
          hint={t(intent === 'check' ? 'appraisal.check.noteHint' : 'appraisal.check.takeBackHint')}
          required
          error={atFault ? message : undefined}
        >
          <TextArea name="note" rows={4} maxLength={500} defaultValue={own?.note ?? ''} />
        </Field>
        {intent === 'check' && toFix.some(({ total }) => total > 0) && (
          <Checkbox name="acknowledged" label={t('appraisal.check.acknowledge')} />
        )}
        <div>
          <SubmitButton tone={intent === 'check' ? 'primary' : 'danger'}>
            {t(intent === 'check' ? 'appraisal.check.submit' : 'appraisal.check.takeBackSubmit', { year })}
          </SubmitButton>
        </div>
      </Form>
    );
  };
  return (
    <StaffShell
      title={t('appraisal.check.title', { year })}
      intro={t(whole ? 'appraisal.check.intro' : 'appraisal.check.partIntro')}
      breadcrumb={[
        { label: t('appraisal.list.title'), to: '/staff/appraisal' },
        { label: t('appraisal.list.yearName', { year }), to: `/staff/appraisal/${year}` },
      ]}
    >
      <div className="flex max-w-page flex-col gap-10">
        {done && (
          <Callout
            tone="ok"
            announce
            title={t(done === 'checked' ? 'appraisal.check.done' : 'appraisal.check.takenBack', { year })}
          />
        )}
        {check && <CheckNote year={year} check={check} />}
        {!computed && (
          <Callout
            tone="warn"
            action={<LinkButton to={`/staff/appraisal/${year}/compute`}>{t('appraisal.compute.action')}</LinkButton>}
          >
            {t('appraisal.check.needCompute')}
          </Callout>
        )}
        <Section id="to-fix" title={t('appraisal.check.toFix')}>
          <p className="pb-3 text-14 text-ink-2">
            {t('appraisal.check.toFixHint')}{' '}
            <Link to={`/staff/appraisal/${year}/compute`} className="link">
              {t('appraisal.compute.action')}
            </Link>
          </p>
          <Findings year={year} lines={toFix} strict />
        </Section>
        <Section id="to-know" title={t('appraisal.check.toKnow')}>
          <p className="pb-3 text-14 text-ink-2">{t('appraisal.check.toKnowHint')}</p>
          <Findings year={year} lines={toKnow} />
        </Section>
        {whole && computed && status === 'computed' && (
          <Section id="mark" title={t('appraisal.check.mark')}>
            {form('check')}
          </Section>
        )}
        {whole && status === 'checked' && (
          <Disclosure summary={t('appraisal.check.takeBack')} open={refusal?.intent === 'withdraw'}>
            {form('withdraw')}
          </Disclosure>
        )}
      </div>
    </StaffShell>
  );
}

function Findings({
  year,
  lines,
  strict = false,
}: {
  year: number;
  lines: readonly { finding: Finding; total: number }[];
  strict?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <table className="w-full border-collapse text-14">
      <caption className="sr-only">{t(strict ? 'appraisal.check.toFix' : 'appraisal.check.toKnow')}</caption>
      <thead className="text-13 text-ink-2">
        <tr>
          <th scope="col" className="py-2 text-left font-medium">
            {t('appraisal.check.finding')}
          </th>
          <th scope="col" className="py-2 pl-6 text-right font-medium">
            {t('appraisal.check.people')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ finding, total }) => (
          <tr key={finding} className="border-t border-line">
            <th scope="row" className="py-2.5 text-left font-normal">
              {t(`appraisal.check.what.${finding}`)}
              <span className="block text-13 text-ink-3">{t(`appraisal.check.why.${finding}`)}</span>
            </th>
            <td className="py-2.5 pl-6 text-right align-top whitespace-nowrap">
              {total === 0 ? (
                <Status tone="ok">0</Status>
              ) : (
                <Status tone={strict ? 'warn' : 'neutral'}>
                  <Link to={`/staff/appraisal/${year}/check/${finding}`} className="link">
                    {formatCount(total)}
                  </Link>
                </Status>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
