import { useTranslation } from 'react-i18next';

/** "30分钟", "2小时", "1小时30分钟": a length of time inside a sentence, in whole minutes rounded down. */
export function useDurationText(): (ms: number) => string {
  const { t } = useTranslation();
  return (ms) => {
    const minutes = Math.floor(ms / 60_000);
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    return [
      hours > 0 ? t('exam.hours', { count: hours }) : '',
      rest > 0 || hours === 0 ? t('exam.minutes', { count: rest }) : '',
    ]
      .filter(Boolean)
      .join(' ');
  };
}
