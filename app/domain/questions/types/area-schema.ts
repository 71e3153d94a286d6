import { z } from 'zod';
import { creditText, named } from '#app/domain/kernel/authored.ts';

const pixel = z.int().min(0).max(20_000);
const credit = creditText.optional().meta({ description: 'share that a hit earns; left out: "1.00"' });
/** The shapes of QTI's areaMapping: rectangle, circle, polygon, and the ellipse that older packages hold. */
export const area = z.discriminatedUnion('shape', [
  z
    .strictObject({ shape: z.literal('rect'), left: pixel, top: pixel, right: pixel, bottom: pixel, credit })
    .refine(({ left, right, top, bottom }) => left < right && top < bottom, named('form-area')),
  z.strictObject({ shape: z.literal('circle'), x: pixel, y: pixel, radius: z.int().min(1).max(20_000), credit }),
  z.strictObject({
    shape: z.literal('ellipse'),
    x: pixel,
    y: pixel,
    radiusX: z.int().min(1).max(20_000),
    radiusY: z.int().min(1).max(20_000),
    credit,
  }),
  z.strictObject({
    shape: z.literal('polygon'),
    points: z
      .array(z.strictObject({ x: pixel, y: pixel }))
      .min(3)
      .max(60),
    credit,
  }),
]);
