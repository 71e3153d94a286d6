import { useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { makeCertificateSheet } from '#app/platform/pdf/certificate-sheet.server.ts';
import { CertificateStatusWord } from '#app/ui/certificate/certificate-status.tsx';
import { CertificateSheetView } from '#app/ui/certificate/certificate-view.tsx';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { DownloadIcon, PrintIcon } from '#app/ui/icons/icons.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { readCertificate } from '#app/usecases/certification/read-certificate.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) => data?.sheet.number ?? t('certificate.own.title'));

export const loader = pageLoader('certificate.view', async ({ context, actor, params }) => {
  const found = await readCertificate(context, actor, { certificateId: params.id ?? '' });
  if (!found.ok) notFound();
  const { certificate, own } = found.value;
  return {
    id: certificate.id,
    code: certificate.statement.code,
    status: certificate.status,
    own,
    sheet: makeCertificateSheet({ certificate, publicUrl: context.publicUrl }),
  };
});

export default function Certificate() {
  const { t } = useTranslation();
  const { id, code, status, own, sheet } = useLoaderData<typeof loader>();
  return (
    <LearnerShell wide>
      <div className="print:hidden">
        <Breadcrumb
          crumbs={
            own
              ? [{ label: t('certificate.own.fromTranscript'), to: '/me' }]
              : [
                  { label: t('certificate.staff.title'), to: '/staff/certificates' },
                  { label: sheet.number, to: `/staff/certificates/${id}` },
                ]
          }
        />
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pb-5">
          <div className="flex max-w-reading gap-4 text-14 text-ink-2">
            <span className="self-start">
              <CertificateStatusWord status={status} />
            </span>
            <p className="min-w-0">{t(own ? 'certificate.own.intro' : 'certificate.own.ofOther')}</p>
          </div>
          <Actions>
            <LinkButton to={`/certificates/${id}.pdf`} native tone="primary" icon={<DownloadIcon size={16} />}>
              {t('certificate.own.download')}
            </LinkButton>
            <span className="noscript:hidden">
              <Button type="button" icon={<PrintIcon size={16} />} onClick={() => window.print()}>
                {t('certificate.own.print')}
              </Button>
            </span>
            <LinkButton to={`/verify/${code}`}>{t('certificate.own.verify')}</LinkButton>
          </Actions>
        </div>
      </div>
      <CertificateSheetView sheet={sheet} />
    </LearnerShell>
  );
}

const Actions = ({ children }: { children: ReactNode }) => <div className="flex flex-wrap gap-2">{children}</div>;
