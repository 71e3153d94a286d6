import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { toCsvLine, toCsvText } from '#app/domain/appraisal/export-columns.ts';
import type { AuditEntry } from '#app/domain/audit/chain.ts';
import { toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import { toIsoInZone } from '#app/domain/kernel/instant.ts';
import type { LogExport } from '#app/usecases/audit/export-log.server.ts';
import type { CsvEncoding } from './record-file.server.ts';

export const LOG_FORMATS = ['csv', 'jsonl'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

const COLUMNS = [
  'time',
  'stream',
  'n',
  'at',
  'actor_kind',
  'actor_id',
  'address',
  'action',
  'subject_kind',
  'subject_id',
  'outcome',
  'detail',
  'prev_hash',
  'hash',
] as const;

/** For a spreadsheet: text that it would run is guarded, so the chain is checked from the other format. */
const csvLineOf = (entry: AuditEntry, zone: string): string =>
  toCsvLine([
    toIsoInZone(entry.at, zone),
    entry.stream,
    String(entry.n),
    String(entry.at),
    entry.actorKind,
    toCsvText(entry.actorId),
    toCsvText(entry.address),
    entry.action,
    entry.subjectKind,
    toCsvText(entry.subjectId),
    entry.outcome,
    toCanonicalJson(entry.detail),
    entry.prevHash,
    entry.hash,
  ]);

/** One entry per line: what its hash was made from, as RFC 8785 writes it, and the hash. */
const jsonLineOf = ({ hash, ...entry }: AuditEntry): string => `${toCanonicalJson({ ...entry, hash })}\n`;

/**
 * A log export as a response that is written while it is read: nothing is kept, so neither memory nor disk grow with
 * the log, and the first bytes go out at once.
 */
export function makeLogDownload(
  { pages, finish }: LogExport,
  { format, encoding, zone, day }: { format: LogFormat; encoding: CsvEncoding; zone: string; day: string },
): Response {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  const encode = (text: string) => {
    const chunk = format === 'csv' && encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(text);
    hash.update(chunk);
    bytes += chunk.length;
    return chunk;
  };
  async function* chunks() {
    let whole = false;
    try {
      if (format === 'csv') yield encode(`${encoding === 'utf-8' ? '\ufeff' : ''}${toCsvLine(COLUMNS)}`);
      for await (const page of pages) {
        rows += page.length;
        yield encode(page.map((entry) => (format === 'csv' ? csvLineOf(entry, zone) : jsonLineOf(entry))).join(''));
      }
      whole = true;
    } finally {
      await finish({ rows, bytes, sha256: hash.digest('hex'), whole });
    }
  }
  const type = format === 'csv' ? `text/csv; charset=${encoding}` : 'application/x-ndjson; charset=utf-8';
  return new Response(Readable.toWeb(Readable.from(chunks())) as unknown as ReadableStream, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="audit-log-${day}.${format}"`,
      'Cache-Control': 'no-store',
    },
  });
}
