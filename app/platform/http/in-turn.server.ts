/**
 * Work that holds much memory for a moment (an upload that is unpacked, an image that is decoded), one piece at a
 * time in this process: whoever comes meanwhile waits, and ten at once need no more memory than one.
 * @returns what the work returns; it throws what the work throws, and the next begins all the same.
 */
export function makeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** The turns of what authors hand in: lessons with their images, and single images. */
export const inAuthorsTurn = makeTurns();
