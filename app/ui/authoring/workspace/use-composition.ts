import { type CompositionEvent, type RefObject, useCallback, useMemo, useRef } from 'react';
import type { EditorHandle } from '../editor/editor-handle.ts';

/**
 * Whether an input method composes, in an editor or in a field of the forms, which write into the same text: until it
 * has ended nothing touches the text, and what the text holds is not finished.
 */
export function useComposition(
  source: RefObject<EditorHandle>,
  quiz: RefObject<EditorHandle>,
  /** What was composed in a field of a form is in the text. */
  onFieldSettled: RefObject<() => void>,
) {
  const field = useRef<HTMLElement | null>(null);
  const waiting = useRef<(() => void)[]>([]);
  // A field that went away, or that was left, does not say that its composition has ended.
  const isFieldComposing = useCallback(() => field.current !== null && document.activeElement === field.current, []);
  const isComposing = useCallback(
    () => isFieldComposing() || [source, quiz].some((each) => each.current?.isComposing() ?? false),
    [isFieldComposing, source, quiz],
  );
  const whenSettled = useCallback(
    (act: () => void) => {
      const busy = [source, quiz].find((each) => each.current?.isComposing());
      if (busy?.current) busy.current.whenSettled(() => whenSettled(act));
      else if (isFieldComposing()) waiting.current.push(act);
      else for (const each of [...waiting.current.splice(0), act]) each();
    },
    [isFieldComposing, source, quiz],
  );
  const fields = useMemo(
    () => ({
      onCompositionStart: ({ target }: CompositionEvent) => {
        if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) field.current = target;
      },
      onCompositionEnd: () => {
        if (!field.current) return;
        // The last input may come after the end that the browser reports.
        setTimeout(() => {
          field.current = null;
          onFieldSettled.current?.();
          whenSettled(() => {});
        }, 20);
      },
    }),
    [onFieldSettled, whenSettled],
  );
  return { isComposing, whenSettled, fields };
}
