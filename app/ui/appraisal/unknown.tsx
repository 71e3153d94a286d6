import { useTranslation } from 'react-i18next';

/** What is not known says so: it is never a 0 and never an empty cell. */
export function Unknown() {
  const { t } = useTranslation();
  return <span className="whitespace-nowrap text-ink-3">{t('appraisal.unknown')}</span>;
}

/** What is known not to be there. */
export function None() {
  const { t } = useTranslation();
  return <span className="whitespace-nowrap text-ink-3">{t('appraisal.nothing')}</span>;
}
