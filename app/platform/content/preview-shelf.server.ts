import type { PreviewShelf } from '#app/usecases/context.ts';

const KEEP_MS = 30 * 60_000;
const MOST = 200;

/**
 * Compiled previews of drafts in memory: made at every pause in typing, so they would fill a table that nothing is
 * ever removed from. The oldest go first; whoever asks for one that is gone has it compiled again.
 */
export function openPreviewShelf({ now }: { now: () => number }): PreviewShelf {
  const shelf = new Map<string, { code: string; at: number }>();
  const clear = () => {
    for (const [key, { at }] of shelf) {
      if (shelf.size <= MOST && now() - at < KEEP_MS) return;
      shelf.delete(key);
    }
  };
  return {
    put(key, code) {
      // Set anew, so that it is the youngest.
      shelf.delete(key);
      shelf.set(key, { code, at: now() });
      clear();
    },
    find(key) {
      clear();
      return shelf.get(key)?.code ?? null;
    },
  };
}
