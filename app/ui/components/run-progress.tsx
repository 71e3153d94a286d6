import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { LinkButton } from './button.tsx';
import { ProgressBar } from './progress-bar.tsx';

const POLL_MS = 1500;

/**
 * How far long work on the server is. The page asks again by itself while it is shown; without script the link does.
 */
export function RunProgress({
  label,
  done,
  total,
  text,
  hint,
  refresh,
}: {
  readonly label: string;
  readonly done: number;
  /** Null while it is not known how much there is. */
  readonly total: number | null;
  readonly text: string;
  readonly hint: string;
  readonly refresh: { readonly to: string; readonly label: string };
}) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== 'idle') return;
    const timer = setTimeout(revalidate, POLL_MS);
    return () => clearTimeout(timer);
  }, [revalidate, state]);
  return (
    <div className="flex flex-col gap-3">
      <ProgressBar label={label} value={done} max={Math.max(total ?? 1, 1)} text={text} />
      <p className="text-13 text-ink-2">{hint}</p>
      <div>
        <LinkButton to={refresh.to}>{refresh.label}</LinkButton>
      </div>
    </div>
  );
}
