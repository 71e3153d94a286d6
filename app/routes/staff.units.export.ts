import { makeCsvDownload } from '#app/platform/export/csv-download.server.ts';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { exportUnits } from '#app/usecases/people/export-staff.server.ts';
import { parseUnitsQuery } from '#app/usecases/people/staff-query.server.ts';

/** The units that the page shows under the same filter. */
export const loader = pageLoader('staff.export', async ({ context, actor, url }) => {
  const { lines, day } = await exportUnits(context, actor, parseUnitsQuery(url.searchParams));
  return makeCsvDownload({ lines, name: `units-${day}`, encoding: url.searchParams.get('encoding') });
});
