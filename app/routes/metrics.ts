import { publicLoader } from '#app/platform/http/page.server.ts';
import { renderMetrics } from '#app/platform/metrics.server.ts';

/** For Prometheus. Holds counts only; keep it from the public by the proxy where even those are too much. */
export const loader = publicLoader(async ({ context }) => {
  const { contentType, body } = await renderMetrics(context);
  return new Response(body, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } });
});
