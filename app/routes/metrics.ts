import { applicationEnv } from '#app/platform/context.server.ts';
import { notFound, publicLoader } from '#app/platform/http/page.server.ts';
import { renderMetrics } from '#app/platform/metrics.server.ts';

/** For Prometheus on this machine or in a private network; to everyone else there is no such address. */
export const loader = publicLoader(async ({ context, near }) => {
  if (!near) notFound();
  const { contentType, body } = await renderMetrics(context, { dataDir: (await applicationEnv()).DATA_DIR });
  return new Response(body, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } });
});
