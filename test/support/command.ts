import { execFile } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');

export type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs `xk` as an operator would, on some server's data; the server may be running. */
export function runCommand(
  words: readonly string[],
  { dataDir, databaseUrl, input = '' }: { dataDir?: string; databaseUrl?: string; input?: string } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['scripts/xk.mjs', ...words],
      {
        cwd: ROOT,
        maxBuffer: 10_000_000,
        env: {
          ...process.env,
          ...(dataDir ? { DATA_DIR: dataDir } : {}),
          ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
        },
      },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}
