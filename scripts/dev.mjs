// The server under Vite, for those who change code or content: pages and lessons follow what is saved.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installIfNeeded, ROOT, requireNode, stepper } from './prepare.mjs';

const say = stepper('dev');
process.chdir(ROOT);
requireNode(say);
process.env.DEMO ??= '1';
process.env.NODE_ENV = 'development';
await installIfNeeded(say);

const { register } = await import('tsx/esm/api');
register();
const { createServer } = await import('vite');
const { serve } = await import(pathToFileURL(path.join(ROOT, 'app/server.ts')).href);

const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' });
const server = await serve({
  say,
  source: {
    mode: 'development',
    load: () => vite.ssrLoadModule('virtual:remix/server-build'),
    assets: vite.middlewares,
  },
});
say(`ready at ${server.url}`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await server.close();
    await vite.close();
    process.exit(0);
  });
}
