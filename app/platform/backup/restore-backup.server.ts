import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  type BackupManifest,
  compareFacts,
  type Difference,
  type TableFacts,
} from '#app/domain/operation/backup-manifest.ts';
import { migrationsFolderOf } from '#app/platform/migrations-folder.server.ts';
import { PRODUCT_VERSION } from '#app/platform/product-version.server.ts';
import { readFacts } from '#db/backup/facts.server.ts';
import { type Migration, readMigrations } from '#db/backup/migrations.server.ts';
import {
  createPostgresAt,
  listPostgresTables,
  loadIntoPostgres,
  openPostgresConnection,
  readColumnKinds,
  suspendConstraints,
} from '#db/backup/postgres.server.ts';
import type { Raw } from '#db/backup/raw.ts';
import {
  createSqliteAt,
  findIntegrityFaults,
  hashSqliteTables,
  loadIntoSqlite,
  openSqliteFile,
  readSqliteLines,
} from '#db/backup/sqlite.server.ts';
import { BackupFault, quote, type Saying, sayAll, type TellProgress } from './backup-fault.ts';
import { findFileFaults, KEPT_FOLDERS, readManifest, refuseNewer } from './backup-folder.server.ts';
import { tellDifference } from './difference-words.ts';
import { loadTableFile } from './load-table-file.server.ts';
import { BACKUP_SQLITE_FILE, type DataPlace, SQLITE_FILE } from './make-backup.server.ts';
import { restoreMarkerOf } from './restore-marker.server.ts';

/** What was found on the way; nothing of it may remain for a restore to count. */
export type RestoreFindings = {
  readonly manifest: BackupManifest;
  /** What the engine's own check complains of. */
  readonly integrity: readonly Saying[];
  /** What the restored database holds that the manifest does not say, or not so. */
  readonly differences: readonly Difference[];
};

type Restoring = {
  readonly folder: string;
  readonly place: DataPlace;
  readonly tell: TellProgress;
  /**
   * Hears of files that are not what was backed up; the restore then goes on and tells everything else that it finds,
   * where without it all that is the end.
   */
  readonly onFileFaults?: (faults: readonly Saying[]) => void;
};

/**
 * Brings a backup into an empty place, at the migration level that it had, on its own engine or the other one. Whatever
 * goes wrong, and whatever is found wrong unless `onFileFaults` is there to hear of it, leaves the place empty again.
 * @throws BackupFault with what is wrong, and where.
 */
export async function restoreBackup({ folder, place, tell, onFileFaults }: Restoring): Promise<RestoreFindings> {
  const manifest = await readManifest(folder, PRODUCT_VERSION);
  const migrations = readMigrations(migrationsFolderOf(place.databaseUrl === null ? 'sqlite' : 'postgres'));
  if (migrations[manifest.migrations.count - 1]?.tag !== manifest.migrations.last)
    refuseNewer(folder, manifest.product);
  const files = await findFileFaults(folder, manifest, (name, share) =>
    tell({ 'zh-CN': `检查${name}`, en: `checking ${name}` }, share),
  );
  if (files.length > 0 && !onFileFaults)
    throw new BackupFault(sayAll({ 'zh-CN': '没有恢复任何内容：', en: 'nothing was restored:' }, files));

  onFileFaults?.(files);

  await clearCutOffRestore(place);
  await requireEmptyPlace(place, manifest);
  await mkdir(place.dataDir, { recursive: true });
  const marker = await open(restoreMarkerOf(place.dataDir), 'wx', 0o600);
  await marker.sync();
  await marker.close();
  try {
    const strict = onFileFaults === undefined;
    await copyOut({ folder, manifest, dataDir: place.dataDir, tell, strict });
    const load = { folder, manifest, migrations, tell, strict };
    const found =
      place.databaseUrl === null
        ? await restoreSqlite({ ...load, dataDir: place.dataDir })
        : await restorePostgres({ ...load, url: place.databaseUrl });
    await rm(restoreMarkerOf(place.dataDir));
    return { manifest, ...found };
  } catch (error) {
    await removeRestored(place.dataDir);
    throw error;
  }
}

/** A restore that was cut off owns what lies there: the place was empty when it began, and nothing opened it since. */
async function clearCutOffRestore({ dataDir, databaseUrl }: DataPlace): Promise<void> {
  if (!existsSync(restoreMarkerOf(dataDir))) return;
  if (databaseUrl !== null && (await countPostgresTables(databaseUrl)) > 0)
    throw new BackupFault({
      'zh-CN': '没有恢复任何内容：上一次向这个PostgreSQL数据库的恢复在最后中断；请删除并重建该数据库，再执行一次',
      en: 'nothing was restored: a restore into this PostgreSQL database was cut off at its very end; drop the database, create it anew and run this again',
    });
  await removeRestored(dataDir);
}

async function removeRestored(dataDir: string): Promise<void> {
  const database = ['', '-wal', '-shm', '-journal', '.lock', '.restoring', '.restoring-journal'];
  for (const ending of database) await rm(path.join(dataDir, `${SQLITE_FILE}${ending}`), { force: true });
  for (const kept of KEPT_FOLDERS) await rm(path.join(dataDir, kept), { recursive: true, force: true });
  await rm(restoreMarkerOf(dataDir), { force: true });
}

/** @throws BackupFault when anything is there that a restore would mix with or overwrite. */
async function requireEmptyPlace({ dataDir, databaseUrl }: DataPlace, { files }: BackupManifest): Promise<void> {
  const there = await readdir(dataDir).catch(() => [] as string[]);
  const full: Saying[] = [];
  if (databaseUrl === null && there.some((name) => name === SQLITE_FILE || name.startsWith(`${SQLITE_FILE}-`)))
    full.push(quote(path.join(dataDir, SQLITE_FILE)));
  for (const kept of KEPT_FOLDERS) {
    const inside = await readdir(path.join(dataDir, kept)).catch(() => []);
    if (inside.length > 0 && (kept === 'keys' || files.some(({ path: name }) => name.startsWith(`${kept}/`))))
      full.push({
        'zh-CN': `${path.join(dataDir, kept)}（${inside.length}个文件）`,
        en: `${path.join(dataDir, kept)} (${inside.length} ${inside.length === 1 ? 'file' : 'files'})`,
      });
  }
  if (databaseUrl !== null) {
    const tables = await countPostgresTables(databaseUrl);
    if (tables > 0)
      full.push({
        'zh-CN': `PostgreSQL数据库（${tables}张表）`,
        en: `the PostgreSQL database (${tables} ${tables === 1 ? 'table' : 'tables'})`,
      });
  }
  if (full.length > 0)
    throw new BackupFault({
      'zh-CN': `没有恢复任何内容：只能恢复到空的位置，而那里已经有${full.map((each) => each['zh-CN']).join('、')}`,
      en: `nothing was restored: a restore goes into an empty place only, and there is already ${full.map(({ en }) => en).join(', ')}`,
    });
}

async function countPostgresTables(url: string): Promise<number> {
  const { raw, close } = await openPostgresConnection(url);
  try {
    return (await listPostgresTables(raw)).length;
  } finally {
    await close();
  }
}

async function copyOut({
  folder,
  manifest,
  dataDir,
  tell,
  strict,
}: {
  folder: string;
  manifest: BackupManifest;
  dataDir: string;
  tell: TellProgress;
  /** Whether a file that is gone is the end; else it was told of, and what is there goes on without it. */
  strict: boolean;
}): Promise<void> {
  for (const { path: name, mode } of manifest.files) {
    const [kept = ''] = name.split('/');
    if (!(KEPT_FOLDERS as readonly string[]).includes(kept)) continue;
    if (!strict && !existsSync(path.join(folder, name))) continue;
    tell(quote(name));
    const to = path.join(dataDir, name);
    await mkdir(path.dirname(to), { recursive: true, mode: kept === 'keys' ? 0o700 : 0o755 });
    await copyFile(path.join(folder, name), to);
    await chmod(to, mode);
    await flushFile(to);
  }
}

async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r');
  await handle.sync();
  await handle.close();
}

type Loading = {
  folder: string;
  manifest: BackupManifest;
  migrations: readonly Migration[];
  tell: TellProgress;
  /** Whether anything found wrong is the end. */
  strict: boolean;
};
type Found = Pick<RestoreFindings, 'integrity' | 'differences'>;

async function restoreSqlite({ dataDir, ...load }: Loading & { dataDir: string }): Promise<Found> {
  const { folder, manifest, migrations, tell } = load;
  const file = path.join(dataDir, `${SQLITE_FILE}.restoring`);
  const hashes = new Map<string, string>();
  if (manifest.engine === 'sqlite') {
    tell({ 'zh-CN': '数据库', en: 'database' });
    if (!existsSync(path.join(folder, BACKUP_SQLITE_FILE)))
      throw new BackupFault({
        'zh-CN': `没有${BACKUP_SQLITE_FILE}就无法恢复：请换一份备份`,
        en: `nothing can be restored without ${BACKUP_SQLITE_FILE}: take another backup`,
      });
    await copyFile(path.join(folder, BACKUP_SQLITE_FILE), file);
    await chmod(file, 0o600);
  } else {
    const connection = createSqliteAt({ file, migrations, count: manifest.migrations.count });
    try {
      for (const [i, { name }] of manifest.tables.entries()) {
        tell(quote(name), i / manifest.tables.length);
        // What migrations themselves put into a table is in the backup as well.
        connection.exec(`DELETE FROM "${name}"`);
        const sha256 = await loadTableFile({ folder, name }, (kinds, lines) =>
          loadIntoSqlite(connection, { table: name, kinds, lines }),
        );
        hashes.set(name, sha256);
      }
    } finally {
      connection.close();
    }
  }
  tell({ 'zh-CN': '检查数据库', en: 'checking the database' });
  const { raw, connection, close } = openSqliteFile(file, { writable: true });
  let found: Found;
  try {
    connection.pragma('journal_mode = DELETE');
    const integrity = findIntegrityFaults(connection).map(quote);
    const tables = hashSqliteTables(connection, (name) => tell(quote(name)));
    found = { integrity, differences: await compare(raw, { manifest, tables: withHashes(tables, hashes) }) };
  } finally {
    close();
  }
  refuseFindings(found, load);
  await flushFile(file);
  await rename(file, path.join(dataDir, SQLITE_FILE));
  return found;
}

/** Everything in one transaction: what was cut off never was. */
async function restorePostgres({ url, ...load }: Loading & { url: string }): Promise<Found> {
  const { folder, manifest, migrations, tell } = load;
  const { raw, close } = await openPostgresConnection(url);
  try {
    await raw.rows('BEGIN');
    await createPostgresAt(raw, { migrations, count: manifest.migrations.count });
    const resume = await suspendConstraints(raw);
    const source = manifest.engine === 'sqlite' ? openSqliteFile(path.join(folder, BACKUP_SQLITE_FILE)) : null;
    const hashes = new Map<string, string>();
    try {
      for (const each of source ? hashSqliteTables(source.connection, (name) => tell(quote(name))) : [])
        hashes.set(each.name, each.sha256);
      for (const [i, { name }] of manifest.tables.entries()) {
        tell(quote(name), i / manifest.tables.length);
        await raw.rows(`DELETE FROM "${name}"`);
        if (source) {
          const kinds = await readColumnKinds(raw, name);
          const lines = readSqliteLines(source.connection, { table: name, kinds });
          await loadIntoPostgres(raw, { table: name, lines });
        } else {
          const sha256 = await loadTableFile({ folder, name }, (_, lines) =>
            loadIntoPostgres(raw, { table: name, lines }),
          );
          hashes.set(name, sha256);
        }
      }
    } finally {
      source?.close();
    }
    tell({ 'zh-CN': '检查数据库', en: 'checking the database' });
    await resume();
    const tables = withHashes(await countTables(raw), hashes);
    const found: Found = { integrity: [], differences: await compare(raw, { manifest, tables }) };
    refuseFindings(found, load);
    await raw.rows('COMMIT');
    await raw.rows('ANALYZE');
    return found;
  } finally {
    await close();
  }
}

async function countTables(raw: Raw): Promise<TableFacts[]> {
  const tables: TableFacts[] = [];
  for (const name of await listPostgresTables(raw)) {
    const [row] = await raw.rows<{ n: string }>(`SELECT count(*) AS n FROM "${name}"`);
    tables.push({ name, rows: Number(row?.n ?? 0), sha256: '' });
  }
  return tables;
}

async function compare(
  raw: Raw,
  { manifest, tables }: { manifest: BackupManifest; tables: readonly TableFacts[] },
): Promise<Difference[]> {
  const facts = await readFacts(raw, { on: manifest.facts.certificates.on });
  return compareFacts(manifest, { tables, facts });
}

/**
 * An engine's own hash of a table can be compared with that of the same engine only; else the hash of what was read
 * from the backup speaks for the rows.
 */
const withHashes = (tables: readonly TableFacts[], hashes: ReadonlyMap<string, string>): TableFacts[] =>
  tables.map((each) => ({ ...each, sha256: hashes.get(each.name) ?? each.sha256 }));

function refuseFindings({ integrity, differences }: Found, { strict }: Loading): void {
  if (!strict || integrity.length + differences.length === 0) return;
  const lines = [...integrity, ...differences.map(tellDifference)];
  throw new BackupFault(
    sayAll(
      {
        'zh-CN': '没有恢复任何内容，因为恢复出来的与清单不一致：',
        en: 'nothing was restored, for what came out is not what the manifest says:',
      },
      lines,
    ),
  );
}
