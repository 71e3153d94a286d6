import { pageLoader } from '#app/platform/http/page.server.ts';
import { makeCsvTemplate, makeXlsxTemplate } from '#app/platform/roster/template.server.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const loader = pageLoader('roster.import', async ({ url }) => {
  const header = url.searchParams.get('header') === 'en' ? 'en' : 'zh';
  const format = url.searchParams.get('format') === 'csv' ? 'csv' : 'xlsx';
  const body = format === 'csv' ? makeCsvTemplate(header) : await makeXlsxTemplate(header);
  return new Response(new Uint8Array(body), {
    headers: {
      'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
      'Content-Disposition': `attachment; filename="roster-template-${header}.${format}"`,
      'Cache-Control': 'no-store',
    },
  });
});
