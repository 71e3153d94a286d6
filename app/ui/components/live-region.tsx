import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CloseIcon } from '#app/ui/icons/icons.tsx';
import { type Tone, ToneIcon } from './status.tsx';

type Notice = { readonly id: number; readonly tone: Tone; readonly text: string };
const AnnounceContext = createContext<(notice: { text: string; tone?: Tone }) => void>(() => {});

/** Says something once, on the screen and to a reader: what happened, and what it means. Errors stay until closed. */
export const useAnnounce = () => useContext(AnnounceContext);

const SHOWN_MS = 6_000;

/** Holds the page's notices; the shells put it in place. */
export function LiveRegion({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const next = useRef(0);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const remove = useCallback((id: number) => setNotices((all) => all.filter((notice) => notice.id !== id)), []);
  const announce = useCallback(
    ({ text, tone = 'ok' }: { text: string; tone?: Tone }) => {
      next.current += 1;
      const id = next.current;
      setNotices((all) => [...all.slice(-2), { id, tone, text }]);
      if (tone === 'seal' || tone === 'warn') return;
      const timer = setTimeout(() => {
        timers.current.delete(timer);
        remove(id);
      }, SHOWN_MS);
      timers.current.add(timer);
    },
    [remove],
  );
  useEffect(() => {
    const pending = timers.current;
    return () => {
      for (const timer of pending) clearTimeout(timer);
    };
  }, []);
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-20 z-50 flex flex-col items-center gap-2 md:bottom-6 md:items-end print:hidden"
      >
        {notices.map((notice) => (
          <div
            key={notice.id}
            className="pointer-events-auto flex max-w-[min(100%,32rem)] items-start gap-3 rounded-control border border-line bg-surface py-3 pr-2 pl-4 text-14 shadow-float"
          >
            <ToneIcon tone={notice.tone} size={20} />
            <p>{notice.text}</p>
            <button
              type="button"
              aria-label={t('shell.close')}
              onClick={() => remove(notice.id)}
              className="-my-2 flex size-9 items-center justify-center rounded-control text-ink-2 hover:text-ink"
            >
              <CloseIcon size={16} />
            </button>
          </div>
        ))}
      </div>
    </AnnounceContext.Provider>
  );
}
