import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { isAlive, withLock } from '#scripts/hold-lock.mjs';

const root = mkdtempSync(path.join(os.tmpdir(), 'xunkao-lock-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a lock that names its holder', () => {
  let file: string;
  beforeEach(() => {
    file = path.join(mkdtempSync(path.join(root, 'x-')), 'building.lock');
  });
  const never = () => Promise.reject(new Error('waited'));

  test('is there while the work is done, and gone afterwards, also when the work fails', async () => {
    const seen = await withLock(file, async () => readFileSync(file, 'utf8'), { pid: 71, pause: never });
    expect(seen).toBe('71');
    await expect(withLock(file, () => Promise.reject(new Error('broken')), { pause: never })).rejects.toThrow('broken');
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });

  test('lets a second one wait until the first is done, and tells it whom it waits for', async () => {
    const told: number[] = [];
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const first = withLock(file, () => new Promise<void>((resolve) => (finish = resolve)), { pid: 71 });
    await withLock(file, async () => void order.push('second'), {
      pid: 72,
      alive: (pid) => pid === 71,
      onWait: (holder) => told.push(holder),
      pause: async () => {
        order.push('waiting');
        if (order.length === 2) {
          finish();
          await first;
        }
      },
    });
    expect({ told, order }).toEqual({ told: [71], order: ['waiting', 'waiting', 'second'] });
  });

  test('is taken from one that died', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    expect([isAlive(pid), isAlive(process.pid)]).toEqual([false, true]);
    writeFileSync(file, String(pid));
    expect(await withLock(file, async () => 'built', { pause: never })).toBe('built');
    expect(existsSync(file)).toBe(false);
  });

  test('that was held for longer than any work takes is refused by name', async () => {
    writeFileSync(file, '71');
    utimesSync(file, 1, 1);
    await expect(withLock(file, async () => 'built', { pid: 72, alive: () => true, pause: never })).rejects.toThrow(
      `process 71 has held ${file}`,
    );
    expect(readFileSync(file, 'utf8')).toBe('71');
  });
});
