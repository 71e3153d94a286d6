import { applicationEnv } from '#app/platform/context.server.ts';
import { checkHealth } from '#app/platform/health.server.ts';
import { publicLoader } from '#app/platform/http/page.server.ts';

/** The full check: 503 as soon as a part is not fit to serve; what an operator should mend meanwhile is told with it. Strangers are told no more than that. */
export const loader = publicLoader(async ({ context, near }) => {
  const checks = await checkHealth({ context, env: await applicationEnv() });
  const ready = checks.every(({ ok, required }) => ok || !required);
  return Response.json(
    { status: ready ? 'ready' : 'not-ready', ...(near ? { checks } : {}) },
    { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
});
