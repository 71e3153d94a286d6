import { useTranslation } from 'react-i18next';
import { MixedText } from '#app/ui/components/mixed-text.tsx';

/** Whom to ask for help and how; nothing where the authority has not said so. */
export function SupportLine({ name, contact }: { readonly name: string; readonly contact: string }) {
  const { t } = useTranslation();
  if (name === '' && contact === '') return null;
  return (
    <p className="mt-4 text-14 text-ink-2">
      {t('account.support')} {name !== '' && <MixedText text={name} />} {contact !== '' && <MixedText text={contact} />}
    </p>
  );
}
