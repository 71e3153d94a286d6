import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { type RosterSource, UnreadableRoster } from '#app/usecases/roster/roster-source.ts';
import { openWorkbook } from './sheet-rows.server.ts';
import { detectEncoding, readTextRows } from './text-rows.server.ts';

/** The largest file, in bytes: several times a hundred thousand rows. */
export const MAX_ROSTER_BYTES = 64_000_000;

/**
 * Opens a file as a roster by what is in it, whatever it is called.
 * @throws {UnreadableRoster} with the reason when it is nothing that can be read.
 */
export async function openRoster({
  file,
  fileName,
  sheet = null,
}: {
  file: string;
  fileName: string;
  /** Of a workbook; null is the first that can be seen. */
  sheet?: string | null;
}): Promise<RosterSource> {
  const { size } = await stat(file);
  if (size === 0) throw new UnreadableRoster('empty');
  if (size > MAX_ROSTER_BYTES) throw new UnreadableRoster('too-large', String(MAX_ROSTER_BYTES / 1_000_000));
  const head = await readHead(file);
  const fileHash = await hashFile(file);
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) {
    const book = await openWorkbook(file);
    if (sheet !== null && !book.sheets.includes(sheet)) throw new UnreadableRoster('no-such-sheet', sheet);
    return {
      ...{ fileName, fileHash, format: 'xlsx', encoding: '', sheets: book.sheets, serialDays: !book.from1904 },
      rows: (asked) => book.rows(asked ?? sheet),
    };
  }
  if (head.subarray(0, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])))
    throw new UnreadableRoster((await holds(file, Buffer.from('EncryptedPackage', 'utf16le'))) ? 'encrypted' : 'xls');
  // Some systems call a web page or an XML spreadsheet ".xls".
  if (/^[\ufeff\s]*<(!doctype|html|table|\?xml|meta|head)/i.test(head.toString('utf8')))
    throw new UnreadableRoster('html');
  const encoding = await detectEncoding(file);
  const rows = () => readTextRows({ file, encoding });
  return { fileName, fileHash, format: 'csv', encoding, sheets: [], serialDays: false, rows };
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

async function holds(file: string, wanted: Buffer): Promise<boolean> {
  let kept = Buffer.alloc(0);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const seen = Buffer.concat([kept, chunk]);
    if (seen.includes(wanted)) return true;
    kept = seen.subarray(-wanted.length);
  }
  return false;
}
