import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Fontkit from 'fontkit';
import type { GlyphCheck, Log } from '#app/usecases/context.ts';

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
  // Loaded with the first font: it is 25 MB of memory that most processes never need.
  const { openSync } = require('fontkit') as typeof Fontkit;
  const font = openSync(file);
  return { name, file, has: (codePoint) => 'hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(codePoint) };
}

/** The product's fonts, then every .ttf or .otf that the operator put into DATA_DIR/fonts, by file name. */
function loadCertificateFonts({ operatorFolder, log }: { operatorFolder: string; log: Log }): CertificateFont[] {
  const own = OWN.map(({ name, file }) => loadFont(name, require.resolve(file)));
  const files = existsSync(operatorFolder)
    ? readdirSync(operatorFolder)
        .filter((file) => /\.(ttf|otf)$/i.test(file))
        .sort()
    : [];
  const operators = files.flatMap((file) => {
    try {
      return [loadFont(`operator-${file}`, path.join(operatorFolder, file))];
    } catch (error) {
      log.warn({ file, error: String(error) }, 'a font of the operator cannot be read and is left out');
      return [];
    }
  });
  return [...own, ...operators];
}

/**
 * The product's fonts and those of the operator, opened on first use: most processes never print a certificate. The
 * operator's folder is looked at again every few seconds, so that a font put there counts without a restart.
 */
export function openGlyphs({
  operatorFolder,
  now,
  log,
}: {
  operatorFolder: string;
  now: () => number;
  log: Log;
}): GlyphCheck & { readonly fonts: () => CertificateFont[] } {
  let fonts: CertificateFont[] = [];
  let state = '';
  let lookedAt = Number.NEGATIVE_INFINITY;
  const all = () => {
    if (now() - lookedAt < LOOK_AGAIN_MS) return fonts;
    lookedAt = now();
    const found = stateOf(operatorFolder);
    if (fonts.length === 0 || found !== state) fonts = loadCertificateFonts({ operatorFolder, log });
    state = found;
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

const LOOK_AGAIN_MS = 5_000;

/** Changes when a file of the folder is added, removed or replaced. */
function stateOf(folder: string): string {
  if (!existsSync(folder)) return '';
  return readdirSync(folder)
    .sort()
    .map((file) => `${file}:${statSync(path.join(folder, file)).mtimeMs}`)
    .join('\n');
}
