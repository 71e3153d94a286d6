import { type RefObject, useEffect, useState } from 'react';
import { useRootData } from '#app/ui/components/root-data.ts';
import type { SplitPage } from './split-page.ts';

/** A form is kept for the person who filled it in, in this window, until the act is done or they start afresh. */
function useKey(unitId: string): string {
  const { person } = useRootData();
  return `split ${person?.employeeNo ?? ''} ${unitId}`;
}

// A browser may refuse to store anything; the form then lives as long as the page.
const attempt = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

const NOT_KEPT = ['intent', 'seen', 'removed'];

/** What the browser keeps of a split that is being filled in, so that it outlasts a reload and going back. */
export function useKeptForm(unitId: string) {
  const key = useKey(unitId);
  return {
    keep: (form: HTMLFormElement) => {
      const fields = [...new FormData(form)].filter(([name]) => !NOT_KEPT.includes(name));
      attempt(() => window.sessionStorage.setItem(key, JSON.stringify(fields)));
    },
    read: (): FormData | null => {
      const text = attempt(() => window.sessionStorage.getItem(key));
      const fields = text ? attempt(() => JSON.parse(text) as unknown) : null;
      if (!Array.isArray(fields)) return null;
      const form = new FormData();
      for (const field of fields as unknown[]) {
        if (Array.isArray(field)) form.append(String(field[0]), String(field[1]));
      }
      return form;
    },
    forget: () => {
      attempt(() => window.sessionStorage.removeItem(key));
    },
  };
}

/** Forgets what was kept once the act is done. */
export function ForgetSplit({ unitId }: { readonly unitId: string }) {
  const { forget } = useKeptForm(unitId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the unit
  useEffect(forget, [unitId]);
  return null;
}

/** What the form says now, beyond what the server drew: for the counts while somebody types. */
export type LiveSplit = {
  readonly labels: readonly string[];
  readonly people: readonly string[];
  readonly rest: number | null;
  readonly ticked: number;
};

const drawnOf = ({ draft, ticked }: SplitPage): LiveSplit => ({
  labels: draft.parts.map(({ name, code }) => name || code),
  people: draft.parts.map(({ people }) => people),
  rest: draft.rest,
  ticked: ticked.length,
});

export function useLiveSplit(page: SplitPage, formRef: RefObject<HTMLFormElement>) {
  const [typed, setTyped] = useState<{ readonly page: SplitPage; readonly live: LiveSplit } | null>(null);
  const readForm = () => {
    if (!formRef.current) return;
    const form = new FormData(formRef.current);
    const text = (name: string) => String(form.get(name) ?? '');
    const ofParts = <T>(read: (n: number) => T) => page.draft.parts.map((_, i) => read(i + 1));
    const rest = Number(text('rest'));
    const elsewhere = text('ticked').split(' ').filter(Boolean).length;
    setTyped({
      page,
      live: {
        labels: ofParts((n) => text(`name${n}`).trim() || text(`code${n}`).trim()),
        people: ofParts((n) => text(`people${n}`)),
        rest: rest >= 1 ? rest - 1 : null,
        ticked: elsewhere + new Set(form.getAll('tick')).size,
      },
    });
  };
  // A new drawing says itself what holds.
  return { live: typed?.page === page ? typed.live : drawnOf(page), readForm };
}
