import { serveCall } from '#app/platform/http/api.server.ts';
import { listAppraisalRecordsCall } from '#app/platform/http/calls/appraisal.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { listChanges } from '#app/usecases/appraisal/list-changes.server.ts';

export const loader = serveCall(listAppraisalRecordsCall, async ({ context, actor, query, request }) => {
  const changes = await listChanges(context, actor, query);
  return changes.ok ? changes.value : problem(request, changes.code, changes.detail);
});
