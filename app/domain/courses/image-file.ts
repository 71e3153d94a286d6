/** What lessons' images may be; SVG is a program and is no image here. */
export const IMAGE_TYPES = ['png', 'jpeg', 'webp', 'gif'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** Longest side of an image as stored, in pixels, and the most that may be handed in, in bytes and in pixels. */
export const IMAGE_LIMITS = { longestSide: 1600, bytes: 10 * 1024 * 1024, pixels: 50_000_000 } as const;

/** Where a lesson's text names an image: a folder beside it, one file, a name that is one everywhere. */
const IMAGE_PATH = /^images\/[a-z0-9][a-z0-9._-]{0,79}\.(png|jpe?g|webp|gif)$/;
export const isImagePath = (path: string): boolean => IMAGE_PATH.test(path) && !path.includes('..');

/** Where a stored image is served. */
export const assetAddress = (hash: string): string => `/assets/${hash}.webp`;

/**
 * A path for an uploaded image: what its name says in letters that are safe everywhere, and the first digits of its
 * hash, so that two images of one name never meet in the folder that a module's lessons share.
 */
export function imagePathFor({ name, hash }: { name: string; hash: string }): string {
  const stem = (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return `images/${stem === '' ? 'image' : stem}-${hash.slice(0, 8)}.webp`;
}

/** What the first bytes say an image is; null for everything else, whatever its name ends with. */
export function sniffImageType(bytes: Uint8Array): ImageType | null {
  const begins = (...start: number[]) => start.every((byte, i) => bytes[i] === byte);
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (begins(0xff, 0xd8, 0xff)) return 'jpeg';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'gif';
  return null;
}

/** Brands of HEIF files that hold photographs in HEVC, as telephones make them; AVIF is none of them. */
const HEIC_BRAND = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;

/**
 * What a file that is no image here may well be, so that whoever hands it in can be told what to do; null for the rest.
 */
export function sniffRefusedImage(bytes: Uint8Array): 'heic' | 'svg' | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(4, 8) === 'ftyp') return HEIC_BRAND.test(text(8, 12)) ? 'heic' : null;
  const start = new TextDecoder().decode(bytes.subarray(0, 2_000)).trimStart();
  return start.startsWith('<') && /<svg[\s>]/i.test(start) ? 'svg' : null;
}

const WEBP_PICTURE = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH']);

/**
 * Whether a WebP holds one picture and nothing else: no metadata, no colour profile, no animation, nothing behind its
 * end. Such a file, if it is not too large, is stored as it is, so that what was exported comes back as the same asset.
 */
export function isPlainWebp(bytes: Uint8Array): boolean {
  if (sniffImageType(bytes) !== 'webp') return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(4, true) + 8 !== bytes.length) return false;
  let offset = 12;
  let pictures = 0;
  while (offset + 8 <= bytes.length) {
    const name = String.fromCharCode(...bytes.subarray(offset, offset + 4));
    const size = view.getUint32(offset + 4, true);
    if (!WEBP_PICTURE.has(name)) return false;
    // Flags of the extended header: profile, Exif, XMP, animation. Only transparency may be set.
    if (name === 'VP8X' && ((bytes[offset + 8] ?? 0) & 0b0010_1110) !== 0) return false;
    if (name === 'VP8 ' || name === 'VP8L') pictures += 1;
    offset += 8 + size + (size % 2);
  }
  return offset === bytes.length && pictures === 1;
}
