// The server under Vite, for those who change code or content: pages and lessons follow what is saved.
//   node scripts/dev.mjs [--content DIR] [--port N]
import { createServer as createHttpServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { installIfNeeded, ROOT, requireNode, stepper } from './prepare.mjs';

const say = stepper('dev');
const { content, port } = readArguments();
process.chdir(ROOT);
requireNode(say);
process.env.DEMO ??= '1';
process.env.NODE_ENV = 'development';
if (port) process.env.PORT = port;
await installIfNeeded(say);

const { register } = await import('tsx/esm/api');
register();
const { createServer } = await import('vite');
const { serve } = await import(pathToFileURL(path.join(ROOT, 'app/server.ts')).href);

// One port for pages and for Vite's websocket, so that two of these run side by side.
const http = createHttpServer();
const vite = await createServer({ server: { middlewareMode: true, hmr: { server: http } }, appType: 'custom' });

let server;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    // Vite first: its open websockets would hold the server for ever.
    await vite.close();
    await server?.close();
    process.exit(0);
  });
}

server = await serve({
  say,
  http,
  source: {
    mode: 'development',
    load: () => vite.ssrLoadModule('virtual:remix/server-build'),
    assets: vite.middlewares,
  },
  // Pages listen for this (app/ui/authoring): they load their data anew.
  authoring: { folder: content, onContent: () => vite.ws.send({ type: 'custom', event: 'xunkao:content' }) },
});
say(`ready at ${server.url}`);

function readArguments() {
  try {
    const { values } = parseArgs({ options: { content: { type: 'string' }, port: { type: 'string' } } });
    return { content: path.resolve(values.content ?? path.join(ROOT, 'content')), port: values.port };
  } catch (error) {
    say(error.message);
    process.exit(2);
  }
}
