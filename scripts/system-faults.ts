import path from 'node:path';
import type { Language } from '#app/domain/kernel/local-text.ts';

/** What a fault of the machine says and what to do about it, Chinese and English; `{place}` is the file or folder. */
const SENTENCES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ENOENT: [
    '找不到{place}，或者它所在的文件夹不存在。请核对路径；如果它应当在备份里，说明备份不完整，请换一份备份。',
    '{place} is not there, or the folder that it should be in is not. Check the path; where a backup should hold it, the backup is not whole: take another one.',
  ],
  ENOTDIR: ['{place}不是文件夹。请给出文件夹的路径。', '{place} is not a folder. Name the folder.'],
  EISDIR: ['{place}是文件夹，不是文件。请给出文件的路径。', '{place} is a folder, not a file. Name the file.'],
  EACCES: [
    '没有权限读写{place}。请用运行服务的账户执行，或者修改它的权限。',
    'no permission for {place}. Run this as the account of the service, or change who may use it.',
  ],
  EEXIST: ['{place}已经存在。请换一个名称。', '{place} is there already. Take another name.'],
  ENOTEMPTY: ['{place}不是空的。请换一个空文件夹。', '{place} is not empty. Take an empty folder.'],
  ENOSPC: [
    '磁盘已满，没有写完{place}。请腾出空间，删去没有写完的部分，再执行一次。',
    'the disk is full, and {place} was not written to its end. Free some space, remove what is unfinished and run this again.',
  ],
  EROFS: ['{place}所在的磁盘是只读的。请换一个位置。', 'the disk of {place} is read-only. Take another place.'],
  EMFILE: [
    '同时打开的文件太多。请提高系统限制（ulimit -n）后再执行。',
    'too many files are open. Raise the limit of the system (ulimit -n) and run this again.',
  ],
  EIO: [
    '读写{place}时磁盘出错。请检查磁盘，换一份备份。',
    'the disk failed while {place} was read or written. Check the disk, and take another backup.',
  ],
  ECONNREFUSED: [
    '连不上数据库。请核对DATABASE_URL，确认数据库正在运行。',
    'the database cannot be reached. Check DATABASE_URL, and that the database runs.',
  ],
  ENOTFOUND: ['找不到数据库的主机。请核对DATABASE_URL。', 'the host of the database is not known. Check DATABASE_URL.'],
  SQLITE_NOTADB: [
    '数据库文件不是SQLite数据库，或者已经损坏。请核对DATA_DIR，或者从备份恢复。',
    'the database file is no SQLite database, or is damaged. Check DATA_DIR, or restore a backup.',
  ],
  SQLITE_CORRUPT: [
    '数据库文件已经损坏。请保留它，从备份恢复到另一个文件夹。',
    'the database file is damaged. Keep it as it is, and restore a backup into another folder.',
  ],
  SQLITE_FULL: [
    '磁盘已满，数据库不能再写入。请腾出空间再执行一次。',
    'the disk is full, and the database takes no more. Free some space and run this again.',
  ],
  SQLITE_CANTOPEN: [
    '数据库文件打不开。请核对DATA_DIR和它的权限。',
    'the database file cannot be opened. Check DATA_DIR and who may use it.',
  ],
  SQLITE_READONLY: [
    '数据库文件是只读的。请用运行服务的账户执行，或者修改它的权限。',
    'the database file is read-only. Run this as the account of the service, or change who may use it.',
  ],
  SQLITE_BUSY: [
    '数据库正被别的程序占用。请稍后再执行。',
    'the database is held by another program. Run this again in a while.',
  ],
};
const SAME: Readonly<Record<string, string>> = { EPERM: 'EACCES', EDQUOT: 'ENOSPC', ENFILE: 'EMFILE' };

/**
 * What the machine refused (a file, the disk, the database), in the language asked for, else in Chinese and below it in
 * English; null for any other error. The code stands at the end of each line for whoever looks it up.
 * @param asked the place that the command was given to write to: it is written as `asked.part` until it is whole, a
 * name that whoever runs the command never gave.
 */
export function describeSystemFault(
  error: unknown,
  { language, asked }: { language?: Language; asked?: string } = {},
): string | null {
  if (!(error instanceof Error)) return null;
  const { code, path: at, dest } = error as NodeJS.ErrnoException & { dest?: string };
  // What was said of it besides names no place: the fault beneath does.
  if (code === undefined && error.cause !== undefined)
    return describeSystemFault(error.cause, { ...(language && { language }), ...(asked && { asked }) });
  const own = String(code);
  // SQLite tells apart many kinds of each fault: SQLITE_IOERR_READ, SQLITE_READONLY_DIRECTORY.
  const known = own.startsWith('SQLITE_') ? own.split('_').slice(0, 2).join('_') : (SAME[own] ?? own);
  const sentence = SENTENCES[known];
  if (!sentence) return null;
  // What is written to is at fault where the disk is full; what is read, where something is missing.
  const place = placeAsked((known === 'ENOSPC' ? (dest ?? at) : at) ?? '', asked);
  const lines = sentence.map(
    (text, i) => `${text.replaceAll('{place}', () => place || (['文件', 'a file'][i] ?? ''))} (${own})`,
  );
  return language === undefined ? lines.join('\n') : (lines[language === 'en' ? 1 : 0] ?? null);
}

/** What an open file refuses names no place: then it is the one that is being written. */
function placeAsked(place: string, asked: string | undefined): string {
  if (asked === undefined) return place;
  const unfinished = `${path.resolve(asked)}.part`;
  return place === '' ||
    path.resolve(place) === unfinished ||
    path.resolve(place).startsWith(`${unfinished}${path.sep}`)
    ? asked
    : place;
}
