// One process at a time: a file that names its holder. Node's own modules only.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Nothing that is held takes as long: whoever holds it then is another program with the number of one that died. */
const LONGEST_MS = 15 * 60_000;
const LOOK_AGAIN_MS = 500;

/** Whether a process with this number runs. @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, but it is there.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Does the work while holding the lock; waits while another process that is alive holds it, and takes it from one that
 * is not.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ pid?: number, alive?: (pid: number) => boolean, onWait?: (holder: number) => void, pause?: () => Promise<unknown>, longestMs?: number }} [how]
 * @returns {Promise<T>}
 * @throws when it was held for longer than any work takes.
 */
export async function withLock(
  file,
  work,
  {
    pid = process.pid,
    alive = isAlive,
    onWait = () => undefined,
    pause = () => wait(LOOK_AGAIN_MS),
    longestMs = LONGEST_MS,
  } = {},
) {
  mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take(file, pid)) {
    const held = read(file);
    if (held === null) continue;
    if (held.pid === pid || !alive(held.pid)) removeStale(file, held.pid, pid);
    else {
      if (Date.now() - held.since > longestMs)
        throw new Error(`cannot build: process ${held.pid} has held ${file} for too long; end it or remove that file`);
      if (!told) onWait(held.pid);
      told = true;
      await pause();
    }
  }
  try {
    return await work();
  } finally {
    if (read(file)?.pid === pid) rmSync(file, { force: true });
  }
}

/** The file appears with its content at once: whoever sees it sees whose it is. */
function take(file, pid) {
  const own = `${file}.${pid}`;
  writeFileSync(own, String(pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function read(file) {
  try {
    return { pid: Number(readFileSync(file, 'utf8')), since: statSync(file).mtimeMs };
  } catch {
    return null;
  }
}

/** Takes it aside first: of several who find it stale only one removes it, and none the lock of one who was quicker. */
function removeStale(file, stale, pid) {
  const aside = `${file}.stale-${pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (Number(readFileSync(aside, 'utf8')) !== stale) {
    try {
      linkSync(aside, file);
    } catch {
      // A third has it by now.
    }
  }
  rmSync(aside, { force: true });
}
