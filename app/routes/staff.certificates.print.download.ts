import { batchResponse, findBatch } from '#app/platform/export/certificate-batch.server.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';

/** The file of a batch that is done, for whoever printed it. */
export const loader = pageLoader('certificate.print', async ({ actor, url }) => {
  const result = findBatch(actor, url.searchParams.get('run') ?? '')?.result;
  return result ? batchResponse(result) : notFound();
});
