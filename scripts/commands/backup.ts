import type { Command } from 'commander';
import type { DataPlace } from '#app/platform/backup/make-backup.server.ts';
import type { Env } from '#app/platform/env.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { CommandFailure, print, readEnvOrFail, say, withContext } from '../command-line.ts';
import { sentenceOf } from './audit-verify.ts';

const XK = systemActor('xk');

/** `xk backup`, `xk restore`, `xk drill`: everything that an installation is made of, into a folder and out of it. */
export function register(program: Command): void {
  program
    .command('backup')
    .description('copy the database, keys and files, as of one moment, into a new folder; the server may be running')
    .argument('<dir>', 'the folder to make; it must be absent or empty')
    .addHelpText('after', '\nThe folder holds the signing keys: keep it as carefully as a seal.')
    .action(backUp);
  program
    .command('restore')
    .description('bring a backup into an empty DATA_DIR, and into an empty database when DATABASE_URL is set')
    .argument('<dir>', 'a folder that "xk backup" made, on this engine or the other one')
    .action(restore);
  program
    .command('drill')
    .description('restore a backup into a place of its own, prove that it is whole, and remove that place again')
    .argument('<dir>', 'a folder that "xk backup" made')
    .option('--into <place>', 'an empty PostgreSQL database as postgres://…, or sqlite; else the engine of the backup')
    .option('--json', 'the report as JSON')
    .action(drill);
}

const placeOf = ({ DATA_DIR, DATABASE_URL }: Env): DataPlace => ({
  dataDir: DATA_DIR,
  databaseUrl: DATABASE_URL ?? null,
});

/** Tells on a terminal what is under way, on one line. */
function openProgress() {
  const clear = () => void (process.stderr.isTTY && process.stderr.write('\r\u001b[K'));
  return {
    tell(part: string, share?: number) {
      if (!process.stderr.isTTY) return;
      process.stderr.write(`\r\u001b[K${share === undefined ? '' : `${Math.round(share * 100)} %  `}${part}`);
    },
    clear,
  };
}

/** Runs the work of one command; what it refuses, and an engine that cannot be reached, is one sentence. */
async function refusing<T>(work: (tell: (part: string, share?: number) => void) => Promise<T>): Promise<T> {
  const { BackupFault } = await import('#app/platform/backup/backup-fault.ts');
  const { tell, clear } = openProgress();
  try {
    return await work(tell);
  } catch (error) {
    clear();
    const { code } = (error ?? {}) as { code?: unknown };
    const expected = error instanceof BackupFault || (error instanceof Error && /^cannot /.test(error.message));
    if (expected || /^(E[A-Z]{3,}|28\w{3}|3D\w{3}|53\w{3}|57\w{3}|SQLITE_\w+)$/.test(String(code)))
      throw new CommandFailure('refused', error instanceof Error ? error.message || String(code) : String(error));
    throw error;
  } finally {
    clear();
  }
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
      await withContext((context) => recordBackup(context, XK, { id: sha256, manifest, bytes }));
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

async function restore(dir: string): Promise<void> {
  const env = readEnvOrFail();
  const { restoreBackup } = await import('#app/platform/backup/restore-backup.server.ts');
  const { factsOfFile, MANIFEST } = await import('#app/platform/backup/backup-folder.server.ts');
  const { recordRestore } = await import('#app/usecases/operation/backup-record.server.ts');
  await refusing(async (tell) => {
    const { manifest } = await restoreBackup({ folder: dir, place: placeOf(env), tell });
    const { sha256 } = await factsOfFile(dir, MANIFEST);
    // Opening it brings it up to this release.
    await withContext((context) => recordRestore(context, XK, { id: sha256, manifest }));
    const rows = manifest.tables.reduce((sum, each) => sum + each.rows, 0);
    say(
      `${rows} rows of ${manifest.tables.length} tables as of ${new Date(manifest.at).toISOString()}, chains and certificates as the manifest says; now run "xk audit verify" and start the server`,
    );
  });
}

async function drill(dir: string, { into, json }: { into?: string; json?: boolean }): Promise<void> {
  if (into !== undefined && into !== 'sqlite' && !/^postgres(ql)?:\/\//.test(into))
    throw new CommandFailure('usage', 'error: --into is sqlite or the address of an empty database, postgres://…');
  const env = readEnvOrFail();
  const { drillBackup } = await import('#app/platform/backup/drill-backup.server.ts');
  const report = await refusing((tell) =>
    drillBackup({ folder: dir, into: into ?? null, env, describeFault: sentenceOf, tell }),
  );
  const { passed, manifest, verification, faults } = report;
  if (manifest) await rememberDrill({ env, dir, manifest, passed, faults: faults.length });
  if (json) {
    await print(JSON.stringify({ passed, faults, manifest, verification }, null, 1));
  } else {
    if (manifest) {
      const { facts, tables } = manifest;
      const statuses = Object.entries(facts.certificates.byStatus).map(([status, n]) => `${n} ${status}`);
      await print(
        [
          `backup of release ${manifest.product}, ${manifest.engine}, as of ${new Date(manifest.at).toISOString()}`,
          `tables: ${tables.length}, rows: ${tables.reduce((sum, { rows }) => sum + rows, 0)}`,
          `log: ${facts.heads.length} chains, ${facts.anchors} anchors; answers: ${facts.answers.answers} in ${facts.answers.attempts} attempts`,
          `certificates on ${facts.certificates.on}: ${statuses.join(', ') || 'none'}`,
        ].join('\n'),
      );
    }
    if (verification)
      await print(
        `recomputed after the restore: ${verification.entries} entries, ${verification.anchors} anchors, ${verification.answers} answers, ${verification.records} records compared`,
      );
    for (const fault of faults) await print(`FAULT: ${fault}`);
    await print(passed ? 'PASSED: what was restored is what was backed up' : `FAILED: ${faults.length} faults`);
  }
  if (!passed) throw new CommandFailure('refused');
}

/** The installation remembers its last drill, where there is one to remember it. */
async function rememberDrill({
  env,
  dir,
  manifest,
  passed,
  faults,
}: {
  env: Env;
  dir: string;
  manifest: import('#app/domain/operation/backup-manifest.ts').BackupManifest;
  passed: boolean;
  faults: number;
}): Promise<void> {
  const { factsOfFile, MANIFEST } = await import('#app/platform/backup/backup-folder.server.ts');
  const { readLiveLevel } = await import('#app/platform/backup/live-level.server.ts');
  const { recordDrill } = await import('#app/usecases/operation/backup-record.server.ts');
  if (!(await readLiveLevel(placeOf(env)))?.current) return;
  const { sha256 } = await factsOfFile(dir, MANIFEST);
  const kept = await withContext((context) => recordDrill(context, XK, { id: sha256, manifest, passed, faults }));
  if (!kept) say('not put on record: this is not a backup of the installation here');
}
