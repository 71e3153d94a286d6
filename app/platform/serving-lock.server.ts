import { existsSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

const LOCK_FILE = 'serving.lock';

/**
 * Holds a data folder for one server process: two would each believe to be the only writer, and their rates and queues
 * would not know of each other. The operating system gives it back when the process ends, however it ends. Commands
 * do not take it: they work beside a server.
 * @throws Error beginning with "cannot" when another server holds the folder.
 */
export function holdDataFolder(folder: string): { readonly release: () => void } {
  const lock = new Sqlite(path.join(folder, LOCK_FILE), { timeout: 500 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    throw new Error(`cannot serve ${folder}: another server uses this folder already`);
  }
  return { release: () => lock.close() };
}

/** Whether a server holds the folder at this moment. */
export function isServing(folder: string): boolean {
  const file = path.join(folder, LOCK_FILE);
  if (!existsSync(file)) return false;
  const lock = new Sqlite(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE; ROLLBACK;');
    return false;
  } catch {
    return true;
  } finally {
    lock.close();
  }
}
