import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveRegion } from '#app/ui/components/live-region.tsx';
import { mixed } from '#app/ui/components/mixed-text.tsx';
import { TONE_GROUND, type Tone, ToneIcon } from '#app/ui/components/status.tsx';
import { CloseIcon, CoverageIcon } from '#app/ui/icons/icons.tsx';
import { MAIN, SkipLink } from './top-bar.tsx';

/**
 * Nothing but the exam: its name, the candidate, the time left, whether answers are saved, the question, the overview,
 * handing in. There is no other way out. On a phone the overview is a sheet that a button opens; `overviewFace` is what
 * that button says beside its icon ("12 / 20").
 */
export function ExamShell({
  title,
  candidate,
  clock,
  saveState,
  overview,
  overviewFace,
  submit,
  notice,
  children,
}: {
  readonly title: ReactNode;
  readonly candidate: { readonly name: string; readonly number: string };
  readonly clock: ReactNode;
  readonly saveState: ReactNode;
  /** Given how to close the sheet, for a phone: whoever chose a question wants to see it. */
  readonly overview: ReactNode | ((close: () => void) => ReactNode);
  readonly overviewFace?: ReactNode;
  readonly submit: ReactNode;
  /** A line across the page: the network is gone, the exam is paused, five minutes are left. Read out when it comes. */
  readonly notice?: { readonly tone: Tone; readonly text: ReactNode; readonly action?: ReactNode } | undefined;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [open]);
  return (
    <LiveRegion>
      <SkipLink />
      <header className="sticky top-0 z-30 border-b border-line bg-surface">
        <div className="mx-auto flex min-h-14 max-w-[84rem] items-center gap-x-4 px-4 py-2 md:gap-x-6 lg:px-6">
          <div className="min-w-0 flex-1">
            <h1 className="truncate text-14 font-semibold md:text-16">{title}</h1>
            <p className="truncate text-12 text-ink-2 md:text-13">
              <span className="sr-only">{t('shell.candidate')} </span>
              {mixed(candidate.name)}
              <span className="figures ml-2">{candidate.number}</span>
            </p>
          </div>
          <div className="flex shrink-0 flex-col-reverse items-end md:flex-row md:items-center md:gap-6">
            <div className="text-13">{saveState}</div>
            <div className="figures text-18 font-semibold md:text-22">{clock}</div>
          </div>
          <div className="hidden lg:block">{submit}</div>
        </div>
        <div role="status">
          {notice && (
            <div className={`border-t border-line ${TONE_GROUND[notice.tone]}`}>
              <div className="mx-auto flex max-w-[84rem] flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 text-14 lg:px-6">
                <ToneIcon tone={notice.tone} size={20} />
                <div className="min-w-0 flex-1">{notice.text}</div>
                {notice.action}
              </div>
            </div>
          )}
        </div>
      </header>
      <div className="mx-auto grid max-w-[84rem] gap-8 px-4 pt-6 pb-28 lg:grid-cols-[minmax(0,1fr)_18rem] lg:px-6 lg:pb-12">
        <main id={MAIN} tabIndex={-1} className="min-w-0 outline-none">
          {children}
        </main>
        <aside
          id="overview"
          aria-label={t('shell.overview')}
          className={`lg:sticky lg:top-24 lg:block lg:max-h-[calc(100dvh-8rem)] lg:self-start lg:overflow-y-auto ${
            open
              ? 'max-lg:fixed max-lg:inset-x-0 max-lg:bottom-[calc(3.75rem+env(safe-area-inset-bottom))] max-lg:z-20 max-lg:max-h-[60dvh] max-lg:overflow-y-auto max-lg:rounded-t-panel max-lg:border-t max-lg:border-line max-lg:bg-surface max-lg:p-4 max-lg:shadow-float'
              : 'hidden'
          }`}
        >
          {typeof overview === 'function' ? overview(() => setOpen(false)) : overview}
        </aside>
      </div>
      {open && (
        <button
          type="button"
          aria-label={t('shell.close')}
          onClick={() => setOpen(false)}
          className="fixed inset-0 z-10 bg-[var(--scrim)] lg:hidden"
        />
      )}
      <div className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden">
        <div className="flex min-h-15 items-center justify-between gap-3 px-4 py-2">
          <button
            type="button"
            aria-expanded={open}
            aria-controls="overview"
            onClick={() => setOpen(!open)}
            className="inline-flex min-h-11 items-center gap-2 rounded-control border border-control bg-surface px-4 text-14 font-medium hover:bg-sunken"
          >
            {open ? <CloseIcon /> : <CoverageIcon />}
            {t('shell.overview')}
            {overviewFace && <span className="figures font-normal text-ink-2">{overviewFace}</span>}
          </button>
          {submit}
        </div>
      </div>
    </LiveRegion>
  );
}
