import { makeRecordDownload } from '#app/platform/export/record-download.server.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { parseFileOptions, parseRecordQuery, parseYear } from '#app/platform/http/record-query.server.ts';

/** The file of the records that the year page shows under the same filter. */
export const loader = pageLoader('appraisal.export', async ({ context, actor, params, url, request }) => {
  const year = parseYear(params.year) ?? notFound();
  const { unitId, ...filter } = parseRecordQuery(url.searchParams);
  const download = await makeRecordDownload(context, actor, {
    year,
    filter: unitId === null ? filter : { ...filter, unitId },
    ...parseFileOptions(url.searchParams),
  });
  return download.ok ? download.value : problem(request, download.code, download.detail);
});
