import { type RefObject, useEffect, useRef } from 'react';
import type { SplitPage } from './split-page.ts';

/** A new drawing replaces the fields: the focus goes back to where it was, or to the part that was added. */
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
    const added = page.note?.kind === 'added' ? `code${page.note.part + 1}` : null;
    if (added) document.getElementById(added)?.focus();
    else if (document.activeElement === document.body && last.current !== '')
      (document.getElementById(last.current) ?? document.getElementById('add'))?.focus({ preventScroll: true });
  }, [page]);
}
