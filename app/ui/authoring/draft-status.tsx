import { useTranslation } from 'react-i18next';
import { Status, type Tone } from '#app/ui/components/status.tsx';
import type { DraftStatus } from './workspace/draft-view.ts';

const TONES: Record<DraftStatus, Tone> = {
  editing: 'neutral',
  'in-review': 'active',
  returned: 'warn',
  published: 'ok',
  discarded: 'neutral',
};

export function DraftStatusWord({ status }: { readonly status: DraftStatus }) {
  const { t } = useTranslation();
  return <Status tone={TONES[status]}>{t(`authoring.status.${status}`)}</Status>;
}
