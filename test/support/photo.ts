import sharp from 'sharp';

/** A picture that no codec makes smaller: noise, the same for the same seed, 3 bytes for each pixel as PNG. */
export async function makePhoto(seed: number, side = 1200): Promise<Uint8Array<ArrayBuffer>> {
  let state = seed;
  const pixels = Buffer.alloc(side * side * 3);
  for (let i = 0; i < pixels.length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[i] = state >>> 24;
  }
  const image = sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
  return new Uint8Array(await image.png({ compressionLevel: 0 }).toBuffer());
}
