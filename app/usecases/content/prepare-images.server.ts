import { createHash } from 'node:crypto';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import type { Context, PreparedImage } from '#app/usecases/context.ts';
import { listAssetSizes } from '#db/stores/drafts.ts';
import type { ContentImage } from './check-content.server.ts';
import type { SourceFile } from './source-files.server.ts';

export type PreparedImages = {
  /** The asset of each image file, by the file's path. */
  readonly hashOf: ReadonlyMap<string, string>;
  /** Assets that are not stored yet. */
  readonly made: readonly PreparedImage[];
  /** The asset of each file by the file's own hash: what the next import need not make again. */
  readonly known: Readonly<Record<string, string>>;
  readonly faults: readonly ContentFault[];
};

/** Makes assets of the image files that lessons name. A file that became an asset before stays that asset. */
export async function prepareImages(
  context: Context,
  {
    files,
    images,
    known,
  }: { files: readonly SourceFile[]; images: readonly ContentImage[]; known: Readonly<Record<string, string>> },
): Promise<PreparedImages> {
  const wanted = new Set(images.map(({ path }) => path));
  const sources = files
    .filter(({ path }) => wanted.has(path))
    .map(({ path, bytes }) => ({ path, bytes, file: createHash('sha256').update(bytes).digest('hex') }));
  const stored = await listAssetSizes(
    context.database.read,
    sources.flatMap(({ file }) => known[file] ?? []),
  );
  const hashOf = new Map<string, string>();
  const made = new Map<string, PreparedImage>();
  const next: Record<string, string> = {};
  const faults: ContentFault[] = [];
  for (const { path, bytes, file } of sources) {
    let hash = known[file] ?? next[file];
    if (hash === undefined || !(stored.has(hash) || made.has(hash))) {
      const image = await context.images.prepare(bytes);
      if (!image.ok) {
        const code = image.reason === 'wrong-type' ? 'image-wrong-type' : 'image-broken';
        faults.push({ path, line: 1, column: 1, code, detail: {} });
        continue;
      }
      hash = image.hash;
      made.set(hash, image);
    }
    hashOf.set(path, hash);
    next[file] = hash;
  }
  return { hashOf, made: [...made.values()], known: next, faults };
}
