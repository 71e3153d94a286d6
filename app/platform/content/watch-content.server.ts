import { type FSWatcher, watch } from 'node:fs';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import type { Context } from '#app/usecases/context.ts';
import { CONTENT_FOLDER, importContentFolder } from './load-content.server.ts';

/** Editors write a file in several steps; what follows within this time is one change. */
const SETTLE_MS = 150;

let present: readonly ContentFault[] = [];

/** What the last import of this process found wrong, warnings included; empty in production, whose start refuses faults. */
export const listContentFaults = (): readonly ContentFault[] => present;

export type ContentWatch = { readonly close: () => Promise<void> };

/**
 * For authors: imports the content now and again whenever a file below the folder changes, one import at a time.
 * Faults are kept for the pages to show (`listContentFaults`) and what was in force stays; nothing here throws, so a
 * half-typed lesson never stops the server.
 * @param onImport hears of every attempt that changed something or was refused.
 */
export async function watchContent({
  context,
  folder = CONTENT_FOLDER,
  onImport = () => undefined,
}: {
  context: Context;
  folder?: string;
  onImport?: (faults: readonly ContentFault[]) => void;
}): Promise<ContentWatch> {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const run = () => {
    running = running.then(async () => {
      try {
        const outcome = await importContentFolder(context, folder);
        if (outcome.status === 'unchanged') return;
        present = outcome.status === 'refused' ? outcome.faults : outcome.warnings;
        onImport(present);
      } catch (error) {
        // Such as a file that vanished between listing and reading: its own change is on its way.
        context.log.warn({ error: String(error) }, 'content was not imported');
      }
    });
    return running;
  };

  await run();
  const watcher: FSWatcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), SETTLE_MS);
  });
  watcher.on('error', (error) => context.log.warn({ error: String(error) }, 'content is no longer watched'));
  return {
    async close() {
      watcher.close();
      clearTimeout(timer);
      await running;
    },
  };
}
