import { data, type HeadersFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { type ReactNode, useId } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { takeLookup } from '#app/platform/http/lookup-limit.server.ts';
import { publicLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { STATUS_ICON, STATUS_TONE } from '#app/ui/certificate/certificate-status.tsx';
import { VerifyForm } from '#app/ui/certificate/verify-form.tsx';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import type { Tone } from '#app/ui/components/status.tsx';
import { Time, useTimeFormat } from '#app/ui/components/time.tsx';
import { DownloadIcon } from '#app/ui/icons/icons.tsx';
import { TierAndTrack } from '#app/ui/learning/tier-and-track.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';
import { verifyCertificate } from '#app/usecases/certification/verify-certificate.server.ts';

export const handle = pageTitle(({ t }) => t('certificate.verify.title'));

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

const HEADERS = { 'Cache-Control': 'no-store', Vary: 'Accept', 'X-Robots-Tag': 'noindex' };

export const loader = publicLoader(async ({ context, actor, params, url }) => {
  const code = params.code ?? '';
  const wait = await takeLookup(actor.address);
  if (wait !== null)
    return data({ kind: 'too-many', seconds: wait } as const, {
      status: 429,
      headers: { ...HEADERS, 'Retry-After': String(wait) },
    });
  const on = url.searchParams.get('on') || null;
  const result = await verifyCertificate(context, { code, on });
  if (!result.ok) {
    const refusal = { kind: result.code, code, on: on ?? '' } as const;
    return data(refusal, { status: statusOf(result.code), headers: HEADERS });
  }
  const { certificate, asOf } = result.value;
  const { statement, status, decision, keyId } = certificate;
  const { number, holder, issuer, title, tier, track, attests, issuedOn, validUntil } = statement;
  return data(
    {
      kind: 'found',
      code: statement.code,
      certificate: {
        number,
        holder: holder.name,
        issuer: issuer.name,
        title,
        tier,
        track,
        attests,
        issuedOn,
        validUntil,
      },
      status,
      since: decision?.effectiveOn ?? null,
      keyId,
      asOf,
      today: dayOf(context.clock.now(), context.zone),
    } as const,
    { headers: HEADERS },
  );
});

type Answer = Exclude<ReturnType<typeof useLoaderData<typeof loader>>, never>;
type Found = Extract<Answer, { kind: 'found' }>;

export default function VerifyCode() {
  const answer = useLoaderData<typeof loader>();
  return <PublicShell>{answer.kind === 'found' ? <Facts found={answer} /> : <Refusal answer={answer} />}</PublicShell>;
}

const TONE_TEXT: Record<Tone, string> = {
  ok: 'text-ok border-ok',
  warn: 'text-warn border-warn',
  seal: 'text-seal border-seal',
  active: 'text-action border-action',
  neutral: 'text-ink-2 border-control',
};

function Facts({ found }: { found: Found }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { certificate, status, since, asOf, today, code, keyId } = found;
  const StatusIcon = STATUS_ICON[status];
  const tone = TONE_TEXT[STATUS_TONE[status]];
  return (
    <>
      <p className="text-14 text-ink-2">{t('certificate.verify.title')}</p>
      <div className={`mt-2 border-t-2 pt-5 ${tone}`}>
        <h1 className="flex items-center gap-3 font-serif text-36">
          <StatusIcon size={32} />
          {t(`certificate.status.${status}`)}
        </h1>
      </div>
      <p className="mt-2 text-16">
        {t(`certificate.statusOn.${status}`, { date: time.day(asOf) })}
        {since && status === 'revoked' && ` ${t('certificate.verify.revokedOn', { date: time.day(since) })}`}
        {since && status === 'suspended' && ` ${t('certificate.verify.suspendedOn', { date: time.day(since) })}`}
      </p>
      {asOf > today && (
        <p className="mt-1 text-14 text-ink-2">{t('certificate.verify.future', { date: time.day(asOf) })}</p>
      )}

      <div className="mt-8">
        <DefinitionList
          items={[
            {
              term: t('certificate.verify.holder'),
              value: (
                <span lang="zh-CN" className="font-serif text-18 font-semibold">
                  {certificate.holder}
                </span>
              ),
            },
            { term: t('certificate.verify.certificate'), value: <LocalTextView text={certificate.title} /> },
            { term: t('certificate.verify.number'), value: certificate.number },
            { term: t('certificate.verify.level'), value: <TierAndTrack {...certificate} /> },
            { term: t('certificate.verify.issuer'), value: <span lang="zh-CN">{certificate.issuer}</span> },
            { term: t('certificate.verify.issuedOn'), value: <Time day={certificate.issuedOn} /> },
            { term: t('certificate.verify.validUntil'), value: <Time day={certificate.validUntil} /> },
            { term: t('certificate.verify.asOf'), value: <Time day={asOf} /> },
            ...(certificate.attests
              ? [
                  {
                    term: t('certificate.verify.attests'),
                    value: (
                      <span className="leading-reading">
                        <LocalTextView text={certificate.attests} />
                      </span>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>

      <Section title={t('certificate.verify.compareTitle')}>
        <p>{t('certificate.verify.compare')}</p>
      </Section>

      <Form method="get" className="mt-8 flex flex-wrap items-end gap-3 print:hidden">
        <Field label={t('certificate.verify.asOfLabel')} hint={t('certificate.verify.asOfHint')}>
          <TextInput key={asOf} type="date" name="on" defaultValue={asOf} min={certificate.issuedOn} />
        </Field>
        <Button>{t('certificate.verify.asOfSubmit')}</Button>
        {asOf !== today && (
          <LinkButton to={`/verify/${code}`} tone="quiet">
            {t('certificate.verify.asOfToday')}
          </LinkButton>
        )}
      </Form>

      <Section title={t('certificate.verify.signatureTitle')}>
        <p>{t('certificate.verify.signature')}</p>
        <ol className="mt-4 flex list-decimal flex-col gap-2 pl-6">
          <li>
            {t('certificate.verify.steps.files')}
            <span className="mt-2 mb-1 flex flex-wrap gap-2 print:hidden">
              <File to={`/verify/${code}/statement.json`}>{t('certificate.verify.statementFile')}</File>
              <File to={`/verify/${code}/signature.jws`}>{t('certificate.verify.signatureFile')}</File>
              <File to={`/verify/${code}/public-key.json`}>{t('certificate.verify.keyFile')}</File>
            </span>
          </li>
          <li>{t('certificate.verify.steps.verify')}</li>
          <li>
            <Trans
              t={t}
              i18nKey="certificate.verify.steps.compare"
              values={{ keyId }}
              components={{ code: <code className="font-mono text-13 break-all" /> }}
            />
          </li>
          <li>
            <Trans
              t={t}
              i18nKey="certificate.verify.steps.trust"
              components={{
                // biome-ignore lint/a11y/useAnchorContent: i18next puts the words in
                a: <a href="/verify/keys.json" className="link" />,
              }}
            />
          </li>
        </ol>
        <p className="mt-4 text-14 text-ink-2">{t('certificate.verify.forPrograms')}</p>
      </Section>

      <p className="mt-10 print:hidden">
        <LinkButton to="/verify">{t('certificate.verify.again')}</LinkButton>
      </p>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-10 max-w-reading text-16 leading-reading">
      <h2 id={id} className="mb-2 font-serif text-18">
        {title}
      </h2>
      {children}
    </section>
  );
}

const File = ({ to, children }: { to: string; children: ReactNode }) => (
  <LinkButton to={to} native size="small" icon={<DownloadIcon size={16} />}>
    {children}
  </LinkButton>
);

/** What could not be verified. A code that nobody was given and one that cannot be a code look the same. */
function Refusal({ answer }: { answer: Exclude<Answer, Found> }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const words = () => {
    switch (answer.kind) {
      case 'not-found':
        return [t('certificate.verify.unknownTitle'), t('certificate.verify.unknown')];
      case 'certificate-not-yet-issued':
        return [t('certificate.verify.notYetTitle', { date: time.day(answer.on) }), t('certificate.verify.notYet')];
      case 'invalid-input':
        return [t('certificate.verify.badDayTitle'), t('certificate.verify.badDay')];
      case 'too-many':
        return [t('certificate.verify.tooManyTitle'), t('certificate.verify.tooMany', { seconds: answer.seconds })];
    }
  };
  const [title, text] = words();
  return (
    <>
      <p className="text-14 text-ink-2">{t('certificate.verify.title')}</p>
      <h1 className="mt-2 border-t-2 border-control pt-5 font-serif text-28">{title}</h1>
      <p className="mt-3 max-w-reading text-16 leading-reading text-ink-2">{text}</p>
      {(answer.kind === 'certificate-not-yet-issued' || answer.kind === 'invalid-input') && (
        <p className="mt-6">
          <LinkButton to={`/verify/${answer.code}`} tone="primary">
            {t('certificate.verify.asOfToday')}
          </LinkButton>
        </p>
      )}
      {answer.kind === 'not-found' && (
        <div className="max-w-form">
          <VerifyForm typed={answer.code} />
        </div>
      )}
    </>
  );
}
