import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, stat, statfs, truncate } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { BACKUP_FORMAT, type BackupManifest, type TableFacts } from '#app/domain/operation/backup-manifest.ts';
import { migrationsFolderOf } from '#app/platform/migrations-folder.server.ts';
import { PRODUCT_VERSION } from '#app/platform/product-version.server.ts';
import { readFacts } from '#db/backup/facts.server.ts';
import { findLevel, readMigrations } from '#db/backup/migrations.server.ts';
import {
  beginSnapshot,
  listPostgresTables,
  openPostgresConnection,
  readColumnKinds,
  readPostgresLevel,
  streamPostgresTable,
} from '#db/backup/postgres.server.ts';
import type { Raw } from '#db/backup/raw.ts';
import { copySqlite, hashSqliteTables, openSqliteFile, readSqliteLevel } from '#db/backup/sqlite.server.ts';
import type { Dialect } from '#db/open.server.ts';
import { BackupFault, quote, type TellProgress } from './backup-fault.ts';
import { ANCHORS, beginBackup, copyIn, KEPT_FOLDERS, keepFile, listFiles } from './backup-folder.server.ts';

/** Where an installation keeps its data. */
export type DataPlace = { readonly dataDir: string; readonly databaseUrl: string | null };

export const SQLITE_FILE = 'xunkao.sqlite';
export const BACKUP_SQLITE_FILE = 'database.sqlite';
/** Gzip's fast level: rows shrink to a tenth in any case, and the disk waits for nobody. */
const GZIP_LEVEL = 3;

export type MadeBackup = { readonly manifest: BackupManifest; readonly sha256: string; readonly bytes: number };

/**
 * Copies everything that an installation is made of, as of one moment, while it is being written to. Nothing of it is
 * left behind when it fails.
 * @throws BackupFault when there is nothing to back up, or no place for it.
 */
export async function makeBackup({
  place,
  target,
  zone,
  now,
  tell,
}: {
  place: DataPlace;
  target: string;
  zone: string;
  now: () => number;
  tell: TellProgress;
}): Promise<MadeBackup> {
  const unfinished = await beginBackup(target);
  const { folder } = unfinished;
  try {
    // Before the database: an anchor is kept after its commit, so this copy never knows more than the database.
    const anchors = await copyIn({ from: place.dataDir, name: ANCHORS, to: folder });
    if (anchors) await dropHalfLine(path.join(folder, ANCHORS));
    const database =
      place.databaseUrl === null
        ? await backUpSqlite({ place, folder, zone, now, tell })
        : await backUpPostgres({ url: place.databaseUrl, folder, zone, now, tell });
    const files = [...database.files];
    if (anchors) files.push(await keepFile(folder, ANCHORS));
    // After the database: whatever key or file it names is there by now.
    for (const kept of KEPT_FOLDERS) {
      tell(quote(kept));
      for (const name of await listFiles(place.dataDir, kept)) {
        if (name === ANCHORS) continue;
        const copied = await copyIn({ from: place.dataDir, name, to: folder });
        if (copied) files.push(copied);
      }
    }
    const manifest: BackupManifest = {
      format: 'xunkao-backup',
      formatVersion: BACKUP_FORMAT,
      product: PRODUCT_VERSION,
      engine: place.databaseUrl === null ? 'sqlite' : 'postgres',
      migrations: database.migrations,
      at: database.at,
      zone,
      tables: database.tables,
      facts: database.facts,
      files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    };
    const sha256 = await unfinished.finish(manifest);
    return { manifest, sha256, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  } catch (error) {
    await unfinished.abandon();
    throw error;
  }
}

type DatabaseCopy = Pick<BackupManifest, 'at' | 'tables' | 'facts' | 'migrations' | 'files'>;
type Copying = { folder: string; zone: string; now: () => number; tell: TellProgress };

async function backUpSqlite({ place, folder, zone, now, tell }: Copying & { place: DataPlace }): Promise<DatabaseCopy> {
  const file = path.join(place.dataDir, SQLITE_FILE);
  const size = await stat(file).catch(() => null);
  if (!size)
    throw new BackupFault({
      'zh-CN': `没有数据库${file}：DATA_DIR是服务所用的那个吗？`,
      en: `there is no database ${file}: is DATA_DIR the one that the server uses?`,
    });
  await requireSpace(folder, size.size);
  const to = path.join(folder, BACKUP_SQLITE_FILE);
  const { at } = await copySqlite({
    file,
    to,
    now,
    onProgress: (share) => tell({ 'zh-CN': '数据库', en: 'database' }, share),
  });
  const copy = openSqliteFile(to);
  try {
    const migrations = levelOf('sqlite', readSqliteLevel(copy.connection));
    const tables = hashSqliteTables(copy.connection, (name) => tell(quote(name)));
    const facts = await readFacts(copy.raw, { on: dayOf(at, zone) });
    return { at, tables, facts, migrations, files: [await keepFile(folder, BACKUP_SQLITE_FILE)] };
  } finally {
    copy.close();
  }
}

async function backUpPostgres({ url, folder, zone, now, tell }: Copying & { url: string }): Promise<DatabaseCopy> {
  const { raw, close } = await openPostgresConnection(url);
  try {
    await beginSnapshot(raw);
    const at = now();
    const migrations = levelOf('postgres', await readPostgresLevel(raw));
    await mkdir(path.join(folder, 'tables'), { mode: 0o700 });
    const tables: TableFacts[] = [];
    const files: DatabaseCopy['files'] = [];
    const names = await listPostgresTables(raw);
    for (const [i, name] of names.entries()) {
      tell(quote(name), i / names.length);
      tables.push(await writeTable({ raw, folder, name }));
      files.push(await keepFile(folder, tableFile(name)));
    }
    const facts = await readFacts(raw, { on: dayOf(at, zone) });
    return { at, tables, facts, migrations, files };
  } finally {
    await close();
  }
}

export const tableFile = (name: string) => `tables/${name}.jsonl.gz`;

/** One table as gzipped lines: first the types of its columns, then one JSON object per row. */
async function writeTable({ raw, folder, name }: { raw: Raw; folder: string; name: string }): Promise<TableFacts> {
  const hash = createHash('sha256');
  let rows = 0;
  const kinds = await readColumnKinds(raw, name);
  async function* lines() {
    yield `${JSON.stringify(kinds)}\n`;
    for await (const some of streamPostgresTable(raw, name)) {
      rows += some.length;
      const text = `${some.join('\n')}\n`;
      hash.update(text);
      yield text;
    }
  }
  await pipeline(
    lines,
    createGzip({ level: GZIP_LEVEL }),
    createWriteStream(path.join(folder, tableFile(name)), { mode: 0o600, flags: 'wx' }),
  );
  return { name, rows, sha256: hash.digest('hex') };
}

/** @throws BackupFault when the database is not one of ours, or of a release that we do not know. */
function levelOf(engine: Dialect, lastWhen: number): BackupManifest['migrations'] {
  if (lastWhen === 0)
    throw new BackupFault({
      'zh-CN': `数据库里没有本产品的表：请先启动一次服务`,
      en: `the database has no tables of this product: start the server once`,
    });
  const level = findLevel(readMigrations(migrationsFolderOf(engine)), lastWhen);
  if (!level)
    throw new BackupFault({
      'zh-CN': `数据库属于更新的版本：请用那个版本备份`,
      en: `the database belongs to a newer release: back it up with that release`,
    });
  return level;
}

async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes)
    throw new BackupFault({
      'zh-CN': `空间不足：需要${Math.ceil(bytes / 1e6)} MB，可用${Math.floor((bavail * bsize) / 1e6)} MB`,
      en: `there is not enough room: ${Math.ceil(bytes / 1e6)} MB are needed, ${Math.floor((bavail * bsize) / 1e6)} MB are free`,
    });
}

/** A line that was being appended while it was copied is not there yet. */
async function dropHalfLine(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (text === '' || text.endsWith('\n')) return;
  await truncate(file, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
}
