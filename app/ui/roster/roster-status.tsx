import { useTranslation } from 'react-i18next';
import { Status, type Tone } from '#app/ui/components/status.tsx';

type ImportStatus = 'reading' | 'compared' | 'applying' | 'applied' | 'discarded' | 'failed';
type Phase = 'staging' | 'mapping' | 'staged' | 'comparing' | 'done';

const TONE: Record<ImportStatus | 'mapping' | 'staging', Tone> = {
  reading: 'active',
  mapping: 'warn',
  staging: 'warn',
  compared: 'warn',
  applying: 'active',
  applied: 'ok',
  discarded: 'neutral',
  failed: 'seal',
};

/** Where an import stands, in a word. */
export function RosterStatus({ status, phase }: { status: ImportStatus; phase: Phase }) {
  const { t } = useTranslation();
  const shown = status === 'reading' && (phase === 'mapping' || phase === 'staging') ? phase : status;
  return <Status tone={TONE[shown]}>{t(`roster.status.${shown}`)}</Status>;
}
