import { makeRecordDownload } from '#app/platform/export/record-download.server.ts';
import { serveCall } from '#app/platform/http/api.server.ts';
import { exportAppraisalCall } from '#app/platform/http/calls/appraisal.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';

export const loader = serveCall(exportAppraisalCall, async ({ context, actor, request, query: { unit, ...query } }) => {
  const download = await makeRecordDownload(context, actor, {
    ...query,
    filter: unit === undefined ? {} : { unitId: unit },
  });
  return download.ok ? download.value : problem(request, download.code, download.detail);
});
