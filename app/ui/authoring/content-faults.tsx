import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRootData } from '#app/ui/components/root-data.ts';
import { ToneIcon } from '#app/ui/components/status.tsx';

/** What the development server says after every import (scripts/dev.mjs). */
const CONTENT_EVENT = 'xunkao:content';

/**
 * For authors, in development only: the page follows what is saved in the content folder, and what is wrong with it
 * stands over the page until it is mended. The root draws it only where Vite serves; a build leaves it out.
 */
export function ContentFaults() {
  const { t } = useTranslation();
  const { contentFaults } = useRootData();
  useFollowContent();
  if (!contentFaults || contentFaults.total === 0) return null;
  const { refused, total, lines } = contentFaults;
  return (
    <section
      aria-labelledby="content-faults"
      className="fixed inset-x-0 bottom-0 z-50 max-h-[50dvh] overflow-y-auto border-t-2 border-seal bg-surface px-4 py-4 shadow-float lg:px-6 print:hidden"
    >
      <div role="alert" className="mx-auto flex max-w-[84rem] gap-3">
        <ToneIcon tone={refused > 0 ? 'seal' : 'warn'} size={20} />
        <div className="min-w-0 flex-1">
          <h2 id="content-faults" className="text-14 font-semibold">
            {refused > 0
              ? t('coverage.faultsTitle', { number: refused })
              : t('coverage.warningsTitle', { number: total })}
          </h2>
          <ul className="mt-2 space-y-2 text-14">
            {lines.map(({ path, line, column, code, message }) => (
              <li key={`${path}:${line}:${column}:${code}:${message}`}>
                <code className="figures block text-13 break-all text-ink-2">{`${path}:${line}:${column} ${code}`}</code>
                <span className="break-words">{message}</span>
              </li>
            ))}
          </ul>
          {total > lines.length && (
            <p className="mt-2 text-13 text-ink-2">{t('coverage.faultsMore', { number: total - lines.length })}</p>
          )}
        </div>
      </div>
    </section>
  );
}

function useFollowContent() {
  const { revalidate } = useRevalidator();
  const current = useRef(revalidate);
  current.current = revalidate;
  useEffect(() => {
    const follow = () => current.current();
    import.meta.hot?.on(CONTENT_EVENT, follow);
    // What was saved between the server's drawing of the page and this moment was told to nobody.
    follow();
    return () => import.meta.hot?.off(CONTENT_EVENT, follow);
  }, []);
}
