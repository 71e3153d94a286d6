import { type RefObject, useEffect, useRef } from 'react';
import type { SplitPage } from './split-page.ts';

/** Where the focus goes when a new drawing took away what had it; and to a part that was added. */
export function useFocusKept(page: SplitPage, formRef: RefObject<HTMLFormElement>) {
  const last = useRef('');
  useEffect(() => {
    const form = formRef.current;
    if (!form) return;
    const remember = () => {
      last.current = document.activeElement?.id ?? '';
    };
    form.addEventListener('submit', remember);
    return () => form.removeEventListener('submit', remember);
  }, [formRef]);
  useEffect(() => {
    const { note } = page;
    // The button that removed a part is gone, and the one that now has its place removes another: next to undoing it.
    if (note?.kind === 'removed') document.getElementById('undo')?.focus({ preventScroll: true });
    else if (note?.kind === 'added' || note?.kind === 'undone')
      document.getElementById(`code${note.part + 1}`)?.focus();
    else if (document.activeElement === document.body && last.current !== '')
      document.getElementById(last.current)?.focus({ preventScroll: true });
  }, [page]);
}
