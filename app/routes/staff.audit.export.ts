import { z } from 'zod';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { LOG_FORMATS, makeLogDownload } from '#app/platform/export/log-download.server.ts';
import { CSV_ENCODINGS } from '#app/platform/export/record-file.server.ts';
import { describeInputFaults } from '#app/platform/http/input-faults.server.ts';
import { parseLogQuery } from '#app/platform/http/log-query.server.ts';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { exportLog } from '#app/usecases/audit/export-log.server.ts';

const options = z.object({
  format: z.enum(LOG_FORMATS).default('csv'),
  encoding: z.enum(CSV_ENCODINGS).default('utf-8'),
});

/** The entries that the log page shows under the same filter, all of them, oldest first. */
export const loader = pageLoader('audit.export', async ({ context, actor, url, request, language }) => {
  const asked = Object.fromEntries(url.searchParams);
  const chosen = options.safeParse(asked);
  if (!chosen.success)
    return problem(request, 'invalid-input', {
      errors: describeInputFaults(chosen.error, { input: asked, language }),
    });
  const { format, encoding } = chosen.data;
  const query = { ...parseLogQuery(url.searchParams), mentions: false, after: null, before: null };
  const found = await exportLog(context, actor, { query, format });
  if (!found.ok) return problem(request, found.code, found.detail);
  const day = dayOf(context.clock.now(), context.zone);
  return makeLogDownload(found.value, { format, encoding, zone: context.zone, day });
});
