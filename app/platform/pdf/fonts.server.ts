import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { openSync as openFont } from 'fontkit';
import type { GlyphCheck } from '#app/usecases/context.ts';

export type CertificateFont = {
  readonly name: string;
  readonly file: string;
  readonly has: (codePoint: number) => boolean;
};

const require = createRequire(import.meta.url);

/** Fonts that come with the product, in the order in which they are asked for a character. */
const OWN = [
  { name: 'serif', file: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf' },
  { name: 'sans', file: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf' },
] as const;

function loadFont(name: string, file: string): CertificateFont {
  const font = openFont(file);
  return { name, file, has: (codePoint) => 'hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(codePoint) };
}

/** The product's fonts, then every .ttf or .otf that the operator put into DATA_DIR/fonts, by file name. */
export function loadCertificateFonts(operatorFolder: string): CertificateFont[] {
  const own = OWN.map(({ name, file }) => loadFont(name, require.resolve(file)));
  const files = existsSync(operatorFolder)
    ? readdirSync(operatorFolder)
        .filter((file) => /\.(ttf|otf)$/i.test(file))
        .sort()
    : [];
  return [...own, ...files.map((file) => loadFont(`operator-${file}`, path.join(operatorFolder, file)))];
}

export function openGlyphs({
  operatorFolder,
}: {
  operatorFolder: string;
}): GlyphCheck & { readonly fonts: () => CertificateFont[] } {
  // Opened on first use: most processes never print a certificate. An operator's new font needs a restart.
  let fonts: CertificateFont[] | undefined;
  const all = () => {
    fonts ??= loadCertificateFonts(operatorFolder);
    return fonts;
  };
  return {
    fonts: all,
    findMissing: (text) =>
      [...new Set(text)].filter(
        (character) => !/\s/u.test(character) && !all().some((font) => font.has(character.codePointAt(0) ?? 0)),
      ),
  };
}
