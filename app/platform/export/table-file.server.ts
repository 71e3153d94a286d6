import { createHash } from 'node:crypto';
import { toCsvLine, toCsvText } from '#app/domain/appraisal/export-columns.ts';
import { MEDIA_TYPES } from './record-file.server.ts';
import { openXlsxStream, type XlsxCell, type XlsxColumn } from './xlsx-stream.server.ts';

export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A table as a file in memory, for tables of one sitting or the like: about 20 MB at a hundred thousand rows. */
export type TableFile = { readonly format: TableFormat; readonly bytes: Buffer; readonly sha256: string };

/** Writes a table as CSV (UTF-8 with a byte order mark, RFC 4180) or as a workbook of one sheet. */
export async function makeTableFile({
  format,
  sheetName,
  columns,
  rows,
}: {
  format: TableFormat;
  sheetName: string;
  columns: readonly XlsxColumn[];
  rows: readonly (readonly XlsxCell[])[];
}): Promise<TableFile> {
  const parts: Buffer[] = [];
  const headings = columns.map(({ heading }) => heading);
  if (format === 'csv') {
    parts.push(Buffer.from(`\ufeff${toCsvLine(headings)}`));
    for (const cells of rows) parts.push(Buffer.from(toCsvLine(cells.map((cell, i) => toCsvCell(cell, columns[i])))));
  } else {
    const book = await openXlsxStream({
      sink: async (chunk) => void parts.push(Buffer.from(chunk)),
      sheetName,
      columns,
    });
    await book.write(rows);
    await book.end();
  }
  const bytes = Buffer.concat(parts);
  return { format, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Numbers are as they are; a minus before one is no formula. */
const toCsvCell = (cell: XlsxCell, column: XlsxColumn | undefined): string =>
  cell === null ? '' : column?.holds === 'text' ? toCsvText(cell) : cell;

/** The file as an answer to be kept under a name. */
export const fileResponse = ({ format, bytes }: TableFile, name: string): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': format === 'csv' ? `${MEDIA_TYPES.csv}; charset=utf-8` : MEDIA_TYPES.xlsx,
      'Content-Disposition': `attachment; filename="${name}.${format}"`,
      'Cache-Control': 'no-store',
    },
  });
