import type { Language } from '#app/domain/kernel/local-text.ts';
import type { TellProgress } from '#app/platform/backup/backup-fault.ts';
import type { DataPlace } from '#app/platform/backup/make-backup.server.ts';
import type { Env } from '#app/platform/env.server.ts';
import { CommandFailure } from './command-line.ts';
import { describeSystemFault } from './system-faults.ts';

/** Where the data of this environment lies. */
export const placeOf = ({ DATA_DIR, DATABASE_URL }: Env): DataPlace => ({
  dataDir: DATA_DIR,
  databaseUrl: DATABASE_URL ?? null,
});

/** Tells on a terminal what is under way, on one line. */
function openProgress(language: Language) {
  const clear = () => void (process.stderr.isTTY && process.stderr.write('\r\u001b[K'));
  return {
    tell(part: Parameters<TellProgress>[0], share?: number) {
      if (!process.stderr.isTTY) return;
      process.stderr.write(`\r\u001b[K${share === undefined ? '' : `${Math.round(share * 100)} %  `}${part[language]}`);
    },
    clear,
  };
}

/**
 * Runs the work of one command; what it refuses, and an engine that cannot be reached, is one sentence.
 * @param asked the place that it writes to, where there is one.
 */
export async function refusing<T>(
  { language, asked }: { language: Language; asked?: string },
  work: (tell: TellProgress) => Promise<T>,
): Promise<T> {
  const { BackupFault } = await import('#app/platform/backup/backup-fault.ts');
  const { tell, clear } = openProgress(language);
  try {
    return await work(tell);
  } catch (error) {
    clear();
    if (error instanceof BackupFault) throw new CommandFailure('refused', error.saying[language]);
    const told = describeSystemFault(error, { language, ...(asked === undefined ? {} : { asked }) });
    if (told !== null) throw new CommandFailure('refused', told);
    const { code } = (error ?? {}) as { code?: unknown };
    const expected = error instanceof Error && /^cannot /.test(error.message);
    if (expected || /^(E[A-Z]{3,}|28\w{3}|3D\w{3}|53\w{3}|57\w{3}|SQLITE_\w+)$/.test(String(code)))
      throw new CommandFailure('refused', error instanceof Error ? error.message || String(code) : String(error));
    throw error;
  } finally {
    clear();
  }
}
