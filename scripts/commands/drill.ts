import type { Command } from 'commander';
import type { BackupManifest } from '#app/domain/operation/backup-manifest.ts';
import type { Env } from '#app/platform/env.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { placeOf, refusing } from '../backup-work.ts';
import { CommandFailure, print, readEnvOrFail, say, withContext } from '../command-line.ts';
import { sentenceOf } from './audit-verify.ts';

/** `xk drill`: a backup restored for nothing but the proof that it can be. */
export function register(program: Command): void {
  program
    .command('drill')
    .description('restore a backup into a place of its own, prove that it is whole, and remove that place again')
    .argument('<dir>', 'a folder that "xk backup" made')
    .option('--into <place>', 'an empty PostgreSQL database as postgres://…, or sqlite; else the engine of the backup')
    .option('--json', 'the report as JSON')
    .action(drill);
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
  if (faults.some((fault) => fault.startsWith('keys/')))
    say(
      '备份中的签名密钥不全：请把DATA_DIR/keys中的同名文件放进备份的keys文件夹后再演练，或者重新备份。没有密钥的备份恢复之后，原有的证书仍可验证，但不能再签发新证书。\nThe signing keys of this backup are not whole: put the files of the same names from DATA_DIR/keys into its folder keys and drill again, or make a new backup. Restored without them, certificates stay verifiable, but none can be issued.',
    );
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
  manifest: BackupManifest;
  passed: boolean;
  faults: number;
}): Promise<void> {
  const { factsOfFile, MANIFEST } = await import('#app/platform/backup/backup-folder.server.ts');
  const { readLiveLevel } = await import('#app/platform/backup/live-level.server.ts');
  const { recordDrill } = await import('#app/usecases/operation/backup-record.server.ts');
  if (!(await readLiveLevel(placeOf(env)))?.current) return;
  const { sha256 } = await factsOfFile(dir, MANIFEST);
  const kept = await withContext((context) =>
    recordDrill(context, systemActor('xk'), { id: sha256, manifest, passed, faults }),
  );
  if (!kept) say('not put on record: this is not a backup of the installation here');
}
