import { publicLoader } from '#app/platform/http/page.server.ts';

/** The light check: the process answers. It listens only after migrations, content and demo data are in. */
export const loader = publicLoader(
  async () => new Response('ok\n', { headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' } }),
);
