import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { type SourceRow, UnreadableRoster } from '#app/usecases/roster/roster-source.ts';

export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030';
/** Longest record, in characters: more is a quote that somebody forgot to close. */
const RECORD_CHARACTERS = 200_000;

/**
 * How a text file is written. A mark at its beginning decides; else it is UTF-8 when every byte of it is, and GB18030
 * (with GBK and GB 2312) otherwise: a first kilobyte in ASCII says nothing about names further down.
 */
export async function detectEncoding(file: string): Promise<TextEncoding> {
  let first = true;
  let utf8 = true;
  const strict = new TextDecoder('utf-8', { fatal: true });
  const chinese = iconv.getDecoder('gb18030');
  let gbFaults = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    if (first) {
      first = false;
      if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
      if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return 'utf-8-bom';
    }
    if (chunk.includes(0)) throw new UnreadableRoster('not-a-table');
    if (utf8) {
      try {
        strict.decode(chunk, { stream: true });
      } catch {
        utf8 = false;
      }
    }
    gbFaults += countReplaced(chinese.write(chunk));
  }
  if (first) throw new UnreadableRoster('empty');
  if (utf8) {
    try {
      strict.decode();
      return 'utf-8';
    } catch {
      // Cut off in the middle of a character.
    }
  }
  if (gbFaults + countReplaced(chinese.end() ?? '') > 0) throw new UnreadableRoster('unknown-encoding');
  return 'gb18030';
}

const countReplaced = (text: string) => text.split('\ufffd').length - 1;

/** Reads a delimited text file row by row. */
export async function* readTextRows({
  file,
  encoding,
}: {
  file: string;
  encoding: TextEncoding;
}): AsyncIterable<SourceRow> {
  const name = encoding === 'utf-8-bom' ? 'utf-8' : encoding;
  const delimiter = await detectDelimiter(file, name);
  const parser = createReadStream(file, { highWaterMark: 64 * 1024 })
    .pipe(decoder(name))
    .pipe(
      parse({
        delimiter,
        bom: false,
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: false,
        max_record_size: RECORD_CHARACTERS,
      }),
    );
  let line = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      line += 1;
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
    }
  } catch (error) {
    const code = (error as CsvError).code;
    if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
      throw new UnreadableRoster('quote-not-closed', String(line + 1));
    if (typeof code === 'string' && code.startsWith('CSV_')) throw new UnreadableRoster('broken', String(line + 1));
    throw error;
  }
}

/** Bytes to text without its mark. */
function decoder(name: string): Transform {
  const decode = iconv.getDecoder(name, { stripBOM: true });
  return new Transform({
    readableObjectMode: false,
    transform(chunk: Buffer, _encoding, done) {
      done(null, decode.write(chunk));
    },
    flush(done) {
      done(null, decode.end() ?? '');
    },
  });
}

const DELIMITERS = [',', ';', '\t'] as const;

/** The sign that stands, outside quotes, in most of the first lines; the most frequent of those. */
async function detectDelimiter(file: string, name: string): Promise<string> {
  const decode = iconv.getDecoder(name, { stripBOM: true });
  let text = '';
  for await (const chunk of createReadStream(file, { end: 64 * 1024 - 1 }) as AsyncIterable<Buffer>)
    text += decode.write(chunk);
  const lines: Record<string, number>[] = [{}];
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === '\n') {
      if (lines.length === 40) break;
      lines.push({});
    } else if ((DELIMITERS as readonly string[]).includes(sign)) {
      const line = lines.at(-1) ?? {};
      line[sign] = (line[sign] ?? 0) + 1;
    }
  }
  const scored = DELIMITERS.map((sign) => {
    const counts = lines.map((line) => line[sign] ?? 0);
    return {
      sign,
      lines: counts.filter((count) => count > 0).length,
      total: counts.reduce((sum, count) => sum + count, 0),
    };
  });
  scored.sort((a, b) => b.lines - a.lines || b.total - a.total);
  return scored[0] && scored[0].lines > 0 ? scored[0].sign : ',';
}
