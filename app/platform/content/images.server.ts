import { createHash } from 'node:crypto';
import type { Sharp } from 'sharp';
import { IMAGE_LIMITS, isPlainWebp, sniffImageType, sniffRefusedImage } from '#app/domain/courses/image-file.ts';
import type { ImageWorkshop, PreparedImage } from '#app/usecases/context.ts';

/** Loaded with the first image: most commands and requests never need it. */
async function loadSharp() {
  const { default: sharp } = await import('sharp');
  // Authors' images come one by one; what libvips would keep of them is of no further use.
  sharp.cache(false);
  return sharp;
}

const QUALITY = 82;

/**
 * Decodes whatever is handed in and stores only what was drawn anew: upright, at most 1600 pixels long, WebP, without
 * metadata and without anything that stood behind or between the pixels. Drawings and screenshots are stored without
 * loss where that is smaller. Of a moving picture the first frame is kept.
 */
export const sharpImages: ImageWorkshop = {
  async prepare(bytes) {
    if (bytes.length > IMAGE_LIMITS.bytes) return { ok: false, reason: 'too-large' };
    const type = sniffImageType(bytes);
    if (type === null) return { ok: false, reason: sniffRefusedImage(bytes) ?? 'wrong-type' };
    const sharp = await loadSharp();
    try {
      const source = () =>
        sharp(bytes, { failOn: 'error', limitInputPixels: IMAGE_LIMITS.pixels, sequentialRead: true });
      const { width, height, pages = 1, format } = await source().metadata();
      if (format !== type || !width || !height) return { ok: false, reason: 'broken' };
      const side = IMAGE_LIMITS.longestSide;
      if (isPlainWebp(bytes) && Math.max(width, height) <= side) {
        // Its pixels are read all the same: a damaged file must not be stored.
        await source().stats();
        return stored({ bytes: Buffer.from(bytes), width, height, firstFrameOnly: false });
      }
      const upright = () =>
        source().autoOrient().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
      const made = [await encode(upright().webp({ quality: QUALITY }))];
      if (type !== 'jpeg') made.push(await encode(upright().webp({ lossless: true })));
      const [smallest] = made.sort((a, b) => a.bytes.length - b.bytes.length);
      if (!smallest) return { ok: false, reason: 'broken' };
      return stored({ ...smallest, firstFrameOnly: pages > 1 });
    } catch (error) {
      // libvips says what it could not read in words of its own; that it could not is all there is to say.
      return { ok: false, reason: /pixel limit/i.test(String(error)) ? 'too-many-pixels' : 'broken' };
    }
  },
};

async function encode(image: Sharp): Promise<{ bytes: Buffer; width: number; height: number }> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

const stored = (image: { bytes: Buffer; width: number; height: number; firstFrameOnly: boolean }): PreparedImage => ({
  ok: true,
  hash: createHash('sha256').update(image.bytes).digest('hex'),
  ...image,
});
