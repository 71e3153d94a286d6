import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '#app/usecases/context.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import { type Database, openPostgres, openSqlite } from '#db/open.server.ts';
import { argonPasswords } from './auth/passwords.server.ts';
import { refuseHalfRestored } from './backup/restore-marker.server.ts';
import { sharpImages } from './content/images.server.ts';
import { mdxLessons } from './content/lesson-compiler.server.ts';
import { openPreviewShelf } from './content/preview-shelf.server.ts';
import { unzip } from './content/unzip.server.ts';
import { type Env, readEnv } from './env.server.ts';
import { openEventLoop } from './jobs/event-loop.server.ts';
import { openKeptAnchors } from './kept-anchors.server.ts';
import { openLog, type ServerLog } from './log.server.ts';
import { openMailer } from './mail.server.ts';
import { migrationsFolderOf } from './migrations-folder.server.ts';
import { type CertificateFont, openGlyphs } from './pdf/fonts.server.ts';
import { keepInProcess } from './process-state.server.ts';
import { openRandom } from './random.server.ts';
import { openSigner } from './signer.server.ts';

/** Opens the configured engine with the migrations that come with this source tree. */
export async function openDatabase(env: Pick<Env, 'DATABASE_URL' | 'DATA_DIR'>): Promise<Database> {
  refuseHalfRestored(env.DATA_DIR);
  // Answers, hashes of passwords and keys: nobody else on this machine reads them. A folder that is there keeps its mode.
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 });
  return env.DATABASE_URL
    ? openPostgres({ url: env.DATABASE_URL, migrations: migrationsFolderOf('postgres') })
    : openSqlite({ file: path.join(env.DATA_DIR, 'xunkao.sqlite'), migrations: migrationsFolderOf('sqlite') });
}

export type OpenContext = {
  readonly context: Context;
  readonly env: Env;
  readonly log: ServerLog;
  /** What certificates are printed with; opened on first use. */
  readonly fonts: () => readonly CertificateFont[];
  /** Runs events by itself only once started: a command's process leaves them to the server. */
  readonly events: { readonly start: () => void };
  readonly close: () => Promise<void>;
};

/** Faults of the network, of the file system, and those with which PostgreSQL refuses a connection (classes 28, 3D). */
const isConnectionFault = (error: unknown): error is Error & { code: string } =>
  error instanceof Error &&
  /^(E[A-Z]+|28\w{3}|3D\w{3}|SQLITE_CANTOPEN)$/.test(String((error as { code?: unknown }).code));

/** The one place that wires adapters to what use cases ask for. Opens the database; starts nothing by itself. */
export async function openContext(env: Env = readEnv()): Promise<OpenContext> {
  const log = openLog(env.LOG_LEVEL);
  const database = await openDatabase(env).catch((error: unknown) => {
    // An engine that cannot be reached is the operator's to mend: one line, without the address's password.
    if (isConnectionFault(error))
      throw new Error(`cannot open the database: ${error.message || error.code}`, { cause: error });
    throw error;
  });
  const clock = { now: () => Date.now() };
  const random = openRandom();
  const glyphs = openGlyphs({ operatorFolder: path.join(env.DATA_DIR, 'fonts'), now: clock.now, log });
  const loop = openEventLoop({ dispatch: () => dispatchDueEvents(context), log });
  const context: Context = {
    database,
    clock,
    random,
    zone: env.TZ_DISPLAY,
    publicUrl: env.PUBLIC_URL,
    passwords: argonPasswords,
    signer: openSigner({ database, clock, folder: path.join(env.DATA_DIR, 'keys') }),
    keptAnchors: openKeptAnchors({ folder: path.join(env.DATA_DIR, 'keys'), log }),
    lessons: mdxLessons,
    images: sharpImages,
    unzip,
    previews: openPreviewShelf(clock),
    glyphs,
    log,
    mail: openMailer(env),
    events: loop,
  };
  return {
    context,
    env,
    log,
    fonts: glyphs.fonts,
    events: loop,
    async close() {
      await loop.stop();
      await database.close();
    },
  };
}

/** The running server's own context: opened once per process, whoever asks first. */
export function openApplicationContext(): Promise<OpenContext> {
  return keepInProcess('context', () => openContext());
}

export async function applicationContext(): Promise<Context> {
  return (await openApplicationContext()).context;
}

/** The environment of the running server, for the few pages that show a part of it. */
export async function applicationEnv(): Promise<Env> {
  return (await openApplicationContext()).env;
}

/** The fonts of the running server, in the order in which they are asked for a character. */
export async function applicationFonts(): Promise<readonly CertificateFont[]> {
  return (await openApplicationContext()).fonts();
}
