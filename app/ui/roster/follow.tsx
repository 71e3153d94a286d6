import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '#app/ui/components/button.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { ProgressBar } from '#app/ui/components/progress-bar.tsx';

const EVERY_MS = 1_500;

/** Work that goes on without the page: how far it is, asked for again until it is done; by hand where there is no script. */
export function FollowWork({ label, done, total, here }: { label: string; done: number; total: number; here: string }) {
  const { t } = useTranslation();
  const { revalidate, state } = useRevalidator();
  const current = useRef({ revalidate, state });
  current.current = { revalidate, state };
  useEffect(() => {
    const timer = setInterval(() => {
      if (current.current.state === 'idle') current.current.revalidate();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="flex max-w-reading flex-col gap-3" role="status">
      <p className="text-16 font-semibold">{label}</p>
      <ProgressBar
        label={label}
        value={done}
        max={total}
        text={t('roster.one.progress', { done: formatCount(done), total: formatCount(total) })}
      />
      <p className="text-14 text-ink-2">{t('roster.one.follow')}</p>
      <div>
        <LinkButton to={here} size="small" native>
          {t('roster.one.refresh')}
        </LinkButton>
      </div>
    </div>
  );
}
