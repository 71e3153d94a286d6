import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF that pdfkit wrote with embedded fonts, a line for each piece that was set at once, in the order in
 * which it was set. Enough to read what is printed; not a reader of PDF.
 */
export function readPdfText(file: Buffer): string {
  const objects = new Map<string, { head: string; stream: string | null }>();
  const text = file.toString('latin1');
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match;
    const at = body.indexOf('stream\n');
    const head = at === -1 ? body : body.slice(0, at);
    const raw = at === -1 ? null : body.slice(at + 'stream\n'.length, body.lastIndexOf('\nendstream'));
    const packed = head.includes('/FlateDecode');
    objects.set(id, {
      head,
      stream: raw === null || !packed ? raw : inflateSync(Buffer.from(raw, 'latin1')).toString('latin1'),
    });
  }
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
      if (unicode) fonts.set(name, readCharacterMap(objects.get(unicode)?.stream ?? ''));
    }
  }
  const lines: string[] = [];
  for (const { stream } of objects.values()) {
    if (!stream?.includes(' Tf')) continue;
    let font: ReadonlyMap<string, string> = new Map();
    for (const [, name, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name !== undefined) font = fonts.get(name) ?? new Map();
      if (shown === undefined) continue;
      const glyphs = [...shown.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
      lines.push(glyphs.map((glyph) => font.get(glyph.toLowerCase()) ?? '').join(''));
    }
  }
  return lines.join('\n');
}

/** Glyph to text, from `beginbfrange <0000> <0010> [<0000> <0031> …]`. */
function readCharacterMap(cmap: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [, from = '', targets = ''] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    let glyph = Number.parseInt(from, 16);
    for (const [, hex = ''] of targets.matchAll(/<([0-9a-f ]+)>/gi)) {
      const units = (hex.replaceAll(' ', '').match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
      map.set(glyph.toString(16).padStart(4, '0'), String.fromCharCode(...units));
      glyph += 1;
    }
  }
  return map;
}
