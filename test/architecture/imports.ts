import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const ROOT = path.join(import.meta.dirname, '../..');

export type Edge = { readonly from: string; readonly to: string; readonly specifier: string };

/** Every source file below a folder, as paths from the project's root with forward slashes. */
export function listSources(...folders: string[]): string[] {
  const found: string[] = [];
  const walk = (place: string) => {
    const full = path.join(ROOT, place);
    if (!existsSync(full)) return;
    if (!statSync(full).isDirectory()) {
      if (/\.(ts|tsx|mjs|js)$/.test(place) && !place.endsWith('.d.ts')) found.push(place);
      return;
    }
    for (const name of readdirSync(full))
      if (name !== 'node_modules' && name !== 'migrations') walk(`${place}/${name}`);
  };
  for (const folder of folders) walk(folder);
  return found.sort();
}

/** What a file imports: files of ours as paths, packages by name. Type-only imports and import() count too. */
export function listEdges(files: readonly string[]): Edge[] {
  return files.flatMap((from) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(path.join(ROOT, from), 'utf8'), true, true);
    return importedFiles.map(({ fileName: specifier }) => ({ from, specifier, to: resolve(from, specifier) }));
  });
}

function resolve(from: string, specifier: string): string {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('#')) return bare.replace(/^#(app|db|scripts|test)\//, '$1/');
  if (bare.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(from), bare));
  return bare;
}

export const isOwn = (target: string) => /^(app|db|scripts|test)\//.test(target);

export const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
