import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeBackup } from '#app/platform/backup/make-backup.server.ts';
import { SENTENCES, sayFinding } from '#app/platform/doctor/doctor-words.server.ts';
import { examine } from '#app/platform/doctor/examine.server.ts';
import type { Finding } from '#app/platform/doctor/finding.ts';
import { anchorChains } from '#app/usecases/audit/anchor-chains.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { dispatchDueEvents } from '#app/usecases/events/dispatch-due-events.server.ts';
import { closeOverdueAttempts } from '#app/usecases/exams/end-attempts.server.ts';
import { recordBackup, recordDrill } from '#app/usecases/operation/backup-record.server.ts';
import { listSources, read } from '#test/architecture/imports.ts';
import {
  type Installation,
  makeEmptyPlace,
  makeInstallation,
  makeOldInstallation,
  openInstallation,
} from '#test/support/installation.ts';
import { dropGuard, runRaw } from '#test/support/tamper.ts';

const TEST = systemActor('test');
let place: Installation | undefined;
beforeEach(() => {
  for (const name of ['PUBLIC_URL', 'TRUSTED_PROXIES', 'LOG_LEVEL']) vi.stubEnv(name, '');
  vi.stubEnv('PUBLIC_URL', 'https://xunkao.example.gov.cn');
  vi.stubEnv('TRUSTED_PROXIES', '10.0.0.1');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await place?.remove();
  place = undefined;
});

async function examineAt(made: Installation): Promise<Map<string, Finding>> {
  vi.stubEnv('DATA_DIR', made.dataDir);
  vi.stubEnv('DATABASE_URL', made.databaseUrl ?? '');
  const findings = await examine();
  for (const finding of findings) expect(sayFinding(finding, 'zh-CN').says).not.toMatch(/[{}?]/);
  return new Map(findings.map((finding) => [finding.name, finding]));
}

/** An installation with nothing to complain of. */
async function makeSound(engine: 'sqlite' | 'postgres'): Promise<Installation> {
  place = await makeInstallation(engine);
  chmodSync(path.join(place.dataDir, 'keys'), 0o700);
  for (const name of readdirSync(path.join(place.dataDir, 'keys')))
    chmodSync(path.join(place.dataDir, 'keys', name), 0o600);
  const target = `${place.dataDir}-backup`;
  await within(place, async (context) => {
    // What a server does by itself: close what is over, deal with what follows, sign.
    await closeOverdueAttempts(context);
    await dispatchDueEvents(context);
    await anchorChains(context);
  });
  const { manifest, sha256, bytes } = await makeBackup({
    place,
    target,
    zone: 'Asia/Shanghai',
    now: () => Date.now(),
    tell: () => undefined,
  });
  rmSync(target, { recursive: true });
  await within(place, async (context) => {
    await recordBackup(context, TEST, { id: sha256, manifest, bytes });
    await recordDrill(context, TEST, { id: sha256, manifest, passed: true, faults: 0, originalFaults: 0 });
  });
  return place;
}

async function within(made: Installation, work: (context: Context) => Promise<void>): Promise<void> {
  const { context, close } = await openInstallation(made);
  await work(context);
  await close();
}

describe.each(['sqlite', 'postgres'] as const)('the doctor on %s', (engine) => {
  test('has nothing to say of a sound installation', async () => {
    const found = await examineAt(await makeSound(engine));
    const unwell = [...found].filter(([, { status }]) => status === 'wrong' || status === 'unknown');
    // The cluster of these tests does not wait for its disk, and that is seen.
    expect(unwell.map(([, { code }]) => code)).toEqual(engine === 'postgres' ? ['database-not-durable'] : []);
    expect(found.get('backup')).toMatchObject({ status: 'well', code: 'backup-fresh' });
    expect(found.size).toBeGreaterThan(15);
  });

  test('names an overdue attempt, a failing event with its error, a backup that is too old, a drill that failed', async () => {
    const made = await makeSound(engine);
    await within(made, async ({ database }) => {
      await runRaw(
        database,
        sql`update attempt set status = 'in-progress', deadline_at = 1000 where id = (select min(id) from attempt)`,
      );
      await runRaw(
        database,
        sql`update outbox_delivery set done_at = null, attempts = 3, last_error = 'Error: the disk is full' where event_id = (select min(id) from outbox_event)`,
      );
      await runRaw(
        database,
        sql`insert into setting (id, key, value, at) values ('set_a', 'operation.last-backup', '{"id":"x","snapshotAt":1000,"bytes":1}', 9000000000000), ('set_b', 'operation.last-drill', '{"id":"x","snapshotAt":1,"at":1,"passed":false}', 9000000000000)`,
      );
    });
    const found = await examineAt(made);
    expect(found.get('attempts')).toMatchObject({ code: 'attempts-overdue', values: { count: 1 } });
    expect(found.get('events')).toMatchObject({ status: 'wrong' });
    expect(found.get('backup')).toMatchObject({ code: 'backup-old' });
    expect(found.get('drill')).toMatchObject({ code: 'drill-failed' });
  });

  test('tells a drill that passed over an original at fault from one that failed', async () => {
    const made = await makeSound(engine);
    const value = JSON.stringify({ id: 'x', snapshotAt: Date.now(), at: Date.now(), passed: true, originalFaults: 2 });
    await within(made, ({ database }) =>
      runRaw(
        database,
        sql`insert into setting (id, key, value, at) values ('set_b', 'operation.last-drill', ${value}, 9000000000000)`,
      ),
    );
    expect((await examineAt(made)).get('drill')).toMatchObject({
      status: 'advice',
      code: 'drill-original',
      values: { faults: 2 },
    });
  });

  test('sees keys that others may read, a key that is gone, and anchors that are not those that were kept', async () => {
    const made = await makeSound(engine);
    const keys = path.join(made.dataDir, 'keys');
    const [name = ''] = readdirSync(keys).filter((file) => file.endsWith('.jwk.json'));
    chmodSync(path.join(keys, name), 0o644);
    expect((await examineAt(made)).get('keys')).toMatchObject({ code: 'keys-open' });
    rmSync(path.join(keys, name));
    await within(made, async ({ database }) => {
      await dropGuard(database, 'audit_anchor');
      await runRaw(database, sql`update audit_anchor set at = at + 1 where n = 1`);
    });
    const found = await examineAt(made);
    expect(found.get('keys')).toMatchObject({ code: 'keys-missing' });
    expect(found.get('anchors')).toMatchObject({ code: 'anchors-differ', values: { n: 1 } });
  });

  test('tells an older database from an empty one', async () => {
    place = await makeOldInstallation(engine);
    const found = await examineAt(place);
    expect(found.get('migrations')).toMatchObject({ code: 'migrations-behind', values: { applied: 2 } });
    expect(found.get('records')).toMatchObject({ status: 'unknown' });
    await place.remove();
    place = await makeEmptyPlace(engine);
    mkdirSync(place.dataDir, { recursive: true });
    expect((await examineAt(place)).get('migrations')).toMatchObject({ code: 'migrations-none' });
  });
});

describe('the doctor', () => {
  test('works on a damaged database and on one that cannot be reached', async () => {
    place = await makeInstallation('sqlite');
    const bytes = readFileSync(place.file);
    bytes.fill(7, 4096, 4096 * 40);
    writeFileSync(place.file, bytes);
    expect((await examineAt(place)).get('database')).toMatchObject({ code: 'database-damaged' });
    const gone = { ...place, databaseUrl: 'postgres://xunkao@127.0.0.1:1/gone' };
    const found = await examineAt(gone);
    expect(found.get('database')).toMatchObject({ code: 'database-unreachable' });
    expect(found.get('records')).toMatchObject({ status: 'unknown' });
  });

  test('tells an invalid variable, plain http, and a proxy that nobody named', async () => {
    place = await makeEmptyPlace('sqlite');
    mkdirSync(place.dataDir, { recursive: true });
    vi.stubEnv('PORT', 'seventy');
    expect((await examineAt(place)).get('environment')).toMatchObject({ code: 'environment-invalid' });
    vi.stubEnv('PORT', '');
    vi.stubEnv('PUBLIC_URL', 'http://xunkao.example.gov.cn');
    expect((await examineAt(place)).get('public-url')).toMatchObject({ code: 'url-plain' });
    vi.stubEnv('PUBLIC_URL', 'https://xunkao.example.gov.cn');
    vi.stubEnv('TRUSTED_PROXIES', '');
    expect((await examineAt(place)).get('public-url')).toMatchObject({ code: 'url-no-proxy' });
  });

  test('names a font that cannot be read', async () => {
    place = await makeEmptyPlace('sqlite');
    mkdirSync(path.join(place.dataDir, 'fonts'), { recursive: true });
    writeFileSync(path.join(place.dataDir, 'fonts/own.ttf'), 'no font');
    expect((await examineAt(place)).get('fonts')).toMatchObject({
      code: 'font-unreadable',
      values: { file: 'own.ttf' },
    });
  });
});

test('every code that the doctor finds has its sentence in both languages, and every sentence its code', () => {
  const files = listSources('app').filter((file) => file.startsWith('app/platform/doctor/') && !file.includes('words'));
  const source = files.map(read).join('\n');
  const used = [...source.matchAll(/(?:well|advice|wrong)\(\s*(?:[\w.]+ (?:===|\?) [^:]*?\?? ?)?'([a-z-]+)'/g)].map(
    ([, code = '']) => code,
  );
  for (const code of used) expect(Object.keys(SENTENCES)).toContain(code);
  for (const code of Object.keys(SENTENCES)) expect(source).toContain(`'${code}'`);
  for (const { 'zh-CN': zh, en } of Object.values(SENTENCES)) expect(zh[1] === '').toBe(en[1] === '');
});
