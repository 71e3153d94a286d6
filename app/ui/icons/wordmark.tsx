import { useTranslation } from 'react-i18next';

/** The product's mark: bamboo slips bound by two cords, the oldest form of a register. The name stands beside it. */
export function Wordmark({ size = 28 }: { size?: number }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex items-center gap-2">
      <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className="shrink-0">
        <rect width="32" height="32" rx="6" fill="var(--action)" />
        <path
          d="M9 7.5v17M16 7.5v17M23 7.5v17M6 12.5h20M6 19.5h20"
          fill="none"
          stroke="var(--on-action)"
          strokeWidth="2.5"
          strokeLinecap="round"
        />
      </svg>
      <span className="font-serif text-18 font-semibold tracking-wide">{t('shell.productName')}</span>
    </span>
  );
}
