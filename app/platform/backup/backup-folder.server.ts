import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  BACKUP_FORMAT,
  type BackupManifest,
  backupManifest,
  isNewerRelease,
} from '#app/domain/operation/backup-manifest.ts';
import { BackupFault, quote, type Saying } from './backup-fault.ts';

export const MANIFEST = 'manifest.json';
/** What of DATA_DIR goes along besides the database; a folder that is not there is left out. */
export const KEPT_FOLDERS = ['keys', 'fonts', 'uploads'] as const;
/** The copy of the anchors, which must not be ahead of the database. */
export const ANCHORS = 'keys/anchors.jsonl';

type FileFacts = BackupManifest['files'][number];

/**
 * A folder that becomes a backup when it is whole. It is written as `DIR.part` and takes its name at the very end, so a
 * backup that was cut off never looks like one; the next one into the same place removes its remains.
 */
export type UnfinishedBackup = {
  readonly folder: string;
  /** Writes the manifest, flushes everything and gives the folder its name. Returns the manifest's SHA-256. */
  readonly finish: (manifest: BackupManifest) => Promise<string>;
  readonly abandon: () => Promise<void>;
};

/** @throws BackupFault when something is there already, or another backup is being written there. */
export async function beginBackup(target: string): Promise<UnfinishedBackup> {
  const folder = `${path.resolve(target)}.part`;
  await requireEmpty(target);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The system takes the lock away from whoever dies: what lies there without one are remains.
  const lock = new Sqlite(path.join(folder, 'writing.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    throw new BackupFault({
      'zh-CN': `另一个备份正在写入${target}`,
      en: `another backup is being written to ${target}`,
    });
  }
  for (const name of await readdir(folder))
    if (!name.startsWith('writing.lock')) await rm(path.join(folder, name), { recursive: true, force: true });
  await chmod(folder, 0o700);
  return {
    folder,
    async finish(manifest) {
      const text = `${JSON.stringify(backupManifest.parse(manifest), null, 1)}\n`;
      const file = await open(path.join(folder, MANIFEST), 'wx', 0o600);
      await file.writeFile(text);
      await file.sync();
      await file.close();
      lock.close();
      for (const name of await readdir(folder)) if (name.startsWith('writing.lock')) await rm(path.join(folder, name));
      for (const name of ['', 'tables', ...KEPT_FOLDERS]) await flushFolder(path.join(folder, name));
      await requireEmpty(target);
      await rmdir(target).catch(ignoreMissing);
      await rename(folder, target);
      await flushFolder(path.dirname(path.resolve(target)));
      return createHash('sha256').update(text).digest('hex');
    },
    async abandon() {
      lock.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function requireEmpty(target: string): Promise<void> {
  const known = await stat(target).catch(() => null);
  if (!known) return;
  if (!known.isDirectory())
    throw new BackupFault({
      'zh-CN': `${target}是文件；请给出一个空的或还不存在的文件夹`,
      en: `${target} is a file; name a folder that is empty or does not exist yet`,
    });
  if ((await readdir(target)).length > 0)
    throw new BackupFault({
      'zh-CN': `${target}不是空的：备份要写进单独的文件夹`,
      en: `${target} is not empty: a backup is written into a folder of its own`,
    });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code === 'ENOENT') return;
  if (error.code === 'EBUSY')
    throw new BackupFault({
      'zh-CN': `这个文件夹是磁盘的挂载点：请给出其中一个还不存在的文件夹`,
      en: `the folder is where a disk is mounted: name a folder inside it that does not exist yet`,
    });
  throw error;
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** What a file is: its size, hash and mode. */
export async function factsOfFile(folder: string, name: string): Promise<FileFacts> {
  const file = path.join(folder, name);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { path: name, bytes, sha256: hash.digest('hex'), mode: (await stat(file)).mode & 0o777 };
}

/** Flushes a file that something else wrote, and says what it is. */
export async function keepFile(folder: string, name: string): Promise<FileFacts> {
  const handle = await open(path.join(folder, name), 'r');
  await handle.sync();
  await handle.close();
  return factsOfFile(folder, name);
}

/** Copies one file with its mode into the backup; null when it is not there. */
export async function copyIn({
  from,
  name,
  to,
}: {
  from: string;
  name: string;
  to: string;
}): Promise<FileFacts | null> {
  const source = path.join(from, name);
  const known = await lstat(source).catch(() => null);
  if (!known?.isFile()) return null;
  await mkdir(path.dirname(path.join(to, name)), { recursive: true, mode: 0o700 });
  await copyFile(source, path.join(to, name));
  await chmod(path.join(to, name), known.mode & 0o777);
  return keepFile(to, name);
}

/** Names of all files below a folder, with `/`; none when it is not there. Links are left out. */
export async function listFiles(root: string, below: string): Promise<string[]> {
  const entries = await readdir(path.join(root, below), { withFileTypes: true }).catch(() => []);
  const lists = await Promise.all(
    entries.map(async (entry) => {
      const name = `${below}/${entry.name}`;
      if (entry.isDirectory()) return listFiles(root, name);
      return entry.isFile() ? [name] : [];
    }),
  );
  return lists.flat().sort();
}

/**
 * Reads what a folder says of itself.
 * @throws BackupFault when it is no backup, was cut off, or comes from a newer release.
 */
export async function readManifest(folder: string, release: string): Promise<BackupManifest> {
  const file = path.join(folder, MANIFEST);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null)
    throw new BackupFault({
      'zh-CN': `${folder}不是备份：其中没有${MANIFEST}（中断的备份也没有）`,
      en: `${folder} is no backup: it has no ${MANIFEST} (one that was cut off has none either)`,
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    refuseDamaged(file, error instanceof Error ? error.message : String(error));
  }
  const { formatVersion, product } = (value ?? {}) as { formatVersion?: unknown; product?: unknown };
  if (typeof formatVersion === 'number' && formatVersion > BACKUP_FORMAT) refuseNewer(folder, String(product));
  const manifest = backupManifest.safeParse(value);
  if (!manifest.success) {
    const places = manifest.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
    refuseDamaged(file, places.slice(0, 5).join('; '));
  }
  if (isNewerRelease(manifest.data.product, release)) refuseNewer(folder, manifest.data.product);
  for (const { path: name } of manifest.data.files) {
    if (path.isAbsolute(name) || name.split('/').some((part) => part === '' || part === '.' || part === '..'))
      throw new BackupFault({
        'zh-CN': `${file}指向备份以外的文件：${name}`,
        en: `${file} names a file outside the backup: ${name}`,
      });
  }
  return manifest.data;
}

function refuseDamaged(file: string, why: string): never {
  throw new BackupFault({ 'zh-CN': `${file}已损坏：${why}`, en: `${file} is damaged: ${why}` });
}

export function refuseNewer(folder: string, release: string): never {
  throw new BackupFault({
    'zh-CN': `${folder}由更新的版本${release}制作：请用那个版本恢复`,
    en: `${folder} was made by release ${release}, which is newer than this one: restore it with that release`,
  });
}

function tellUnreadable(name: string, { code, message }: NodeJS.ErrnoException): Saying {
  if (code === 'EACCES')
    return {
      'zh-CN': '没有权限读取：请用制作备份的账户执行',
      en: 'may not be read: run this as whoever made the backup',
    };
  if (code !== 'ENOENT') return quote(message);
  return name.endsWith('.jwk.json')
    ? {
        'zh-CN': '缺失：没有它就不能签发证书；请从DATA_DIR/keys复制到这里，或者换一份备份',
        en: 'is missing: without it no certificate can be signed; copy it here from DATA_DIR/keys, or take another backup',
      }
    : { 'zh-CN': '缺失：请换一份备份', en: 'is missing: take another backup' };
}

const ofFile = (name: string, what: Saying): Saying => ({
  'zh-CN': `${name}：${what['zh-CN']}`,
  en: `${name}: ${what.en}`,
});

/** Each file that is not as the manifest says, in words; empty when all are. */
export async function findFileFaults(
  folder: string,
  { files }: BackupManifest,
  onFile: (name: string, share: number) => void,
): Promise<Saying[]> {
  const faults: Saying[] = [];
  const whole = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const file of files) {
    onFile(file.path, whole === 0 ? 1 : done / whole);
    const found = await factsOfFile(folder, file.path).catch((error: NodeJS.ErrnoException) => error);
    if (found instanceof Error) faults.push(ofFile(file.path, tellUnreadable(file.path, found)));
    else if (found.bytes !== file.bytes)
      faults.push(
        ofFile(file.path, {
          'zh-CN': `现有${found.bytes}字节，备份时是${file.bytes}字节`,
          en: `has ${found.bytes} bytes, was backed up with ${file.bytes}`,
        }),
      );
    else if (found.sha256 !== file.sha256)
      faults.push(
        ofFile(file.path, {
          'zh-CN': '与备份时不同（SHA-256不一致）',
          en: 'is not what was backed up (its SHA-256 differs)',
        }),
      );
    done += file.bytes;
  }
  return faults;
}
