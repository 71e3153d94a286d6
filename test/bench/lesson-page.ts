import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import autocannon from 'autocannon';
import { build } from 'vite';
import { makeClient } from '#test/support/client.ts';
import { freePort } from '#test/support/postgres.ts';
import { startServer } from '#test/support/server.ts';
import type { Measurement } from './run.ts';

const SECONDS = 6;
const LESSON = '/courses/egov-basics/01-what-is-egovernment';

/** A whole lesson for someone signed in, against an empty page of an empty Remix application. */
export async function measureLessonPage(): Promise<Measurement[]> {
  const baseline = await measureEmptyPage();
  const server = await startServer({ LOG_LEVEL: 'error' });
  try {
    const client = makeClient(server.url);
    await client.signIn('learner');
    const first = await client.get(LESSON);
    if (first.status !== 200) throw new Error(`${LESSON} answered ${first.status}`);
    const result = await autocannon({
      url: server.url + LESSON,
      connections: 8,
      duration: SECONDS,
      headers: { cookie: client.cookie() },
    });
    const ours = result['2xx'] / result.duration;
    return [
      {
        what: 'lesson pages rendered per second, signed in, 8 connections',
        ours: `${ours.toFixed(0)}/s, p99 ${result.latency.p99} ms`,
        baseline: `${baseline.toFixed(0)}/s (empty Remix page)`,
        ratio: (ours / baseline).toFixed(2),
      },
    ];
  } finally {
    await server.remove();
  }
}

async function measureEmptyPage(): Promise<number> {
  const root = path.join(import.meta.dirname, 'empty-app');
  const out = path.join(import.meta.dirname, '../../node_modules/.empty-app');
  const common = { root, logLevel: 'error' as const, configFile: path.join(root, 'vite.config.ts') };
  await build(common);
  await build({ ...common, build: { ssr: true } });
  const handle = createRequestHandler(
    (await import(pathToFileURL(path.join(out, 'server/index.js')).href)) as ServerBuild,
    'production',
  );
  const server = createServer(async (_request, response) => {
    const answer = await handle(new Request('http://localhost/'), { address: '', near: true });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const result = await autocannon({ url: `http://127.0.0.1:${port}/`, connections: 8, duration: SECONDS });
  await new Promise((resolve) => server.close(resolve));
  rmSync(out, { recursive: true, force: true });
  return result['2xx'] / result.duration;
}
