import { Fragment, type ReactNode } from 'react';

/** Given to a sentence's words in place of a text; {@link fillSlot} then puts an element there. */
export const SLOT = '\uE000';

/** A sentence with an element, such as a name marked as Chinese, wherever its words were given {@link SLOT}. */
export function fillSlot(sentence: string, element: ReactNode): ReactNode {
  return sentence.split(SLOT).map((part, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence have no other identity
    <Fragment key={n}>
      {n > 0 && element}
      {part}
    </Fragment>
  ));
}
