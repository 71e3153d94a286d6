/**
 * Gives the event loop a turn. SQLite answers at once, so a long walk that only awaits its queries never lets the
 * server answer anyone else: whoever walks through thousands of rows calls this between two pages.
 */
export const letOthersRun = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
