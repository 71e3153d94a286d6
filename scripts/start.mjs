// One command on a fresh clone: installs what is missing, builds what changed, starts the server in this process.
// Only Node's own modules up to the point where packages are there.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { buildIfChanged, installIfNeeded, ROOT, requireNode, SERVE, stepper } from './prepare.mjs';

const say = stepper('xunkao');
process.chdir(ROOT);
requireNode(say);

// The demo organisation is for everyone but those who say that they are in production.
process.env.DEMO ??= process.env.NODE_ENV === 'production' ? '0' : '1';
// React renders several times slower without this, whatever the caller's environment says.
process.env.NODE_ENV = 'production';

await installIfNeeded(say);
await buildIfChanged(say);

const { builtSource, serve } = await import(pathToFileURL(SERVE).href);

let server;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    say('stopping: finishing open requests, closing the database');
    await server?.close();
    say('stopped');
    process.exit(0);
  });
}

try {
  server = await serve({ source: await builtSource(ROOT), say });
  say(`ready at ${server.url}`);
} catch (error) {
  // A refused setting or an engine that cannot be reached is one clear line; anything else shows where it broke.
  const expected = error instanceof Error && /^(invalid environment|cannot )/.test(error.message);
  say(expected || !(error instanceof Error) ? String(error.message ?? error) : (error.stack ?? error.message));
  process.exit(existsSync(ROOT) ? 1 : 2);
}
