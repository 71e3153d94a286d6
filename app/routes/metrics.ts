import { notFound, publicLoader } from '#app/platform/http/page.server.ts';
import { renderMetrics } from '#app/platform/metrics.server.ts';

/** For Prometheus on this machine or in a private network; to everyone else there is no such address. */
export const loader = publicLoader(async ({ context, near }) => {
  if (!near) notFound();
  const { contentType, body } = await renderMetrics(context);
  return new Response(body, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } });
});
