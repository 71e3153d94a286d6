import { createHash } from 'node:crypto';
import { IMAGE_LIMITS } from '#app/domain/courses/image-file.ts';
import { megabytesOf } from '#app/domain/courses/lesson-upload.ts';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import type { Context, ImageFault, PreparedImage } from '#app/usecases/context.ts';
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

/** What each reason is called where faults have a line. */
const FAULTS: Record<ImageFault, Pick<ContentFault, 'code' | 'detail'>> = {
  'wrong-type': { code: 'image-wrong-type', detail: {} },
  heic: { code: 'image-wrong-type', detail: {} },
  svg: { code: 'image-wrong-type', detail: {} },
  'too-large': {
    code: 'image-too-large',
    detail: { found: `> ${megabytesOf(IMAGE_LIMITS.bytes)} MB`, most: `${megabytesOf(IMAGE_LIMITS.bytes)} MB` },
  },
  'too-many-pixels': { code: 'image-too-many-pixels', detail: { most: IMAGE_LIMITS.pixels / 1_000_000 } },
  broken: { code: 'image-broken', detail: {} },
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
        faults.push({ path, line: 1, column: 1, ...FAULTS[image.reason] });
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
