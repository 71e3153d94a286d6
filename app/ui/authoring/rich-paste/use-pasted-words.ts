import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '#app/ui/components/live-region.tsx';

/** Says what became of a paste, and how the plain text is had instead. */
export function usePastedWords(): (pictures: number) => void {
  const { t } = useTranslation();
  const announce = useAnnounce();
  return useCallback(
    (pictures) => {
      const done = t('authoring.paste.done');
      announce({
        text: pictures === 0 ? done : `${done}${t('authoring.paste.pictures', { count: pictures })}`,
        tone: pictures === 0 ? 'neutral' : 'warn',
      });
    },
    [announce, t],
  );
}
