import { useTranslation } from 'react-i18next';

/** Lines in the place of text that is on its way; shown only after 300 ms. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="after-a-moment flex flex-col gap-3">
      <span className="sr-only">{t('shell.loading')}</span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines without identity
        <div key={i} className="h-4 rounded-control bg-line" style={{ width: i === lines - 1 ? '60%' : '100%' }} />
      ))}
    </div>
  );
}

export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="after-a-moment divide-y divide-line rounded-panel border border-line">
      <span className="sr-only">{t('shell.loading')}</span>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity
        <div key={i} className="flex gap-6 px-3 py-3.5">
          <div className="h-3.5 w-1/4 rounded-control bg-line" />
          <div className="h-3.5 w-1/3 rounded-control bg-line" />
          <div className="h-3.5 w-1/6 rounded-control bg-line" />
        </div>
      ))}
    </div>
  );
}
