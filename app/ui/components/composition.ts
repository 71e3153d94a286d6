import type { KeyboardEvent } from 'react';

/**
 * Enter that ends an IME's composition must not submit the form. Most browsers say `isComposing`; Safari ends the
 * composition before the key event and only the legacy code 229 still tells.
 * Put it on a form (or on an input) as onKeyDown. Our own inputs already carry it.
 */
export function holdEnterWhileComposing(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Enter' && (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229))
    event.preventDefault();
}
