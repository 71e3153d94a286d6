import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import compression from 'compression';
import helmet from 'helmet';
import type { Application, Authoring } from './platform/application.server.ts';
import { keptAssets } from './platform/http/kept-assets.server.ts';

type EntryModule = {
  readonly openApplication: (
    say: (message: string) => void,
    routes: ServerBuild['routes'],
    authoring?: Authoring,
  ) => Promise<Application>;
};
type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/** How the process gets its build: from disk in production, from Vite in development. */
export type BuildSource = {
  readonly load: () => Promise<ServerBuild>;
  readonly assets: Middleware;
  readonly mode: 'production' | 'development';
};

export type RunningServer = { readonly url: string; readonly close: () => Promise<void> };

/** The built server of this checkout. */
export async function builtSource(root: string): Promise<BuildSource> {
  const build = (await import(pathToFileURL(path.join(root, 'build/server/index.js')).href)) as ServerBuild;
  return {
    mode: 'production',
    load: async () => build,
    assets: keptAssets(path.join(root, 'build/client')),
  };
}

/** A request's first lines are here within this; node looks twice a minute. Its body has a pace of its own. */
const HEADERS_MS = 20_000;
const LOOK_AT_BODIES_MS = 5_000;

/**
 * Opens the application and serves it. The process takes everything from the built entry module, never from the
 * sources a second time: two module graphs would be two writers.
 */
export async function serve({
  source,
  say,
  http = createServer(),
  authoring,
}: {
  source: BuildSource;
  say: (message: string) => void;
  /** Given where something else also speaks over it, as Vite's websocket does in development. */
  http?: Server;
  authoring?: Authoring;
}): Promise<RunningServer> {
  const build = await source.load();
  const application = await (build.entry.module as unknown as EntryModule).openApplication(
    say,
    build.routes,
    authoring,
  );
  const { env, context } = application;
  const secure = helmet({
    // Documents carry their own policy with a nonce (entry.server.tsx).
    contentSecurityPolicy: false,
    strictTransportSecurity: env.PUBLIC_URL.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  }) as Middleware;
  const compress = compression() as unknown as Middleware;

  http.headersTimeout = HEADERS_MS;
  // Node knows one limit for all: an upload on a slow line would be cut off by what is enough for a form.
  http.requestTimeout = 0;
  const bodies = application.openBodyWatch();
  const looking = setInterval(bodies.look, LOOK_AT_BODIES_MS).unref();
  http.on('request', (request, response) => {
    const scope = application.observe(request, response);
    bodies.watch(request, response);
    secure(request, response, () => {
      const info = application.infoOf(request);
      // Before compression: receipts are short, and every microsecond counts when a whole sitting answers at once.
      if (application.handleFirst(request, response, info)) return;
      compress(request, response, () => {
        source.assets(request, response, () => {
          application.runInScope(scope, () =>
            answer(request, response, info).catch((error: unknown) => {
              context.log.error({ requestId: scope.id, error }, 'request failed');
              if (!response.headersSent) response.writeHead(500);
              response.end();
            }),
          );
        });
      });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse, info: ReturnType<Application['infoOf']>) {
    const handle = createRequestHandler(await source.load(), source.mode);
    const asked = await application.toFetchRequest(request, info);
    if (asked === 'gone') return;
    if (asked === 'too-large') return application.refuseAtDoor(request, response, asked);
    const result = await handle(asked, { address: info.address, near: info.near });
    await application.sendFetchResponse(result, response);
  }

  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(`cannot listen on ${env.HOST} port ${env.PORT}: ${error.code ?? error.message}`)),
    );
    http.listen(env.PORT, env.HOST, resolve);
  });
  await application.welcome();
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : env.PORT;
  const url = env.PORT === 0 ? `http://${env.HOST}:${port}` : env.PUBLIC_URL;

  return {
    url,
    async close() {
      clearInterval(looking);
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeIdleConnections();
      // What still runs after this long is cut off: a supervisor would kill the process otherwise.
      const cut = setTimeout(() => http.closeAllConnections(), 8_000);
      await closed;
      clearTimeout(cut);
      await application.close();
    },
  };
}
