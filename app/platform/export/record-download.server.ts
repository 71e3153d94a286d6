import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { applicationEnv } from '#app/platform/context.server.ts';
import { type ExportCommand, exportRecords } from '#app/usecases/appraisal/export-records.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { MEDIA_TYPES, openRecordFile, type RecordFileOptions, temporaryFile } from './record-file.server.ts';

/**
 * The file of a year as a response. It is written whole first, so that a fault on the way is an answer and never half a
 * file, and so that the audit entry with its hash stands before the first byte goes out. Memory stays that of one page.
 */
export async function makeRecordDownload(
  context: Context,
  actor: Actor,
  { year, filter, ...options }: RecordFileOptions & Pick<ExportCommand, 'year' | 'filter'>,
): Promise<Result<Response, 'year-not-open' | 'not-found'>> {
  const { DATA_DIR } = await applicationEnv();
  const file = await temporaryFile(DATA_DIR);
  const writer = await openRecordFile({ file, ...options });
  try {
    const done = await exportRecords(context, actor, { year, filter, writer });
    if (!done.ok) {
      await writer.abandon();
      await rm(file, { force: true });
      return done;
    }
  } catch (error) {
    await writer.abandon();
    await rm(file, { force: true });
    throw error;
  }
  const { size } = await stat(file);
  const stream = createReadStream(file);
  stream.once('close', () => void rm(file, { force: true }));
  const charset = options.format === 'csv' ? `; charset=${options.encoding}` : '';
  return ok(
    new Response(Readable.toWeb(stream) as unknown as ReadableStream, {
      headers: {
        'Content-Type': `${MEDIA_TYPES[options.format]}${charset}`,
        'Content-Length': String(size),
        'Content-Disposition': `attachment; filename="appraisal-${year}.${options.format}"`,
        'Cache-Control': 'no-store',
      },
    }),
  );
}
