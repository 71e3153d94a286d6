import { type ContentFault, isWarning } from '#app/domain/kernel/content-fault.ts';
import { keepInProcess } from '#app/platform/process-state.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { CONTENT_FOLDER, importContentFolder } from './load-content.server.ts';
import { watchFolders } from './watch-folders.server.ts';

/** Editors write a file in several steps; what follows within this time is one change. */
const SETTLE_MS = 150;

const state = () => keepInProcess('content-faults', () => ({ present: [] as readonly ContentFault[] }));

/** What the last import of this process found wrong, warnings included; empty in production, whose start refuses faults. */
export const listContentFaults = (): readonly ContentFault[] => state().present;

/** Whether what lies in the folder was refused, so that something older, or nothing, is in force. */
export const hasContentFault = (): boolean => listContentFaults().some(({ code }) => !isWarning(code));

export type ContentWatch = { readonly close: () => Promise<void> };

/**
 * For authors: imports the content now and again whenever a file below the folder changes, one import at a time.
 * Faults are kept for the pages to show (`listContentFaults`) and what was in force stays; nothing here throws, so a
 * half-typed lesson never stops the server.
 * @param onImport hears of every attempt that changed something, was refused or took a fault back, and is waited for.
 */
export async function watchContent({
  context,
  folder = CONTENT_FOLDER,
  onImport = () => undefined,
}: {
  context: Context;
  folder?: string;
  onImport?: (faults: readonly ContentFault[]) => void | Promise<void>;
}): Promise<ContentWatch> {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  /** Of what is in force. */
  let warnings: readonly ContentFault[] = [];

  const tell = async (faults: readonly ContentFault[]) => {
    state().present = faults;
    await onImport(faults);
  };
  const run = () => {
    running = running.then(async () => {
      if (closed) return;
      try {
        watcher.refresh();
        const outcome = await importContentFolder(context, folder);
        if (outcome.status === 'imported') warnings = outcome.warnings;
        if (outcome.status === 'refused') await tell(outcome.faults);
        // The very bytes that are in force: a fault was mended by taking it back.
        else if (outcome.status === 'imported' || hasContentFault()) await tell(warnings);
      } catch (error) {
        // Such as a file that vanished between listing and reading: its own change is on its way.
        context.log.warn({ error: String(error) }, 'content was not imported');
      }
    });
    return running;
  };

  const watcher = watchFolders({
    folder,
    onChange() {
      clearTimeout(timer);
      if (!closed) timer = setTimeout(() => void run(), SETTLE_MS);
    },
    onError: (error) => context.log.warn({ error: String(error) }, 'a folder of the content is not watched'),
  });
  await run();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      watcher.close();
      await running;
    },
  };
}
