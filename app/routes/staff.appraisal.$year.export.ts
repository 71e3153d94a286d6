import { makeRecordDownload } from '#app/platform/export/record-download.server.ts';
import { exportFileOptions } from '#app/platform/http/calls/appraisal.server.ts';
import { describeInputFaults } from '#app/platform/http/input-faults.server.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { parseRecordQuery, parseYear } from '#app/platform/http/record-query.server.ts';

/** The file of the records that the year page shows under the same filter. */
export const loader = pageLoader('appraisal.export', async ({ context, actor, params, url, request, language }) => {
  const year = parseYear(params.year) ?? notFound();
  const asked = Object.fromEntries(url.searchParams);
  const options = exportFileOptions.safeParse(asked);
  if (!options.success)
    return problem(request, 'invalid-input', {
      errors: describeInputFaults(options.error, { input: asked, language }),
    });
  const { unitId, ...filter } = parseRecordQuery(url.searchParams);
  const download = await makeRecordDownload(context, actor, {
    year,
    filter: unitId === null ? filter : { ...filter, unitId },
    ...options.data,
  });
  return download.ok ? download.value : problem(request, download.code, download.detail);
});
