import type { Command } from 'commander';
import type { Env } from '#app/platform/env.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { placeOf, refusing } from '../backup-work.ts';
import { print, readEnvOrFail, say, withContext } from '../command-line.ts';

/** `xk backup`: everything that an installation is made of, into a folder. */
export function register(program: Command): void {
  program
    .command('backup')
    .description('copy the database, keys and files, as of one moment, into a new folder; the server may be running')
    .argument('<dir>', 'the folder to make; it must be absent or empty')
    .addHelpText('after', '\nThe folder holds the signing keys: keep it as carefully as a seal.')
    .action(backUp);
}

async function backUp(dir: string): Promise<void> {
  const env = readEnvOrFail();
  const { makeBackup } = await import('#app/platform/backup/make-backup.server.ts');
  await refusing(async (tell) => {
    const place = placeOf(env);
    const { manifest, sha256, bytes } = await makeBackup({
      place,
      target: dir,
      zone: env.TZ_DISPLAY,
      now: () => Date.now(),
      tell,
    });
    await recordIfCurrent(env, manifest.migrations.count, async () => {
      const { recordBackup } = await import('#app/usecases/operation/backup-record.server.ts');
      await withContext((context) => recordBackup(context, systemActor('xk'), { id: sha256, manifest, bytes }));
    });
    const rows = manifest.tables.reduce((sum, each) => sum + each.rows, 0);
    say(
      `${rows} rows of ${manifest.tables.length} tables and ${manifest.files.length} files (${Math.ceil(bytes / 1e6)} MB) as of ${new Date(manifest.at).toISOString()}\nit holds the signing keys: keep it as carefully as a seal; try it with "xk drill ${dir}"`,
    );
    await print(`${sha256}  ${dir}/manifest.json`);
  });
}

/** Writing on record would bring an older database up to date; a backup before an upgrade must not. */
async function recordIfCurrent(env: Env, migrations: number, record: () => Promise<void>): Promise<void> {
  const { migrationsFolderOf } = await import('#app/platform/migrations-folder.server.ts');
  const { readMigrations } = await import('#db/backup/migrations.server.ts');
  const known = readMigrations(migrationsFolderOf(env.DATABASE_URL ? 'postgres' : 'sqlite')).length;
  if (migrations === known) await record();
  else say('not put on record: the database is of an earlier release, which this command does not change');
}
