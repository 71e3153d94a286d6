import { useTranslation } from 'react-i18next';
import type { CertificateStatus } from '#app/domain/certification/status.ts';
import { Status, type Tone } from '#app/ui/components/status.tsx';
import { HistoryIcon, OkIcon, StopIcon, WarnIcon } from '#app/ui/icons/icons.tsx';

export const STATUS_TONE: Record<CertificateStatus, Tone> = {
  valid: 'ok',
  expired: 'neutral',
  suspended: 'warn',
  revoked: 'seal',
};

/** One icon per status, so that none rests on colour alone. */
export const STATUS_ICON = { valid: OkIcon, expired: HistoryIcon, suspended: WarnIcon, revoked: StopIcon } as const;

export function CertificateStatusWord({ status }: { status: CertificateStatus }) {
  const { t } = useTranslation();
  const StatusIcon = STATUS_ICON[status];
  return (
    <Status tone={STATUS_TONE[status]} icon={<StatusIcon size={16} />}>
      {t(`certificate.status.${status}`)}
    </Status>
  );
}
