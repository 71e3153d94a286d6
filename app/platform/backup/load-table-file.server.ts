import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import type { ColumnKinds, RowLines } from '#db/backup/rows.ts';
import { BackupFault } from './backup-fault.ts';
import { tableFile } from './make-backup.server.ts';

/**
 * Reads the rows of a table's file, and returns the SHA-256 of what it read, as the manifest has it.
 * @throws BackupFault that names the file when it cannot be read to its end.
 */
export async function loadTableFile(
  { folder, name }: { folder: string; name: string },
  load: (kinds: ColumnKinds, lines: RowLines) => Promise<unknown>,
): Promise<string> {
  const hash = createHash('sha256');
  const batches = readLines(path.join(folder, tableFile(name)));
  let line = 0;
  try {
    const { value: first, done } = await batches.next();
    if (done) throw new Error('it is empty');
    const [header = '', ...rest] = first;
    line = 1;
    await load(JSON.parse(header) as ColumnKinds, {
      async *[Symbol.asyncIterator]() {
        for (let some = rest; ; ) {
          if (some.length > 0) {
            hash.update(`${some.join('\n')}\n`);
            yield some;
          }
          line += some.length;
          const next = await batches.next();
          if (next.done) return;
          some = next.value;
        }
      },
    });
    return hash.digest('hex');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BackupFault({
      'zh-CN': `${tableFile(name)}：第${line}行之后无法载入：${why}`,
      en: `${tableFile(name)}: cannot be loaded, after line ${line}: ${why}`,
    });
  } finally {
    await batches.return(undefined);
  }
}

/**
 * The lines of a gzipped file, as many at a time as a chunk holds. Only a line feed ends one: a text may well hold the
 * other characters that are taken for line ends elsewhere.
 */
async function* readLines(file: string): AsyncGenerator<string[], void, undefined> {
  const source = createReadStream(file);
  const unzipped = createGunzip();
  source.once('error', (error) => unzipped.destroy(error));
  source.pipe(unzipped).setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of unzipped) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) yield lines;
    }
    if (rest !== '') throw new Error('its last line is not complete');
  } finally {
    source.destroy();
    unzipped.destroy();
  }
}
