import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import iconv from 'iconv-lite';
import { EXPORT_COLUMNS, type ExportRow, toCsvCells, toCsvLine } from '#app/domain/appraisal/export-columns.ts';
import type { ExportFormat, RecordWriter } from '#app/usecases/appraisal/export-records.server.ts';
import { openXlsxStream, type XlsxCell, type XlsxStream } from './xlsx-stream.server.ts';
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
  const sink: ByteSink = async (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
    await handle.writeFile(chunk);
  };
  const writer = FORMATS[options.format](sink, options);
  return {
    format: options.format,
    begin: writer.begin,
    write: writer.write,
    async end() {
      await writer.end();
      await handle.sync();
      await handle.close();
      return { sha256: hash.digest('hex'), bytes };
    },
    abandon: () => handle.close().catch(() => undefined),
  };
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
    const send = (text: string) => sink(encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(text));
    return {
      begin: () => send(`${encoding === 'utf-8' ? '\ufeff' : ''}${toCsvLine(headingsOf(header))}`),
      write: (rows) => send(rows.map((row) => toCsvLine(toCsvCells(row))).join('')),
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
        const widths = EXPORT_COLUMNS.map(({ name }) => WIDTHS[name] ?? 12);
        book = await openXlsxStream({ sink, sheetName: String(year), headings, widths });
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
function toXlsxCells(row: ExportRow): XlsxCell[] {
  return EXPORT_COLUMNS.map(({ name, kind }) => {
    const value = row[name];
    if (value === null) return null;
    if (kind === 'integer') return { number: String(value), decimals: 0 };
    return kind === 'decimal' ? { number: String(value), decimals: 2 } : String(value);
  });
}
