import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Status, type Tone } from '#app/ui/components/status.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { SectionTitle } from './section-title.tsx';

export type CertificateLine = {
  readonly id: string;
  readonly number: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly status: 'valid' | 'expired' | 'suspended' | 'revoked';
};

const TONE: Record<CertificateLine['status'], Tone> = {
  valid: 'ok',
  expired: 'neutral',
  suspended: 'warn',
  revoked: 'seal',
};

export function CertificateStatus({ status }: { readonly status: CertificateLine['status'] }) {
  const { t } = useTranslation();
  return <Status tone={TONE[status]}>{t(`learning.certificate.${status}`)}</Status>;
}

export function HomeCertificates({ certificates }: { readonly certificates: readonly CertificateLine[] }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <section aria-labelledby="certificates">
      <SectionTitle id="certificates">{t('learning.home.certificatesTitle')}</SectionTitle>
      {certificates.length === 0 ? (
        <p className="py-3 text-14 text-ink-2">{t('learning.home.noCertificate')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {certificates.map((certificate) => (
            <li key={certificate.id} className="py-3 text-14">
              <Link to={`/certificates/${certificate.id}`} className="link font-serif text-16 font-semibold">
                <LocalTextView text={certificate.title} />
              </Link>
              <p className="figures mt-0.5 text-13 text-ink-3">{certificate.number}</p>
              <p className="mt-1 flex flex-wrap gap-x-4">
                <CertificateStatus status={certificate.status} />
                {certificate.status === 'valid' && (
                  <span className="text-ink-2">
                    {t('learning.home.certificateValid', { date: time.day(certificate.validUntil) })}
                  </span>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
