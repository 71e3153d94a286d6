/**
 * Makes a database of this release, for the releases after it to be opened with:
 * `npx tsx test/golden/previous-release/make.ts` in a checkout of the release that is about to become the previous one.
 * Writes a folder named by the version: the database of each engine and what lies beside it in DATA_DIR/keys. The keys
 * sign nothing but this fixture. Compiled lessons are left out: the start makes them again.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { loadContent } from '#app/platform/content/load-content.server.ts';
import { openContext } from '#app/platform/context.server.ts';
import { readEnv } from '#app/platform/env.server.ts';
import { anchorChains } from '#app/usecases/audit/anchor-chains.server.ts';
import { revokeCertificate } from '#app/usecases/certification/revoke-certificate.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { loadDemoOrganisation } from '#app/usecases/demo/load-demo-organisation.server.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import { saveResponses } from '#app/usecases/exams/save-responses.server.ts';
import { startAttempt } from '#app/usecases/exams/start-attempt.server.ts';
import { rightAnswer } from '#test/support/answers.ts';
import { actorOf, taken } from '#test/support/people.ts';
import { startPostgres } from '#test/support/postgres.ts';

const HERE = import.meta.dirname;
/** What the start makes again from the content. */
const LEFT_OUT = /(^|\.)(lesson_)?artifact$/;
const { version } = JSON.parse(readFileSync(path.join(HERE, '../../../package.json'), 'utf8')) as { version: string };
const out = path.join(HERE, version);
const scratch = mkdtempSync(path.join(os.tmpdir(), 'xunkao-previous-'));
const cluster = await startPostgres({ durable: false });
try {
  rmSync(out, { recursive: true, force: true });
  for (const engine of ['sqlite', 'postgres'] as const) {
    const folder = path.join(out, engine);
    const dataDir = path.join(scratch, engine);
    mkdirSync(folder, { recursive: true });
    const url = engine === 'postgres' ? await cluster.createDatabase({ name: 'previous' }) : undefined;
    await fill({ DATA_DIR: dataDir, ...(url ? { DATABASE_URL: url } : {}) });
    for (const file of readdirSync(path.join(dataDir, 'keys')))
      copyFileSync(path.join(dataDir, 'keys', file), path.join(folder, file));
    writeFileSync(path.join(folder, 'rows.jsonl.br'), compress(url ? await readRows(url) : readFile(dataDir)));
  }
} finally {
  await cluster.stop();
  rmSync(scratch, { recursive: true, force: true });
}

function compress(text: string): Buffer {
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_LARGE_WINDOW } = constants;
  return brotliCompressSync(text, { params: { [BROTLI_PARAM_LARGE_WINDOW]: 1, [BROTLI_PARAM_LGWIN]: 24 } });
}

/** The demo organisation with its two years, a revoked certificate, and an exam that runs while the copy is taken. */
async function fill(given: Record<string, string>): Promise<void> {
  const { context, close } = await openContext(readEnv({ ...given, LOG_LEVEL: 'warn' }));
  await loadContent(context);
  await loadDemoOrganisation(context);
  await dispatchDueEvents(context);
  await revokeOne(context);
  await dispatchDueEvents(context);
  await anchorChains(context);
  await answerHalf(context);
  await close();
}

async function revokeOne(context: Context): Promise<void> {
  const { db, tables } = context.database.read;
  const [certificate] = await db.select().from(tables.certificate).limit(1);
  const [unit] = await db.select().from(tables.orgUnit).orderBy(tables.orgUnit.code).limit(1);
  taken(
    await revokeCertificate(context, actorOf('per_hr', { grants: [{ role: 'hr', unitId: unit!.id }], name: 'hr' }), {
      certificateId: certificate!.id,
      reason: '考试违纪',
      decisionNo: '示人社决〔2026〕1号',
      effectiveOn: dayOf(context.clock.now(), context.zone),
    }),
  );
}

async function answerHalf(context: Context): Promise<void> {
  const { db, tables } = context.database.read;
  const account = (await db.select().from(tables.account)).find(({ username }) => username === 'learner');
  const sitting = (await db.select().from(tables.sitting)).find(({ code }) => code === 'DEMO-OPEN');
  const actor = actorOf(account!.personId, { grants: [{ role: 'learner', unitId: sitting!.unitId }], name: 'learner' });
  const paper = taken(await startAttempt(context, actor, { sittingId: sitting!.id }));
  const answered = paper.items.slice(0, paper.items.length / 2);
  const { outcomes } = await saveResponses(context, [
    {
      actor,
      attemptId: paper.attemptId,
      lease: paper.lease,
      receivedAt: context.clock.now(),
      responses: answered.map((item) => ({
        slot: item.slot,
        seq: 1,
        answer: rightAnswer({
          ...item,
          prompt: item.prompt.zh,
          options: item.options?.map(({ id, text }) => ({ id, text: text.zh })) ?? [],
        }),
        clientMs: 1000,
      })),
    },
  ]);
  for (const outcome of outcomes) taken(outcome);
}

/** The statements that make the schema, in order, then every row: `["table", { column: value }]`. */
function readFile(dataDir: string): string {
  const database = new Sqlite(path.join(dataDir, 'xunkao.sqlite'), { readonly: true });
  const schema = database
    .prepare(
      `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index_%'
       ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, rowid`,
    )
    .all() as { type: string; name: string; sql: string }[];
  const lines = schema.map(({ sql }) => JSON.stringify(['', sql]));
  for (const { type, name } of schema) {
    if (type !== 'table' || LEFT_OUT.test(name) || name === 'search_index') continue;
    for (const row of database.prepare(`SELECT * FROM "${name}"`).iterate()) lines.push(JSON.stringify([name, row]));
  }
  database.close();
  return `${lines.join('\n')}\n`;
}

/** Every row of every table: `["schema.table", { column: value }]`; the schema is that of the numbered migrations. */
async function readRows(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables = await client.query<{ name: string; oid: number }>(
    `SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'drizzle') ORDER BY name`,
  );
  const lines: string[] = [];
  for (const { name } of tables.rows) {
    if (LEFT_OUT.test(name)) continue;
    const { rows } = await client.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${name} t`);
    for (const { row } of rows) lines.push(`[${JSON.stringify(name)},${row}]`);
  }
  await client.end();
  return `${lines.join('\n')}\n`;
}
