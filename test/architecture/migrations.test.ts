import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './imports.ts';

test.each([
  ['sqlite', 'sqlite'],
  ['postgres', 'postgresql'],
])('the migrations of %s make exactly the tables that are defined', (engine, dialect) => {
  // drizzle-kit takes its output folder relative to where it runs.
  const scratch = mkdtempSync(path.join(ROOT, 'node_modules/.migrations-'));
  try {
    cpSync(path.join(ROOT, 'db', engine, 'migrations'), scratch, { recursive: true });
    const before = readdirSync(scratch).filter((file) => file.endsWith('.sql'));
    const out = path.relative(ROOT, scratch);
    const tool = path.join(ROOT, 'node_modules/drizzle-kit/bin.cjs');
    execFileSync(
      process.execPath,
      [tool, 'generate', '--dialect', dialect, '--schema', `db/${engine}/schema.ts`, '--out', out, '--name', 'drift'],
      {
        cwd: ROOT,
        stdio: 'pipe',
      },
    );
    expect(readdirSync(scratch).filter((file) => file.endsWith('.sql'))).toEqual(before);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});
