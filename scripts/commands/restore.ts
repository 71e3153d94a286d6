import type { Command } from 'commander';
import { systemActor } from '#app/usecases/context.ts';
import { placeOf, refusing } from '../backup-work.ts';
import { readEnvOrFail, say, withContext } from '../command-line.ts';

/** `xk restore`: a backup into an empty place. */
export function register(program: Command): void {
  program
    .command('restore')
    .description('bring a backup into an empty DATA_DIR, and into an empty database when DATABASE_URL is set')
    .argument('<dir>', 'a folder that "xk backup" made, on this engine or the other one')
    .action(restore);
}

async function restore(dir: string): Promise<void> {
  const env = readEnvOrFail();
  const { restoreBackup } = await import('#app/platform/backup/restore-backup.server.ts');
  const { factsOfFile, MANIFEST } = await import('#app/platform/backup/backup-folder.server.ts');
  const { recordRestore } = await import('#app/usecases/operation/backup-record.server.ts');
  await refusing(async (tell) => {
    const { manifest } = await restoreBackup({ folder: dir, place: placeOf(env), tell });
    const { sha256 } = await factsOfFile(dir, MANIFEST);
    // Opening it brings it up to this release.
    await withContext((context) => recordRestore(context, systemActor('xk'), { id: sha256, manifest }));
    const rows = manifest.tables.reduce((sum, each) => sum + each.rows, 0);
    say(
      `${rows} rows of ${manifest.tables.length} tables as of ${new Date(manifest.at).toISOString()}, chains and certificates as the manifest says; now run "xk audit verify" and start the server`,
    );
  });
}
