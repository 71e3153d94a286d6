import { redirect } from '@remix-run/node';
import sharp from 'sharp';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { applicationFonts } from '#app/platform/context.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { FormKeys, FormView } from '#app/usecases/papers/read-form.server.ts';
import { findAsset } from '#db/stores/drafts.ts';
import { makePaperPdf, type PaperKind } from './paper-pdf.server.ts';
import type { PaperImages } from './paper-question.server.ts';
import { MissingGlyphError } from './text-layout.server.ts';

/**
 * A form as a file to be saved. Where no font has a character of it, nothing is printed: the form's page says which one
 * is missing.
 */
export async function respondWithPaper(
  context: Context,
  { what, form, keys, language }: { what: PaperKind; form: FormView; keys: FormKeys; language: Language },
): Promise<Response> {
  const { blueprint, setId, number } = form;
  try {
    const pdf = await makePaperPdf({
      what,
      form,
      keys,
      language,
      fonts: await applicationFonts(),
      images: await readImages(context, form),
    });
    return new Response(new Uint8Array(pdf), {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${blueprint.code}-${number}-${what}.pdf"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    if (!(error instanceof MissingGlyphError)) throw error;
    const missing = encodeURIComponent(error.characters.slice(0, 20).join(''));
    return redirect(`/staff/papers/${blueprint.code}/sets/${setId}/${number}?missing=${missing}`, { status: 303 });
  }
}

/** The images that a form's questions are about, as PNG: what the product keeps is WebP, which no PDF holds. */
async function readImages(context: Context, form: FormView): Promise<PaperImages> {
  const images = new Map<string, Buffer>();
  for (const { image } of form.sections.flatMap(({ questions }) => questions)) {
    const hash = image && /^\/assets\/([0-9a-f]{64})\.webp$/.exec(image.src)?.[1];
    const asset = hash ? await findAsset(context.database.read, hash) : null;
    if (image && asset) images.set(image.src, await sharp(asset.bytes).png().toBuffer());
  }
  return images;
}
