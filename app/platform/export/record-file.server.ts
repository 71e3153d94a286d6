import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { EXPORT_COLUMNS, type ExportRow, openCsvLines, toCsvLine } from '#app/domain/appraisal/export-columns.ts';
import type { ExportFormat, RecordWriter } from '#app/usecases/appraisal/export-records.server.ts';
import { encodeGb18030 } from './gb18030.server.ts';
import { openXlsxStream, type XlsxCell, type XlsxColumn, type XlsxStream } from './xlsx-stream.server.ts';
import type { ByteSink } from './zip-stream.server.ts';

export const CSV_ENCODINGS = ['utf-8', 'gb18030'] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

export type RecordFileOptions = {
  readonly format: ExportFormat;
  /** CSV alone asks: UTF-8 goes with a byte order mark, which is how Excel knows it; GB18030 has none. */
  readonly encoding: CsvEncoding;
  /** `zh` is for people; programs read the names of the contract. JSON always has those. */
  readonly header: 'en' | 'zh';
};

export const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

/** A writer into a new file at this place, readable by the service alone. The caller renames or removes it. */
export async function openRecordFile({
  file,
  ...options
}: RecordFileOptions & { file: string }): Promise<RecordWriter & { readonly abandon: () => Promise<void> }> {
  const handle = await open(file, 'w', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting: Uint8Array[] = [];
  let size = 0;
  let writing: Promise<unknown> = Promise.resolve();
  /** One write at a time: whoever comes with the next one waits for it, so that nothing piles up. */
  const writeOut = async () => {
    const chunks = waiting;
    waiting = [];
    size = 0;
    await writing;
    if (chunks.length > 0) writing = writeAll(handle, chunks);
    // Whoever waits for it next learns of a fault; until then it is not unhandled.
    writing.catch(() => undefined);
  };
  const sink: ByteSink = async (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
    size += chunk.length;
    waiting.push(chunk);
    if (size >= GATHERED_BYTES) await writeOut();
  };
  const writer = FORMATS[options.format](sink, options);
  return {
    format: options.format,
    begin: writer.begin,
    write: writer.write,
    async end() {
      await writer.end();
      await writeOut();
      await writing;
      await handle.sync();
      await handle.close();
      return { sha256: hash.digest('hex'), bytes };
    },
    async abandon() {
      await writing.catch(() => undefined);
      await handle.close().catch(() => undefined);
    },
  };
}

const GATHERED_BYTES = 128 * 1024;

/** A write may take less than it was given. */
async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[]) {
  const { bytesWritten } = await handle.writev(chunks);
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  if (bytesWritten < size) await handle.writeFile(Buffer.concat(chunks).subarray(bytesWritten));
}

/** A place for a file that is handed out and then forgotten. */
export async function temporaryFile(dataDir: string): Promise<string> {
  const folder = path.join(dataDir, 'tmp');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return path.join(folder, `export-${randomUUID()}`);
}

type FormatWriter = {
  readonly begin: RecordWriter['begin'];
  readonly write: RecordWriter['write'];
  readonly end: () => Promise<void>;
};

const headingsOf = (header: RecordFileOptions['header']) =>
  EXPORT_COLUMNS.map((column) => (header === 'zh' ? column.zh : column.name));

const FORMATS: Record<ExportFormat, (sink: ByteSink, options: RecordFileOptions) => FormatWriter> = {
  csv(sink, { encoding, header }) {
    const send = (text: string) => sink(encoding === 'gb18030' ? encodeGb18030(text) : Buffer.from(text));
    const linesOf = openCsvLines();
    return {
      begin: () => send(`${encoding === 'utf-8' ? '\ufeff' : ''}${toCsvLine(headingsOf(header))}`),
      write: (rows) => send(linesOf(rows)),
      end: async () => undefined,
    };
  },

  json(sink) {
    const send = (text: string) => sink(Buffer.from(text));
    let first = true;
    return {
      begin: ({ year, policyVersion }) =>
        send(`{"year":${year},"policyVersion":${JSON.stringify(policyVersion)},"records":[`),
      async write(rows) {
        if (rows.length === 0) return;
        await send(`${first ? '\n' : ',\n'}${rows.map((row) => JSON.stringify(row)).join(',\n')}`);
        first = false;
      },
      end: () => send('\n]}\n'),
    };
  },

  xlsx(sink, { header }) {
    let book: XlsxStream | undefined;
    const opened = () => {
      if (!book) throw new Error('rows were written before the file was begun');
      return book;
    };
    return {
      async begin({ year }) {
        const headings = headingsOf(header);
        const columns = EXPORT_COLUMNS.map(
          ({ name, kind }, i): XlsxColumn => ({
            heading: headings[i] ?? name,
            width: WIDTHS[name] ?? 12,
            holds: kind === 'integer' || kind === 'decimal' ? kind : 'text',
          }),
        );
        book = await openXlsxStream({ sink, sheetName: String(year), columns });
      },
      write: (rows) => opened().write(rows.map(toXlsxCells)),
      end: () => opened().end(),
    };
  },
};

const WIDTHS: Partial<Record<string, number>> = {
  org_name: 28,
  certificate_no: 24,
  exam_code: 20,
  updated_at: 26,
  position_level: 16,
};

/** Numbers as numbers, so that they can be summed; days and instants as the text that the contract names. */
const toXlsxCells = (row: ExportRow): XlsxCell[] =>
  EXPORT_COLUMNS.map(({ name }) => {
    const value = row[name];
    return value === null ? null : String(value);
  });
