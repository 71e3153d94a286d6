import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { MEDIA_TYPES } from './record-file.server.ts';

/** UTF-8 goes with a byte order mark, which is how Excel knows it; GB18030 has none. */
async function* encoded(lines: AsyncIterable<string>, gb: boolean): AsyncGenerator<Buffer> {
  if (!gb) yield Buffer.from('\ufeff');
  for await (const text of lines) if (text !== '') yield gb ? iconv.encode(text, 'gb18030') : Buffer.from(text);
}

/** Lines of CSV as a file that the browser keeps, sent as they come. */
export function makeCsvDownload({
  lines,
  name,
  encoding,
}: {
  readonly lines: AsyncIterable<string>;
  readonly name: string;
  readonly encoding: string | null;
}): Response {
  const gb = encoding === 'gb18030';
  return new Response(Readable.toWeb(Readable.from(encoded(lines, gb))) as unknown as ReadableStream, {
    headers: {
      'Content-Type': `${MEDIA_TYPES.csv}; charset=${gb ? 'gb18030' : 'utf-8'}`,
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}
