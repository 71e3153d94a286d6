import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { holdDataFolder } from './serving-lock.server.ts';

test('a data folder is held by one server at a time, and free again when that one ends', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunkao-lock-'));
  const first = holdDataFolder(folder);
  expect(() => holdDataFolder(folder)).toThrow(/^cannot serve .*: another server uses this folder already$/);
  first.release();
  holdDataFolder(folder).release();
  rmSync(folder, { recursive: true });
});
