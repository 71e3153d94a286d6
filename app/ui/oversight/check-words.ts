import { useTranslation } from 'react-i18next';

/** Words for the checks of /readyz and for the jobs, which name themselves by code; a new one shows its code. */
export function useCheckWords() {
  const { t, i18n } = useTranslation();
  const find = (key: string, otherwise: string) => {
    if (!i18n.exists(key)) return otherwise;
    const found: unknown = i18n.t(key as 'shell.home');
    return typeof found === 'string' ? found : otherwise;
  };
  const slug = (name: string) => name.replace(/[^a-z]+/gi, '-');
  return {
    checkWord: (name: string) => find(`oversight.system.checks.${slug(name)}.name`, name),
    adviceOf: (name: string) =>
      find(`oversight.system.checks.${slug(name)}.advice`, t('oversight.system.unknownAdvice')),
    jobWord: (name: string) => find(`oversight.system.jobNames.${slug(name)}`, name),
  };
}
