import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { toCsvLine } from '#app/domain/appraisal/export-columns.ts';
import type { CertificateStatus } from '#app/domain/certification/status.ts';
import { identifyActor, type PersonActor } from '#app/domain/people/actor.ts';
import { renderSheets } from '#app/platform/pdf/certificate-pdf.server.ts';
import { makeCertificateSheet } from '#app/platform/pdf/certificate-sheet.server.ts';
import type { CertificateFont } from '#app/platform/pdf/fonts.server.ts';
import {
  type BatchFilter,
  type BatchPlan,
  readBatchSheets,
  recordBatch,
} from '#app/usecases/certification/print-batch.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findRun, type LongRun, startRun } from '../jobs/long-runs.server.ts';
import { temporaryFile } from './record-file.server.ts';
import { openXlsxStream, type XlsxColumn } from './xlsx-stream.server.ts';
import { openZipStream, type ZipStream } from './zip-stream.server.ts';

/** Certificates per PDF: a printer takes that much at once, and the memory of a part is all that a batch needs. */
export const CERTIFICATES_PER_PART = 200;

export type BatchFile = {
  readonly file: string;
  readonly bytes: number;
  readonly certificates: number;
  readonly refused: number;
  readonly batchId: string;
};

/** A cell that a spreadsheet would run gets an apostrophe: names and numbers come from outside. */
const plain = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

const HEADINGS = [
  '序号',
  '单位',
  '工号',
  '姓名',
  '证书编号',
  '等级',
  '发证日期',
  '有效期至',
  '文件',
  '页',
  '领取人签名',
  '领取日期',
];
const WIDTHS = [6, 28, 12, 12, 24, 6, 12, 12, 20, 6, 16, 14];
/** Stands before the file where a batch of certificates that are not valid was asked for. */
const STATUS_COLUMN = { at: HEADINGS.indexOf('文件'), heading: '状态', width: 8 };
const STATUS_WORDS: Record<CertificateStatus, string> = {
  valid: '有效',
  expired: '已过期',
  suspended: '已暂停',
  revoked: '已撤销',
};

/**
 * Writes a batch as one ZIP: PDFs of up to 200 certificates each in the order of the hand-over, the list of who gets
 * which (CSV and XLSX, with room for signatures), and, where there are any, those that no font can print.
 */
export async function writeBatchFile({
  context,
  plan,
  fonts,
  file,
  onProgress,
}: {
  context: Context;
  plan: BatchPlan;
  fonts: readonly CertificateFont[];
  file: string;
  onProgress: (certificates: number) => void;
}): Promise<{ sha256: string; bytes: number; ids: string[] }> {
  const handle = await open(file, 'w', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  const sink = async (chunk: Uint8Array) => {
    hash.update(chunk);
    bytes += chunk.length;
    await handle.writeFile(chunk);
  };
  try {
    const zip = openZipStream(sink);
    const withStatus = plan.status !== 'valid';
    const rows: string[][] = [];
    const ids: string[] = [];
    for (let at = 0; at < plan.lines.length; at += CERTIFICATES_PER_PART) {
      const sheets = await readBatchSheets(context, plan.lines.slice(at, at + CERTIFICATES_PER_PART));
      const name = `certificates-${String(at + 1).padStart(5, '0')}-${String(at + sheets.length).padStart(5, '0')}.pdf`;
      const pdf = await renderSheets({
        sheets: sheets.map(({ certificate }) => makeCertificateSheet({ certificate, publicUrl: context.publicUrl })),
        fonts,
        at: context.clock.now(),
        title: name,
        subject: context.publicUrl,
      });
      const entry = zip.entry(name);
      await entry.writeBytes(pdf);
      await entry.end();
      sheets.forEach(({ line, certificate: { statement } }, index) => {
        ids.push(line.id);
        const cells = [String(ids.length), line.unitName, line.employeeNo, statement.holder.name, statement.number];
        rows.push([
          ...cells,
          String(statement.tier),
          statement.issuedOn,
          statement.validUntil,
          ...(withStatus ? [STATUS_WORDS[plan.status]] : []),
          name,
          String(index + 1),
          '',
          '',
        ]);
      });
      onProgress(ids.length);
    }
    await writeLists(zip, { rows, withStatus });
    if (plan.refused.length > 0)
      await writeText(
        zip,
        'not-printed.csv',
        `\ufeff${toCsvLine(['单位', '工号', '姓名', '证书编号', '缺少的字'])}${plan.refused
          .map(({ unitName, employeeNo, name, number, missing }) =>
            toCsvLine([unitName, employeeNo, name, number, missing.join(' ')].map(plain)),
          )
          .join('')}`,
      );
    await zip.end();
    await handle.sync();
    return { sha256: hash.digest('hex'), bytes, ids };
  } finally {
    await handle.close();
  }
}

async function writeText(zip: ZipStream, name: string, text: string) {
  const entry = zip.entry(name);
  await entry.write(text);
  await entry.end();
}

async function writeLists(
  zip: ZipStream,
  { rows, withStatus }: { rows: readonly (readonly string[])[]; withStatus: boolean },
) {
  const { at, heading, width } = STATUS_COLUMN;
  const headings = withStatus ? HEADINGS.toSpliced(at, 0, heading) : HEADINGS;
  const widths = withStatus ? WIDTHS.toSpliced(at, 0, width) : WIDTHS;
  const lines = rows.map((row) => toCsvLine(row.map(plain)));
  await writeText(zip, 'list.csv', `\ufeff${toCsvLine(headings)}${lines.join('')}`);
  const chunks: Buffer[] = [];
  const columns = headings.map(
    (heading, i): XlsxColumn => ({
      heading,
      width: widths[i] ?? 12,
      holds: heading === '序号' || heading === '等级' || heading === '页' ? 'integer' : 'text',
    }),
  );
  const book = await openXlsxStream({
    sink: async (chunk) => void chunks.push(Buffer.from(chunk)),
    sheetName: '领取清单',
    columns,
  });
  await book.write(rows.map((row) => row.map((cell) => (cell === '' ? null : cell))));
  await book.end();
  const entry = zip.entry('list.xlsx');
  await entry.writeBytes(Buffer.concat(chunks));
  await entry.end();
}

const keyOf = (personId: string) => `certificates-${personId}`;

/** Prints a batch that was planned while nobody needs to wait: written, recorded, and then ready to be fetched. */
export function startBatch(
  context: Context,
  actor: PersonActor,
  {
    plan,
    filter,
    reason,
    fonts,
    dataDir,
  }: {
    plan: BatchPlan;
    filter: BatchFilter;
    reason: string;
    fonts: readonly CertificateFont[];
    dataDir: string;
  },
): LongRun<BatchFile> {
  return startRun<BatchFile>({
    key: keyOf(actor.personId),
    owner: { id: identifyActor(actor).actorId, name: actor.name },
    now: context.clock.now,
    onFailure: (error) => context.log.error({ error: String(error) }, 'a batch of certificates could not be printed'),
    dispose: (result) => result && void rm(result.file, { force: true }),
    async work(report) {
      const total = plan.lines.length;
      report({ done: 0, total });
      const file = await temporaryFile(dataDir);
      try {
        const onProgress = (done: number) => report({ done, total });
        const { sha256, bytes, ids } = await writeBatchFile({ context, plan, fonts, file, onProgress });
        const refused = plan.refused.length;
        const { batchId } = await recordBatch(context, actor, { ids, reason, filter, refused, sha256 });
        return { file, bytes, certificates: ids.length, refused, batchId };
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    },
  });
}

export const findBatch = (actor: PersonActor, id: string): LongRun<BatchFile> | null =>
  findRun<BatchFile>({ id, ownerId: actor.personId });

/** The batch's file; it may be fetched again while it is kept. */
export function batchResponse({ file, bytes, batchId }: BatchFile): Response {
  return new Response(Readable.toWeb(createReadStream(file)) as unknown as ReadableStream, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(bytes),
      'Content-Disposition': `attachment; filename="certificates-${batchId}.zip"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
