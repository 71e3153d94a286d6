import { mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BackupManifest } from '#app/domain/operation/backup-manifest.ts';
import { openContext } from '#app/platform/context.server.ts';
import type { Env } from '#app/platform/env.server.ts';
import { type AuditVerification, verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { listPostgresTables, openPostgresConnection } from '#db/backup/postgres.server.ts';
import { listSigningKeys } from '#db/stores/signing-keys.ts';
import { BackupFault, quote, type Saying, type TellProgress } from './backup-fault.ts';
import { tellDifference } from './difference-words.ts';
import type { DataPlace } from './make-backup.server.ts';
import { restoreBackup } from './restore-backup.server.ts';

const SCRATCH_FOLDER = 'xunkao-drill-';
const SCRATCH_DATABASE = 'xunkao_drill_';
/** What a drill that was cut off left behind is removed after this long; a drill that runs is younger. */
const REMAINS_MS = 12 * 3_600_000;

export type DrillReport = {
  /** Whether what was restored is what the backup holds, and can be used. */
  readonly passed: boolean;
  readonly manifest: BackupManifest | null;
  /** What the real verification of the log read in the restored database; null when it did not come to that. */
  readonly verification: AuditVerification | null;
  /** Everything for which the copy is at fault, with its place; empty when it passed. */
  readonly faults: readonly Saying[];
  /**
   * What is wrong in a copy that equals its original: the original was so when it was backed up, and no other backup
   * of it is better. Empty where the copy differs: nobody can say then whose a fault is.
   */
  readonly originalFaults: readonly Saying[];
};

/**
 * Restores a backup into a place of its own and proves it there: files, counts, chains recomputed from the rows by the
 * same verification that `audit verify` runs, certificates as they stood, and that the key in force signs. The place is
 * removed afterwards, whatever comes out.
 * @param into a database URL of an empty PostgreSQL database, `sqlite`, or null for the engine of the backup (on
 * PostgreSQL a temporary database beside the one in `env`).
 */
export async function drillBackup({
  folder,
  into,
  env,
  describeFault,
  tell,
}: {
  folder: string;
  into: string | null;
  env: Env;
  describeFault: (fault: AuditVerification['faults'][number]) => Saying;
  tell: TellProgress;
}): Promise<DrillReport> {
  const faults: Saying[] = [];
  const found: Saying[] = [];
  let manifest: BackupManifest | null = null;
  let verification: AuditVerification | null = null;
  const scratch = await makeScratch({ folder, into, env });
  let restored = false;
  try {
    const findings = await restoreBackup({
      folder,
      place: scratch.place,
      tell,
      onFileFaults: (files) => faults.push(...files),
    });
    restored = true;
    manifest = findings.manifest;
    // Only a sound database is ever backed up: what the engine complains of came later.
    faults.push(...findings.integrity, ...findings.differences.map(tellDifference));
    tell({ 'zh-CN': '检验日志', en: 'verifying the log' });
    const { context, close } = await openContext({
      ...env,
      LOG_LEVEL: 'silent',
      DATA_DIR: scratch.place.dataDir,
      DATABASE_URL: scratch.place.databaseUrl ?? undefined,
    });
    try {
      const fault = await findKeyFault(context);
      // A key that was backed up as it is cannot be used in the original either; one that was not is the copy's lack.
      const copied = findings.manifest.files.some(({ path: name }) => name === fault?.file);
      if (fault) (copied ? found : faults).push(fault.saying);
      verification = (await verifyAudit(context, systemActor('xk'))).value;
      found.push(...verification.faults.map(describeFault));
    } finally {
      await close();
    }
  } catch (error) {
    if (!(error instanceof BackupFault) && !isDamage(error)) throw error;
    faults.push(
      error instanceof BackupFault ? error.saying : quote(error instanceof Error ? error.message : String(error)),
    );
  } finally {
    await scratch.remove(restored);
  }
  const passed = faults.length === 0;
  return {
    passed,
    manifest,
    verification,
    faults: passed ? [] : [...faults, ...found],
    originalFaults: passed ? found : [],
  };
}

/** Why the key in force cannot sign here; null when it can, or when none was made yet. */
async function findKeyFault({ database, signer }: Context): Promise<{ file: string; saying: Saying } | null> {
  const [key] = await listSigningKeys(database.read, { retired: false });
  if (!key) return null;
  const file = `keys/${key.id}.jwk.json`;
  const signed = await signer
    .sign('drill')
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof signed === 'string')
    return { file, saying: { 'zh-CN': `${file}：不能用来签名：${signed}`, en: `${file}: ${signed}` } };
  if (await signer.verify({ text: 'drill', ...signed })) return null;
  return {
    file,
    saying: {
      'zh-CN': `${file}：不是现用密钥的私钥`,
      en: `${file}: is not the private half of the key in force`,
    },
  };
}

/** An engine that cannot read or take what it was given: SQLite's own codes, PostgreSQL's classes 22, 23 and XX. */
function isDamage(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return /^(SQLITE_(CORRUPT|NOTADB|CONSTRAINT|ERROR|IOERR)|22\w{3}|23\w{3}|XX\w{3})/.test(String(code));
}

type Scratch = {
  readonly place: DataPlace;
  /** @param restored whether a restore into it was done. */
  readonly remove: (restored: boolean) => Promise<void>;
};

async function makeScratch({ folder, into, env }: { folder: string; into: string | null; env: Env }): Promise<Scratch> {
  const root = os.tmpdir();
  await removeRemains(root);
  const bytes = await sizeOf(folder);
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize < 2 * bytes)
    throw new BackupFault({
      'zh-CN': `演练需要${root}里有${Math.ceil((2 * bytes) / 1e6)} MB空间：请腾出空间，或者设置TMPDIR`,
      en: `a drill needs ${Math.ceil((2 * bytes) / 1e6)} MB in ${root}: free some, or set TMPDIR`,
    });
  const dataDir = await mkdtemp(path.join(root, SCRATCH_FOLDER));
  const removeFolder = () => rm(dataDir, { recursive: true, force: true });
  const tables = (await stat(path.join(folder, 'tables')).catch(() => null))?.isDirectory() ?? false;
  if (into === 'sqlite' || (into === null && !tables))
    return { place: { dataDir, databaseUrl: null }, remove: removeFolder };
  if (into !== null) {
    return {
      place: { dataDir, databaseUrl: into },
      async remove(restored) {
        await removeFolder();
        if (restored) await emptyAgain(into);
      },
    };
  }
  if (!env.DATABASE_URL) {
    await removeFolder();
    throw new BackupFault({
      'zh-CN':
        '这是PostgreSQL的备份：请设置DATABASE_URL，或者用--into postgres://…指定一个空数据库，或者用--into sqlite',
      en: 'this is a backup of PostgreSQL: set DATABASE_URL, name an empty database with --into postgres://…, or take --into sqlite',
    });
  }
  const made = await createScratchDatabase(env.DATABASE_URL).catch(async (error: unknown) => {
    await removeFolder();
    throw error;
  });
  return {
    place: { dataDir, databaseUrl: made.url },
    async remove() {
      await removeFolder();
      await made.drop();
    },
  };
}

/**
 * What the drill made in a database that it was given goes again. Only after a restore into it: that one refuses a
 * database with tables, so all that are there now are the drill's.
 */
async function emptyAgain(url: string): Promise<void> {
  const { raw, close } = await openPostgresConnection(url);
  try {
    await raw.rows('DROP SCHEMA IF EXISTS drizzle CASCADE');
    for (const table of await listPostgresTables(raw)) await raw.rows(`DROP TABLE "${table}" CASCADE`);
    await raw.rows('DROP FUNCTION IF EXISTS refuse_change()');
  } finally {
    await close();
  }
}

async function createScratchDatabase(url: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `${SCRATCH_DATABASE}${Date.now()}_${process.pid}`;
  const admin = await openPostgresConnection(url);
  try {
    const old = await admin.raw.rows<{ name: string }>(
      `SELECT datname AS name FROM pg_database d WHERE datname LIKE '${SCRATCH_DATABASE.replaceAll('_', '\\_')}%'
       AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname)`,
    );
    for (const { name: remains } of old)
      if (Date.now() - Number(remains.split('_')[2]) > REMAINS_MS)
        await admin.raw.rows(`DROP DATABASE IF EXISTS "${remains}"`);
    await admin.raw.rows(`CREATE DATABASE "${name}"`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new BackupFault({
      'zh-CN':
        '数据库账户无权新建数据库：请用--into postgres://…指定一个空数据库，或者授予该权限（ALTER ROLE … CREATEDB）',
      en: 'the database role may not create databases: name an empty one with --into postgres://…, or let it (ALTER ROLE … CREATEDB)',
    });
  } finally {
    await admin.close();
  }
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    async drop() {
      const again = await openPostgresConnection(url);
      await again.raw.rows(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await again.close();
    },
  };
}

async function removeRemains(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(SCRATCH_FOLDER)) continue;
    const known = await stat(path.join(root, name)).catch(() => null);
    if (known && Date.now() - known.mtimeMs > REMAINS_MS)
      await rm(path.join(root, name), { recursive: true, force: true });
  }
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
