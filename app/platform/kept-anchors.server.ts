import { createReadStream } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { KeptAnchors, Log } from '#app/usecases/context.ts';

/**
 * Anchors outside the database, one per line of DATA_DIR/keys/anchors.jsonl. Several nodes share the file: a line is
 * appended in one write. An anchor that cannot be kept is still an anchor: the failure is only logged.
 */
export function openKeptAnchors({ folder, log }: { folder: string; log: Log }): KeptAnchors {
  const file = path.join(folder, 'anchors.jsonl');
  return {
    async keep(line) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await appendFile(file, `${line}\n`, { mode: 0o600, flush: true });
      } catch (error) {
        log.error({ error, file }, 'an anchor could not be kept outside the database');
      }
    },
    async *read() {
      const stream = createReadStream(file, 'utf8');
      try {
        for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) yield line;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      } finally {
        stream.destroy();
      }
    },
  };
}
