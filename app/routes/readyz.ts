import { applicationEnv } from '#app/platform/context.server.ts';
import { checkHealth } from '#app/platform/health.server.ts';
import { publicLoader } from '#app/platform/http/page.server.ts';

/** The full check: 503 as soon as one part is not fit to serve. Strangers are told no more than that. */
export const loader = publicLoader(async ({ context, near }) => {
  const checks = await checkHealth({ context, dataDir: (await applicationEnv()).DATA_DIR });
  const ready = checks.every(({ ok }) => ok);
  return Response.json(
    { status: ready ? 'ready' : 'not-ready', ...(near ? { checks } : {}) },
    { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
});
