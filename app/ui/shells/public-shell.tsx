import type { ReactNode } from 'react';
import { LiveRegion } from '#app/ui/components/live-region.tsx';
import { MAIN, SkipLink, TopBar } from './top-bar.tsx';

/** One column for anyone: sign-in, verification of a certificate, what went wrong. `narrow` is a form's width. */
export function PublicShell({ narrow = false, children }: { narrow?: boolean; children: ReactNode }) {
  return (
    <LiveRegion>
      <SkipLink />
      <TopBar />
      <main
        id={MAIN}
        tabIndex={-1}
        className={`mx-auto px-4 pt-8 pb-16 outline-none md:pt-12 print:max-w-none print:px-0 print:pb-0 ${narrow ? 'max-w-form' : 'max-w-[48rem]'}`}
      >
        {children}
      </main>
    </LiveRegion>
  );
}
