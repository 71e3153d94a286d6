import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, inject, test } from 'vitest';
import type { BackupManifest } from '#app/domain/operation/backup-manifest.ts';
import { quote, type Saying, type TellProgress } from '#app/platform/backup/backup-fault.ts';
import { drillBackup } from '#app/platform/backup/drill-backup.server.ts';
import { makeBackup } from '#app/platform/backup/make-backup.server.ts';
import { restoreBackup } from '#app/platform/backup/restore-backup.server.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import {
  readLastBackup,
  readLastDrill,
  recordBackup,
  recordDrill,
} from '#app/usecases/operation/backup-record.server.ts';
import type { Dialect } from '#db/open.server.ts';
import { findNewestAuditEntry, listAuditHeads } from '#db/stores/audit.ts';
import {
  envOf,
  type Installation,
  makeEmptyPlace,
  makeInstallation,
  makeOldInstallation,
  openInstallation,
} from '#test/support/installation.ts';
import { dropGuard, runRaw } from '#test/support/tamper.ts';

const ENGINES = ['sqlite', 'postgres'] as const;
const TEST = systemActor('test');
const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function kept(place: Promise<Installation>): Promise<Installation> {
  const made = await place;
  cleanups.push(made.remove);
  return made;
}

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-backups-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'backup');
}

const backUp = (place: Installation, target: string, tell: TellProgress = () => undefined) =>
  makeBackup({ place, target, zone: 'Asia/Shanghai', now: () => Date.now(), tell });
const restore = (folder: string, place: Installation) => restoreBackup({ folder, place, tell: () => undefined });
const drill = (folder: string, engine: Dialect, into: string | null = null) =>
  drillBackup({
    folder,
    into,
    env: {
      ...envOf({ dataDir: '/nowhere', databaseUrl: null } as Installation),
      ...(engine === 'postgres' ? { DATABASE_URL: inject('postgresUrl') } : {}),
    },
    describeFault: ({ chain, stream, n, fault }) => quote(`${chain} ${stream} ${n} ${fault}`),
    tell: () => undefined,
  });

const inEnglish = (faults: readonly Saying[]) => faults.map(({ en }) => en);
const readManifest = (folder: string) =>
  JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as BackupManifest;
const writeManifest = (folder: string, manifest: unknown) =>
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));

/** Lets the manifest say of a file what it is now, as somebody would who alters a backup with care. */
function admitFile(folder: string, name: string): void {
  const bytes = readFileSync(path.join(folder, name));
  const manifest = readManifest(folder);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeManifest(folder, {
    ...manifest,
    files: manifest.files.map((file) => (file.path === name ? { ...file, bytes: bytes.length, sha256 } : file)),
  });
}

describe.each(ENGINES)('a backup (%s)', (engine) => {
  test('restores into an empty place with every row, chain, certificate and key, and nothing else of the folder', async () => {
    const place = await kept(makeInstallation(engine));
    mkdirSync(path.join(place.dataDir, 'fonts'));
    writeFileSync(path.join(place.dataDir, 'fonts/own.ttf'), 'a font');
    writeFileSync(path.join(place.dataDir, '.env'), 'SECRET=1');
    const target = newFolder();
    const { manifest } = await backUp(place, target);
    expect(manifest.tables.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(11_000);
    expect(manifest.facts.certificates.byStatus).toMatchObject({ revoked: 1 });
    expect(statSync(target).mode & 0o777).toBe(0o700);
    expect(JSON.stringify(readdirSync(target, { recursive: true }))).not.toMatch(/\.env|lock|part/);

    const empty = await kept(makeEmptyPlace(engine));
    const found = await restore(target, empty);
    expect(found).toMatchObject({ integrity: [], differences: [] });
    for (const name of readdirSync(path.join(place.dataDir, 'keys'))) {
      const file = path.join(empty.dataDir, 'keys', name);
      expect(readFileSync(file)).toEqual(readFileSync(path.join(place.dataDir, 'keys', name)));
      expect(statSync(file).mode & 0o777).toBe(statSync(path.join(place.dataDir, 'keys', name)).mode & 0o777);
    }
    expect(readFileSync(path.join(empty.dataDir, 'fonts/own.ttf'), 'utf8')).toBe('a font');
    const { context, close } = await openInstallation(empty);
    const heads = await listAuditHeads(context.database.read);
    expect(heads.map(({ stream, n, hash }) => ({ stream, n, hash }))).toEqual(manifest.facts.heads);
    expect((await verifyAudit(context, TEST)).value).toMatchObject({ intact: true, answers: 2171 });
    await close();
  });

  test('is of one moment though writers never pause, and holds none of them up', { timeout: 120_000 }, async () => {
    const place = await kept(makeInstallation(engine));
    const { context, close } = await openInstallation(place);
    let running = true;
    let written = 0;
    const hammer = async (writer: number) => {
      while (running) {
        await context.database.transaction((tx) =>
          recordAudit(
            { tx, context, actor: TEST },
            { stream: 'people', action: 'test.append', subject: { kind: 'n', id: `${writer}` }, detail: { written } },
          ),
        );
        written += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const writers = [hammer(1), hammer(2), hammer(3)];
    while (written < 20) await new Promise((resolve) => setImmediate(resolve));
    const target = newFolder();
    const before = written;
    const { manifest } = await backUp(place, target);
    expect(written).toBeGreaterThan(before);
    running = false;
    await Promise.all(writers);
    await close();
    const head = manifest.facts.heads.find(({ stream }) => stream === 'people');
    expect(head?.n).toBeGreaterThanOrEqual(before);
    expect(await drill(target, engine)).toMatchObject({ passed: true, faults: [], originalFaults: [] });
  });

  test('of an earlier release is restored and then brought up to this one', async () => {
    const place = await kept(makeOldInstallation(engine));
    const target = newFolder();
    const { manifest } = await backUp(place, target);
    expect(manifest.migrations.count).toBe(2);
    const empty = await kept(makeEmptyPlace(engine));
    await restore(target, empty);
    const { context, close } = await openInstallation(empty);
    expect((await verifyAudit(context, TEST)).value).toMatchObject({ intact: true, answers: 2171 });
    await close();
  });

  test('goes over to the other engine, with chains that verify there', { timeout: 120_000 }, async () => {
    const place = await kept(makeInstallation(engine));
    await addPicture(place);
    const target = newFolder();
    const { manifest } = await backUp(place, target);
    const other = engine === 'sqlite' ? 'postgres' : 'sqlite';
    const empty = await kept(makeEmptyPlace(other));
    expect((await restore(target, empty)).differences).toEqual([]);
    const { context, close } = await openInstallation(empty);
    expect((await verifyAudit(context, TEST)).value).toMatchObject({ intact: true, answers: 2171 });
    const { db, tables } = context.database.read;
    const [picture] = await db.select().from(tables.asset);
    expect(Buffer.from(picture!.bytes).toString('hex')).toBe('00ff10');
    await close();
    // And back: what comes out is what went in.
    const again = newFolder();
    const back = await backUp(empty, again);
    const counts = (of: BackupManifest) => of.tables.map(({ name, rows }) => `${name} ${rows}`);
    expect(counts(back.manifest).filter((line) => !/^(audit_|setting)/.test(line))).toEqual(
      counts(manifest).filter((line) => !/^(audit_|setting)/.test(line)),
    );
    expect(back.manifest.facts.answers).toEqual(manifest.facts.answers);
    const home = await kept(makeEmptyPlace(engine));
    expect((await restore(again, home)).differences).toEqual([]);
  });

  test('is not restored over anything: a database, a folder with keys', async () => {
    const place = await kept(makeInstallation(engine));
    const target = newFolder();
    await backUp(place, target);
    await expect(restore(target, place)).rejects.toThrow(/goes into an empty place only/);
    const empty = await kept(makeEmptyPlace(engine));
    mkdirSync(path.join(empty.dataDir, 'keys'), { recursive: true });
    writeFileSync(path.join(empty.dataDir, 'keys/old.jwk.json'), '{}');
    await expect(restore(target, empty)).rejects.toThrow(/keys \(1 file\)/);
    expect(readdirSync(empty.dataDir)).toEqual(['keys']);
    expect(readdirSync(path.join(empty.dataDir, 'keys'))).toEqual(['old.jwk.json']);
  });

  test('leaves nothing behind when it fails half-way', async () => {
    const place = await kept(makeInstallation(engine));
    const target = newFolder();
    const failing = backUp(place, target, (part) => {
      if (part.en === 'keys') throw new Error('the disk is gone');
    });
    await expect(failing).rejects.toThrow('the disk is gone');
    expect(readdirSync(path.dirname(target))).toEqual([]);
    mkdirSync(target);
    writeFileSync(path.join(target, 'mine.txt'), 'mine');
    await expect(backUp(place, target)).rejects.toThrow(/is not empty/);
    expect(readdirSync(path.dirname(target))).toEqual(['backup']);
  });

  test('with one byte changed is refused by name, and the drill says which file', async () => {
    const place = await kept(makeInstallation(engine));
    const target = newFolder();
    await backUp(place, target);
    const name = engine === 'sqlite' ? 'database.sqlite' : 'tables/grade.jsonl.gz';
    const file = path.join(target, name);
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = bytes[at]! ^ 1;
    writeFileSync(file, bytes);
    const empty = await kept(makeEmptyPlace(engine));
    await expect(restore(target, empty)).rejects.toThrow(`${name}: is not what was backed up`);
    expect(existsSync(empty.dataDir)).toBe(false);
    const report = await drill(target, engine);
    expect(report.passed).toBe(false);
    expect(inEnglish(report.faults)[0]).toContain(engine === 'sqlite' ? name : 'grade.jsonl.gz');
  });

  test('with one answer changed, and its file admitted to the manifest, fails the drill at that answer', async () => {
    const place = await kept(makeInstallation(engine));
    const target = newFolder();
    await backUp(place, target);
    const attemptId = alterOneAnswer(engine, target);
    const report = await drill(target, engine);
    expect(report.passed).toBe(false);
    expect(inEnglish(report.faults)).toContain(`answers ${attemptId} 1 altered`);
    expect(inEnglish(report.faults)[0]).toMatch(/^table response: has as many rows/);
    expect(report.originalFaults).toEqual([]);
  });

  test('of an original that is at fault itself passes the drill, whose faults are told as those of the original', async () => {
    const place = await kept(makeInstallation(engine));
    const { context, close } = await openInstallation(place);
    await dropGuard(context.database, 'response');
    await runRaw(
      context.database,
      sql`update response set answer = '"another"' where attempt_id = (select min(attempt_id) from response) and n = 1`,
    );
    const before = (await verifyAudit(context, TEST)).value;
    await close();
    expect(before.faults).toMatchObject([{ chain: 'answers', n: 1, fault: 'altered' }]);
    const target = newFolder();
    await backUp(place, target);
    const report = await drill(target, engine);
    expect(report).toMatchObject({ passed: true, faults: [] });
    expect(inEnglish(report.originalFaults)).toEqual([`answers ${before.faults[0]?.stream} 1 altered`]);
  });

  test('with a certificate event removed fails restore and drill at the table and the certificates', async () => {
    const place = await kept(makeInstallation(engine));
    const target = newFolder();
    await backUp(place, target);
    removeEvents(engine, target);
    const empty = await kept(makeEmptyPlace(engine));
    await expect(restore(target, empty)).rejects.toThrow(/table certificate_event: holds 0 rows, 1 were backed up/);
    expect(existsSync(empty.file)).toBe(false);
    expect(existsSync(path.join(empty.dataDir, 'keys'))).toBe(false);
    const report = await drill(target, engine);
    expect(inEnglish(report.faults).join('\n')).toMatch(/certificates as of .*: valid 79 /);
  });

  test('without the private key of the certificates fails the drill', async () => {
    const place = await kept(makeInstallation(engine));
    const [key = ''] = readdirSync(path.join(place.dataDir, 'keys')).filter((name) => name.endsWith('.jwk.json'));
    rmSync(path.join(place.dataDir, 'keys', key));
    const target = newFolder();
    await backUp(place, target);
    const report = await drill(target, engine);
    expect(inEnglish(report.faults).join('\n')).toMatch(/the private key .* is missing/);
  });

  test('whose keys were left out when it was copied is told of by name, and all else is proved nevertheless', async () => {
    const place = await kept(makeInstallation(engine));
    const target = newFolder();
    await backUp(place, target);
    const keys = readdirSync(path.join(target, 'keys')).map((name) => `keys/${name}`);
    rmSync(path.join(target, 'keys'), { recursive: true });
    const empty = await kept(makeEmptyPlace(engine));
    await expect(restore(target, empty)).rejects.toThrow(/keys\/.*: is missing: without it no certificate/);
    expect(existsSync(empty.dataDir)).toBe(false);
    const report = await drill(target, engine);
    expect(report.verification?.entries).toBeGreaterThan(0);
    for (const name of keys) expect(inEnglish(report.faults).join('\n')).toContain(`${name}: is missing`);
    expect(inEnglish(report.faults).join('\n')).not.toContain('ENOENT');
  });

  test('is remembered with its drill, on record, by the installation that it is of and by no other', async () => {
    const place = await kept(makeInstallation(engine));
    const target = newFolder();
    const { manifest, sha256, bytes } = await backUp(place, target);
    const { context, close } = await openInstallation(place);
    await recordBackup(context, TEST, { id: sha256, manifest, bytes });
    expect(await readLastBackup(context.database.read)).toEqual({ id: sha256, snapshotAt: manifest.at, bytes });
    expect(await recordDrill(context, TEST, { id: sha256, manifest, passed: true, faults: 0, originalFaults: 0 })).toBe(
      true,
    );
    expect(await readLastDrill(context.database.read)).toMatchObject({ id: sha256, passed: true });
    const entry = await findNewestAuditEntry(context.database.read, { stream: 'system', action: 'backup.drill' });
    expect(entry).toMatchObject({ subjectId: sha256, outcome: 'done' });
    const foreign = structuredClone(manifest);
    foreign.facts.heads[0]!.hash = 'f'.repeat(64);
    expect(
      await recordDrill(context, TEST, { id: 'other', manifest: foreign, passed: true, faults: 0, originalFaults: 0 }),
    ).toBe(false);
    expect(await readLastDrill(context.database.read)).toMatchObject({ id: sha256 });
    await close();
  });
});

describe('a folder that is no whole backup', () => {
  test('one without a manifest, a damaged one, and one of a newer release are each told apart', async () => {
    const place = await kept(makeInstallation('sqlite'));
    const empty = await kept(makeEmptyPlace('sqlite'));
    const target = newFolder();
    await backUp(place, target);
    const manifest = readManifest(target);
    writeManifest(target, { ...manifest, product: '99.0.0' });
    await expect(restore(target, empty)).rejects.toThrow(/release 99.0.0, which is newer/);
    writeManifest(target, { ...manifest, formatVersion: 2 });
    await expect(restore(target, empty)).rejects.toThrow(/newer/);
    writeManifest(target, { ...manifest, migrations: { count: 999, last: '0998_later' } });
    await expect(restore(target, empty)).rejects.toThrow(/newer/);
    writeManifest(target, {
      ...manifest,
      files: [{ path: '../../etc/passwd', bytes: 1, sha256: 'a'.repeat(64), mode: 420 }],
    });
    await expect(restore(target, empty)).rejects.toThrow(/outside the backup/);
    writeManifest(target, { ...manifest, at: 'yesterday' });
    await expect(restore(target, empty)).rejects.toThrow(/manifest.json is damaged: at/);
    appendFileSync(path.join(target, 'manifest.json'), '}');
    await expect(restore(target, empty)).rejects.toThrow(/manifest.json is damaged/);
    rmSync(path.join(target, 'manifest.json'));
    await expect(restore(target, empty)).rejects.toThrow(/is no backup/);
    expect(existsSync(empty.dataDir)).toBe(false);
  });

  test('a place in which a restore was cut off is opened by nobody, and the next restore does it anew', async () => {
    const place = await kept(makeInstallation('sqlite'));
    const target = newFolder();
    await backUp(place, target);
    const empty = await kept(makeEmptyPlace('sqlite'));
    mkdirSync(path.join(empty.dataDir, 'keys'), { recursive: true });
    writeFileSync(path.join(empty.dataDir, 'restore-under-way'), '');
    writeFileSync(path.join(empty.dataDir, 'keys/half.jwk.json'), '{');
    writeFileSync(path.join(empty.dataDir, 'xunkao.sqlite.restoring'), 'half');
    await expect(openInstallation(empty)).rejects.toThrow(/^cannot use .* was cut off/);
    await restore(target, empty);
    expect(readdirSync(empty.dataDir).sort()).toEqual(['keys', 'xunkao.sqlite']);
    expect(readdirSync(path.join(empty.dataDir, 'keys'))).not.toContain('half.jwk.json');
  });

  test('no database at all, and a folder that cannot be written, are told in one sentence', async () => {
    const empty = await kept(makeEmptyPlace('sqlite'));
    await expect(backUp(empty, newFolder())).rejects.toThrow(/there is no database .*xunkao.sqlite/);
    const file = `${newFolder()}-file`;
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    await expect(backUp(empty, file)).rejects.toThrow(/is a file/);
  });
});

async function addPicture(place: Installation): Promise<void> {
  const { context, close } = await openInstallation(place);
  const bytes = context.database.dialect === 'sqlite' ? sql`x'00ff10'` : sql.raw(`'\\x00ff10'::bytea`);
  await runRaw(
    context.database,
    sql`insert into asset (hash, media_type, width, height, bytes, created_by, created_at) values ('h', 'image/png', 1, 1, ${bytes}, 'test', 1)`,
  );
  await close();
}

/** @returns the attempt whose first answer is another one now. */
function alterOneAnswer(engine: Dialect, folder: string): string {
  if (engine === 'sqlite') {
    const database = new Sqlite(path.join(folder, 'database.sqlite'));
    const [row] = database
      .prepare('SELECT attempt_id AS id FROM response WHERE n = 1 ORDER BY attempt_id LIMIT 1')
      .all() as { id: string }[];
    const guard = database.prepare("SELECT sql FROM sqlite_master WHERE name = 'response_refuses_update'").get() as {
      sql: string;
    };
    database.exec('DROP TRIGGER response_refuses_update');
    database.prepare(`UPDATE response SET answer = '{"value":"forged"}' WHERE attempt_id = ? AND n = 1`).run(row!.id);
    database.exec(guard.sql);
    database.close();
    admitFile(folder, 'database.sqlite');
    return row!.id;
  }
  const name = 'tables/response.jsonl.gz';
  const [head = '', ...lines] = gunzipSync(readFileSync(path.join(folder, name)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const rows = lines.map((line) => JSON.parse(line) as { attempt_id: string; n: number; answer: unknown });
  const altered = rows.find(({ n }) => n === 1)!;
  altered.answer = { value: 'forged' };
  writeFileSync(path.join(folder, name), gzipSync(`${[head, ...rows.map((row) => JSON.stringify(row))].join('\n')}\n`));
  admitFile(folder, name);
  return altered.attempt_id;
}

function removeEvents(engine: Dialect, folder: string): void {
  if (engine === 'sqlite') {
    const database = new Sqlite(path.join(folder, 'database.sqlite'));
    database.exec('DROP TRIGGER certificate_event_refuses_delete; DELETE FROM certificate_event;');
    database.close();
    admitFile(folder, 'database.sqlite');
    return;
  }
  const name = 'tables/certificate_event.jsonl.gz';
  const [head = ''] = gunzipSync(readFileSync(path.join(folder, name)))
    .toString('utf8')
    .split('\n');
  writeFileSync(path.join(folder, name), gzipSync(`${head}\n`));
  admitFile(folder, name);
}
