import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { revalidateOvertaken } from '#app/ui/after-refusal.ts';
import { CertificateStatusWord } from '#app/ui/certificate/certificate-status.tsx';
import { Prints } from '#app/ui/certificate/prints.tsx';
import { REVOKE_FIELDS, RevokeForm, type RevokeRefusal } from '#app/ui/certificate/revoke-form.tsx';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { type Definition, DefinitionList } from '#app/ui/components/definition-list.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Marks } from '#app/ui/components/marks.tsx';
import { Section } from '#app/ui/components/section.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { TierAndTrack } from '#app/ui/learning/tier-and-track.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import {
  type CertificateRecord,
  readCertificateRecord,
} from '#app/usecases/certification/read-certificate-record.server.ts';
import { reprintCertificate } from '#app/usecases/certification/reprint-certificate.server.ts';
import { revokeCertificate } from '#app/usecases/certification/revoke-certificate.server.ts';

export const handle = pageTitle<typeof loader>(
  ({ t, data: loaded }) => loaded?.certificate.statement.number ?? t('certificate.staff.title'),
);

const DONE = ['revoked', 'reprinted'] as const;

export const loader = pageLoader('certificate.search', async ({ context, actor, params, url }) => {
  const record = await readCertificateRecord(context, actor, { certificateId: params.id ?? '' });
  if (!record.ok) notFound();
  return {
    ...record.value,
    today: dayOf(context.clock.now(), context.zone),
    done: DONE.find((act) => act === url.searchParams.get('done')) ?? null,
  };
});

export const action = pageAction('certificate.revoke', async ({ context, actor, params, request }) => {
  const fields = await readForm(request);
  const certificateId = params.id ?? '';
  if (fields.intent === 'reprint') {
    const printed = await reprintCertificate(context, actor, { certificateId, reason: fields.reprintReason ?? '' });
    if (printed.ok) return redirect(`/staff/certificates/${certificateId}?done=reprinted#prints`, { status: 303 });
    if (printed.code === 'not-found') notFound();
    return data({ code: 'reprint' as const, reason: fields.reprintReason ?? '' }, { status: statusOf(printed.code) });
  }
  const [reason, decisionNo, effectiveOn] = REVOKE_FIELDS.map((name) => fields[name]?.trim() ?? '') as [
    string,
    string,
    string,
  ];
  const result = await revokeCertificate(context, actor, { certificateId, reason, decisionNo, effectiveOn });
  if (result.ok) return redirect(`/staff/certificates/${certificateId}?done=revoked`, { status: 303 });
  if (result.code === 'not-found') notFound();
  const faults = (result.detail?.errors ?? []) as readonly string[];
  const refusal: RevokeRefusal = {
    code: result.code,
    faults: REVOKE_FIELDS.filter((name) => faults.includes(name)),
    values: { reason, decisionNo, effectiveOn },
  };
  return data(refusal, { status: statusOf(result.code) });
});

export const shouldRevalidate = revalidateOvertaken;

export default function CertificateRecordPage() {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const record = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusal = answer?.code === 'reprint' ? undefined : answer;
  const reprintRefusal = answer?.code === 'reprint' ? answer : null;
  const { certificate, history, today, done, prints, printed } = record;
  const { statement, decision, id } = certificate;
  const revoked = history.some(({ kind }) => kind === 'revoked');
  return (
    <StaffShell
      title={statement.number}
      breadcrumb={[{ label: t('certificate.staff.title'), to: '/staff/certificates' }]}
      intro={t('certificate.staff.record.viewed')}
      action={
        <>
          <LinkButton to={`/certificates/${id}`}>{t('certificate.staff.record.page')}</LinkButton>
          <LinkButton to={`/certificates/${id}.pdf`} native>
            {t('certificate.staff.record.pdf')}
          </LinkButton>
          <LinkButton to={`/verify/${statement.code}`}>{t('certificate.staff.record.verify')}</LinkButton>
        </>
      }
    >
      <div className="flex max-w-page flex-col gap-10">
        {done === 'revoked' && decision && (
          <Callout tone="ok" announce title={t('certificate.staff.revoke.done', { number: statement.number })}>
            {t('certificate.staff.revoke.doneText', { date: time.day(decision.effectiveOn) })}
          </Callout>
        )}
        {refusal?.code === 'already-revoked' && (
          <Callout tone="warn" announce title={t('certificate.staff.revoke.refused')}>
            {t('certificate.staff.revoke.already')}
          </Callout>
        )}
        <DefinitionList items={factsOf(record, t)} />
        <Section id="history" title={t('certificate.staff.record.history')}>
          <History history={history} />
        </Section>
        <Section id="basis" title={t('certificate.staff.record.basis')}>
          <DefinitionList items={basisOf(record, t)} />
        </Section>
        <Section id="prints" title={t('certificate.staff.reprint.title', { count: printed })}>
          <Prints
            id={id}
            number={statement.number}
            prints={prints}
            reprinted={done === 'reprinted'}
            refusal={reprintRefusal}
          />
        </Section>
        {!revoked && (
          <RevokeForm
            number={statement.number}
            name={statement.holder.name}
            issuedOn={statement.issuedOn}
            today={today}
            refusal={refusal ?? null}
          />
        )}
      </div>
    </StaffShell>
  );
}

const factsOf = (
  { certificate: { statement, status, keyId }, employeeNo }: CertificateRecord,
  t: TFunction,
): Definition[] => [
  {
    term: t('certificate.staff.record.holder'),
    value: (
      <>
        <span lang="zh-CN" className="text-16 font-semibold">
          {statement.holder.name}
        </span>
        <span className="ml-3 text-ink-2">{employeeNo}</span>
      </>
    ),
  },
  { term: t('certificate.staff.record.status'), value: <CertificateStatusWord status={status} /> },
  { term: t('certificate.verify.certificate'), value: <LocalTextView text={statement.title} /> },
  { term: t('certificate.staff.level'), value: <TierAndTrack {...statement} /> },
  { term: t('certificate.verify.issuer'), value: <span lang="zh-CN">{statement.issuer.name}</span> },
  { term: t('certificate.staff.issuedOn'), value: <Time day={statement.issuedOn} /> },
  { term: t('certificate.staff.validUntil'), value: <Time day={statement.validUntil} /> },
  {
    term: t('certificate.staff.record.signature'),
    value: <code className="font-mono text-13 break-all text-ink-2">{keyId}</code>,
  },
];

function basisOf({ basis }: CertificateRecord, t: TFunction): Definition[] {
  const version = (of: CertificateRecord['basis']['blueprint']) =>
    of && (
      <>
        {t('certificate.staff.record.version', { code: of.code, number: of.number })}
        <code className="block font-mono text-12 break-all text-ink-3">{of.versionId}</code>
      </>
    );
  return [
    { term: t('certificate.staff.record.exam'), value: <LocalTextView text={basis.sitting} /> },
    {
      term: t('certificate.staff.record.attempt'),
      value: <code className="font-mono text-13 break-all text-ink-2">{basis.attemptId}</code>,
    },
    ...(basis.endedAt === null
      ? []
      : [{ term: t('certificate.staff.record.endedAt'), value: <Time at={basis.endedAt} /> }]),
    {
      term: t('certificate.staff.record.score'),
      value: (
        <>
          <Marks value={basis.score} max={basis.maxScore} />
          <span className="ml-3">
            <LocalTextView text={basis.grade} />
          </span>
        </>
      ),
    },
    { term: t('certificate.staff.record.gradedAt'), value: <Time at={basis.gradedAt} /> },
    { term: t('certificate.staff.record.blueprint'), value: version(basis.blueprint) },
    { term: t('certificate.staff.record.gradingPolicy'), value: version(basis.gradingPolicy) },
    { term: t('certificate.staff.record.certificatePolicy'), value: version(basis.certificatePolicy) },
  ].filter(({ value }) => value !== null);
}

function History({ history }: { history: CertificateRecord['history'] }) {
  const { t } = useTranslation();
  return (
    <Table
      caption={t('certificate.staff.record.history')}
      rows={history}
      rowKey={(line) => line.id}
      columns={[
        {
          key: 'event',
          header: t('certificate.staff.record.event'),
          onPhone: 'title',
          cell: (line) => t(`certificate.staff.record.kind.${line.kind}`),
        },
        {
          key: 'day',
          header: t('certificate.staff.record.day'),
          onPhone: 'fact',
          cell: (line) => <Time day={line.effectiveOn} />,
        },
        {
          key: 'reason',
          header: t('certificate.staff.record.reason'),
          onPhone: 'fact',
          cell: (line) =>
            line.kind === 'issued' ? (
              t('certificate.staff.record.issuedReason')
            ) : (
              <span lang="zh-CN">{line.reason}</span>
            ),
        },
        {
          key: 'decisionNo',
          header: t('certificate.staff.record.decisionNo'),
          onPhone: 'fact',
          cell: (line) => line.decisionNo && <span lang="zh-CN">{line.decisionNo}</span>,
        },
        {
          key: 'by',
          header: t('certificate.staff.record.by'),
          cell: (line) =>
            line.by === null ? t('certificate.staff.record.bySystem') : <span lang="zh-CN">{line.by}</span>,
        },
        {
          key: 'at',
          header: t('certificate.staff.record.recordedAt'),
          cell: (line) => <Time at={line.at} />,
        },
      ]}
    />
  );
}
