import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from '#app/usecases/content/source-files.server.ts';

/**
 * Every file below a folder, in the order of its path.
 * @throws ENOENT or ENOTDIR when there is no such folder.
 */
export async function readContentFolder(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    // Editors' and systems' own files, and what version control keeps.
    .filter((file) => !file.split('/').some((step) => step.startsWith('.') || step === 'node_modules'))
    .sort();
  return Promise.all(paths.map(async (file) => ({ path: file, bytes: await readFile(path.join(folder, file)) })));
}

/** One hash over all paths and bytes: equal when nothing changed. */
export function fingerprintOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { path: file, bytes } of files) hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}
