import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { applicationEnv, applicationFonts } from '#app/platform/context.server.ts';
import { CERTIFICATES_PER_PART, findBatch, startBatch } from '#app/platform/export/certificate-batch.server.ts';
import { parseCertificateQuery } from '#app/platform/http/certificate-query.server.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { useHolderColumns } from '#app/ui/certificate/holder-columns.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { RunProgress } from '#app/ui/components/run-progress.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { DownloadIcon } from '#app/ui/icons/icons.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { isPrintReason, MOST_IN_BATCH, planBatch } from '#app/usecases/certification/print-batch.server.ts';

/** As many of the batch as the page shows, to see that it is the right one. */
const SHOWN = 20;
const MOST_REFUSED = 200;

export const handle = pageTitle(({ t }) => t('certificate.staff.print.title'));

export const loader = pageLoader('certificate.print', async ({ context, actor, url }) => {
  const asked = url.searchParams.get('run');
  const run = asked === null ? null : findBatch(actor, asked);
  if (run)
    return {
      kind: 'run' as const,
      run: {
        id: run.id,
        state: run.state,
        done: run.done,
        total: run.total,
        result: run.result && { certificates: run.result.certificates, refused: run.result.refused },
      },
    };
  const filter = parseCertificateQuery(url.searchParams);
  const plan = await planBatch(context, actor, filter);
  if (!plan.ok && plan.code === 'not-found') notFound();
  const { lines, refused, leftOut } = plan.ok ? plan.value : { lines: [], refused: [], leftOut: [] };
  return {
    kind: 'plan' as const,
    gone: asked !== null,
    tooMany: !plan.ok,
    chosen: filter.ids !== null,
    total: lines.length,
    parts: Math.ceil(lines.length / CERTIFICATES_PER_PART),
    most: MOST_IN_BATCH,
    perPart: CERTIFICATES_PER_PART,
    lines: lines.slice(0, SHOWN),
    leftOut,
    refusedTotal: refused.length,
    refused: refused.slice(0, MOST_REFUSED),
  };
});

/** Starts printing what the address means; the page then follows how far it is. */
export const action = pageAction('certificate.print', async ({ context, actor, request, url }) => {
  const { reason = '' } = await readForm(request);
  if (!isPrintReason(reason)) return data({ reason }, { status: statusOf('invalid-input') });
  const filter = parseCertificateQuery(url.searchParams);
  const plan = await planBatch(context, actor, filter);
  if (!plan.ok && plan.code === 'not-found') notFound();
  // The page beside it says why nothing can be printed.
  if (!plan.ok || plan.value.lines.length === 0) return data({ reason }, { status: statusOf('batch-too-large') });
  const run = startBatch(context, actor, {
    plan: plan.value,
    filter,
    reason,
    fonts: await applicationFonts(),
    dataDir: (await applicationEnv()).DATA_DIR,
  });
  return redirect(`/staff/certificates/print?run=${run.id}`, { status: 303 });
});

export default function PrintCertificates() {
  const { t } = useTranslation();
  const loaded = useLoaderData<typeof loader>();
  return (
    <StaffShell
      title={t('certificate.staff.print.title')}
      intro={t('certificate.staff.print.intro')}
      breadcrumb={[{ label: t('certificate.staff.title'), to: '/staff/certificates' }]}
    >
      <div className="flex max-w-page flex-col gap-8">
        {loaded.kind === 'run' ? <Run run={loaded.run} /> : <Plan {...loaded} />}
      </div>
    </StaffShell>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Run({ run }: { run: Extract<Loaded, { kind: 'run' }>['run'] }) {
  const { t } = useTranslation();
  if (run.state === 'running')
    return (
      <RunProgress
        label={t('certificate.staff.print.running')}
        done={run.done}
        total={run.total}
        text={
          run.total === null
            ? t('certificate.staff.print.counting')
            : t('certificate.staff.print.progress', { done: formatCount(run.done), total: formatCount(run.total) })
        }
        hint={t('certificate.staff.print.runningHint')}
        refresh={{ to: `?run=${run.id}`, label: t('certificate.staff.print.refresh') }}
      />
    );
  if (run.state === 'failed' || !run.result)
    return <Callout tone="seal">{t('certificate.staff.print.failed')}</Callout>;
  return (
    <Callout
      tone="ok"
      announce
      title={t('certificate.staff.print.done', { n: formatCount(run.result.certificates) })}
      action={
        <LinkButton
          to={`/staff/certificates/print/download?run=${run.id}`}
          native
          tone="primary"
          icon={<DownloadIcon size={16} />}
        >
          {t('certificate.staff.print.download')}
        </LinkButton>
      }
    >
      <p>{t('certificate.staff.print.doneText')}</p>
      {run.result.refused > 0 && <p>{t('certificate.staff.print.doneRefused', { n: run.result.refused })}</p>}
    </Callout>
  );
}

function Plan({
  gone,
  tooMany,
  chosen,
  total,
  parts,
  most,
  perPart,
  lines,
  leftOut,
  refused,
  refusedTotal,
}: Extract<Loaded, { kind: 'plan' }>) {
  const { t } = useTranslation();
  const refusal = useActionData<typeof action>();
  const columns = useHolderColumns<(typeof lines)[number]>();
  const refusedColumns = useHolderColumns<(typeof refused)[number]>();
  if (tooMany)
    return <Callout tone="warn">{t('certificate.staff.print.tooMany', { most: formatCount(most) })}</Callout>;
  if (total === 0 && refusedTotal === 0)
    return (
      <>
        <LeftOut leftOut={leftOut} />
        <EmptyState
          title={t(leftOut.length > 0 ? 'certificate.staff.print.noneValidTitle' : 'certificate.staff.print.noneTitle')}
          text={t(leftOut.length > 0 ? 'certificate.staff.print.noneValidText' : 'certificate.staff.print.noneText')}
          action={<LinkButton to="/staff/certificates">{t('certificate.staff.print.back')}</LinkButton>}
        />
      </>
    );
  return (
    <>
      <LeftOut leftOut={leftOut} />
      {gone && <Callout tone="warn">{t('certificate.staff.print.gone')}</Callout>}
      {total > 0 && (
        <Form method="post" className="flex max-w-form flex-col gap-5">
          {refusal && (
            <FormError
              title={t('certificate.staff.print.refusedTitle')}
              faults={[{ fieldId: 'reason', message: t('certificate.staff.print.needReason') }]}
            />
          )}
          <p className="text-16">
            {t(chosen ? 'certificate.staff.print.chosen' : 'certificate.staff.print.found', { n: formatCount(total) })}{' '}
            {t('certificate.staff.print.parts', { n: formatCount(parts), per: perPart })}
          </p>
          <Field
            id="reason"
            label={t('certificate.staff.print.reason')}
            hint={t('certificate.staff.print.reasonHint')}
            required
            error={refusal ? t('certificate.staff.print.needReason') : undefined}
          >
            <TextInput name="reason" maxLength={200} autoComplete="off" defaultValue={refusal?.reason ?? ''} />
          </Field>
          <div>
            <SubmitButton>{t('certificate.staff.print.submit', { n: formatCount(total) })}</SubmitButton>
          </div>
        </Form>
      )}
      {refusedTotal > 0 && (
        <Section id="refused" title={t('certificate.staff.print.refusedList', { n: formatCount(refusedTotal) })}>
          <p className="pb-3 text-14 text-ink-2">{t('certificate.staff.print.refusedText')}</p>
          <Table
            caption={t('certificate.staff.print.refusedCaption')}
            rows={refused}
            rowKey={({ id }) => id}
            rowLink={({ id }) => `/staff/certificates/${id}`}
            columns={[
              ...refusedColumns,
              {
                key: 'missing',
                header: t('certificate.staff.pending.characters'),
                onPhone: 'fact',
                cell: ({ missing }) => <span lang="zh-CN">{missing.join(' ')}</span>,
              },
            ]}
          />
        </Section>
      )}
      {total > 0 && (
        <Section id="first" title={t('certificate.staff.print.first', { n: lines.length })}>
          <Table
            caption={t('certificate.staff.print.caption')}
            rows={lines}
            rowKey={({ id }) => id}
            rowLink={({ id }) => `/staff/certificates/${id}`}
            columns={columns}
          />
        </Section>
      )}
    </>
  );
}

/** How many of those asked for are not in the batch, by their status, each with the way to print them all the same. */
function LeftOut({ leftOut }: { leftOut: Extract<Loaded, { kind: 'plan' }>['leftOut'] }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  if (leftOut.length === 0) return null;
  const addressOf = (status: string) =>
    `?${new URLSearchParams([...[...params].filter(([name]) => name !== 'status'), ['status', status]])}`;
  const total = leftOut.reduce((sum, { certificates }) => sum + certificates, 0);
  return (
    <Callout tone="warn" title={t('certificate.staff.print.leftOut', { n: formatCount(total) })}>
      <p>{t('certificate.staff.print.leftOutText')}</p>
      <ul className="flex flex-wrap gap-x-6 gap-y-1 pt-2">
        {leftOut.map(({ status, certificates }) => (
          <li key={status}>
            {t('certificate.staff.print.leftOutOf', {
              status: t(`certificate.status.${status}`),
              n: formatCount(certificates),
            })}{' '}
            <Link to={addressOf(status)} className="text-action underline">
              {t('certificate.staff.print.printThese', { status: t(`certificate.status.${status}`) })}
            </Link>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
