/**
 * What may be handed in to begin a lesson with: files chosen together, or what a zip of them unpacks to. `bytes` is
 * for all of them, `oneFile` for any of a zip; an image has a limit of its own (IMAGE_LIMITS in image-file.ts).
 */
export const UPLOAD_LIMITS = { files: 200, bytes: 64 * 1024 * 1024, oneFile: 12 * 1024 * 1024 } as const;

/** Images that one lesson has at most. */
export const DRAFT_IMAGES = 60;

/** A limit as people read it, in MB of 1024 × 1024 bytes: all of ours are whole ones. */
export const megabytesOf = (bytes: number): number => bytes / (1024 * 1024);

/**
 * What is wrong with the sizes of files that are about to be handed in, before any of them is sent; null when they may
 * go. The server judges again.
 */
export function findUploadFault(
  files: readonly { readonly name: string; readonly size: number }[],
  { imageBytes }: { imageBytes: number },
): { readonly reason: 'too-large' | 'too-many-files' | 'together-too-large'; readonly file: string } | null {
  if (files.length > UPLOAD_LIMITS.files) return { reason: 'too-many-files', file: '' };
  const image = files.find(({ name, size }) => !/\.(zip|mdx|md|markdown|txt|ya?ml)$/i.test(name) && size > imageBytes);
  if (image) return { reason: 'too-large', file: image.name };
  if (files.reduce((sum, { size }) => sum + size, 0) > UPLOAD_LIMITS.bytes)
    return { reason: 'together-too-large', file: '' };
  return null;
}
