import { type CompositionEvent, type FormEvent, useState } from 'react';
import { classNames } from '#app/ui/components/class-names.ts';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';

/** As long as the server takes a typed answer. */
const LONGEST_TYPED = 500;

type TypedElement = HTMLInputElement | HTMLTextAreaElement;

/** What an input method is still composing is shown but is not yet an answer. */
export function useComposed(text: string, onText: (text: string) => void) {
  const [composed, setComposed] = useState<string | null>(null);
  return {
    value: composed ?? text,
    onChange: (event: FormEvent<TypedElement>) => {
      const { value } = event.currentTarget;
      if ((event.nativeEvent as InputEvent).isComposing) return setComposed(value);
      setComposed(null);
      onText(value);
    },
    onCompositionEnd: (event: CompositionEvent<TypedElement>) => {
      setComposed(null);
      onText(event.currentTarget.value);
    },
  };
}

export const ANSWER_FIELD =
  'rounded-control border border-control bg-surface text-ink hover:border-ink-3 disabled:bg-sunken disabled:text-ink-3';

/** One typed line. */
export function TypedInput({
  id,
  text,
  onText,
  name,
  label,
  isNumber = false,
  inline = false,
  width,
}: {
  readonly id?: string | undefined;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly name: string;
  /** Where no visible label names it by its id. */
  readonly label?: string;
  readonly isNumber?: boolean;
  /** Within a line of text. */
  readonly inline?: boolean;
  /** In characters. */
  readonly width?: number | undefined;
}) {
  return (
    <input
      id={id}
      type="text"
      name={name}
      aria-label={label}
      inputMode={isNumber ? 'decimal' : 'text'}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={LONGEST_TYPED}
      onKeyDown={holdEnterWhileComposing}
      style={inline ? { width: `${Math.min(width ?? 8, 30) + 2}em`, maxWidth: '100%' } : undefined}
      className={classNames(
        ANSWER_FIELD,
        inline ? 'mx-1 min-h-11 px-2 text-16 md:min-h-9' : 'min-h-12 w-full px-4 text-18',
      )}
      {...useComposed(text, onText)}
    />
  );
}
