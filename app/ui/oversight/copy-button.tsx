import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { useAnnounce } from '#app/ui/components/live-region.tsx';
import { CheckIcon, CopyIcon } from '#app/ui/icons/icons.tsx';

/** Copies a text; where a browser does not let a page do so (http), the text beside it is selected as a whole by a click. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [done, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      announce({ text: t('oversight.copied'), tone: 'ok' });
    } catch {
      announce({ text: t('oversight.copyByHand'), tone: 'warn' });
    }
  };
  return (
    <Button type="button" onClick={copy} icon={done ? <CheckIcon size={16} /> : <CopyIcon size={16} />}>
      {done ? t('oversight.copied') : label}
    </Button>
  );
}
