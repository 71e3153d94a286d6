import { makeCsvDownload } from '#app/platform/export/csv-download.server.ts';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { exportStaff } from '#app/usecases/people/export-staff.server.ts';
import { parseStaffQuery } from '#app/usecases/people/staff-query.server.ts';

/** The people that the page shows under the same filter. */
export const loader = pageLoader('staff.export', async ({ context, actor, url, request }) => {
  const list = await exportStaff(context, actor, parseStaffQuery(url.searchParams));
  if (!list.ok) return problem(request, list.code, list.detail);
  const { lines, day } = list.value;
  return makeCsvDownload({ lines, name: `people-${day}`, encoding: url.searchParams.get('encoding') });
});
