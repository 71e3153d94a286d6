import { Readable } from 'node:stream';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { writeRefusedCsv } from '#app/platform/roster/refused-csv.server.ts';
import { findOwnImport } from '#app/usecases/roster/own-import.server.ts';

export const loader = pageLoader('roster.import', async ({ context, actor, params, language }) => {
  const found = (await findOwnImport(context, actor, params.id ?? '')) ?? notFound();
  const stream = Readable.from(writeRefusedCsv(context, found, language), { objectMode: false });
  return new Response(Readable.toWeb(stream) as unknown as ReadableStream, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="roster-refused.csv"',
      'Cache-Control': 'no-store',
    },
  });
});
