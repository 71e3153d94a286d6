import type { Command } from 'commander';
import { systemActor } from '#app/usecases/context.ts';
import { placeOf, refusing } from '../backup-work.ts';
import {
  countOf,
  type LanguageChoice,
  languageOf,
  languageOption,
  readEnvOrFail,
  say,
  withContext,
} from '../command-line.ts';

/** `xk restore`: a backup into an empty place. */
export function register(program: Command): void {
  program
    .command('restore')
    .description('bring a backup into an empty DATA_DIR, and into an empty database when DATABASE_URL is set')
    .argument('<dir>', 'a folder that "xk backup" made, on this engine or the other one')
    .addOption(languageOption())
    .action(restore);
}

async function restore(dir: string, options: LanguageChoice): Promise<void> {
  const language = languageOf(options);
  const env = readEnvOrFail();
  const { restoreBackup } = await import('#app/platform/backup/restore-backup.server.ts');
  const { factsOfFile, MANIFEST } = await import('#app/platform/backup/backup-folder.server.ts');
  const { recordRestore } = await import('#app/usecases/operation/backup-record.server.ts');
  await refusing({ language }, async (tell) => {
    const { manifest } = await restoreBackup({ folder: dir, place: placeOf(env), tell });
    const { sha256 } = await factsOfFile(dir, MANIFEST);
    // Opening it brings it up to this release.
    await withContext((context) => recordRestore(context, systemActor('xk'), { id: sha256, manifest }));
    const rows = manifest.tables.reduce((sum, each) => sum + each.rows, 0);
    const at = new Date(manifest.at).toISOString();
    say(
      language === 'en'
        ? `${countOf(rows, 'row')} of ${countOf(manifest.tables.length, 'table')} as of ${at}, chains and certificates as the manifest says; now run "xk audit verify" and start the server`
        : `已恢复${manifest.tables.length}张表共${rows}行，数据时刻${at}，各条链和证书与清单一致；接下来运行“xk audit verify”，再启动服务`,
    );
  });
}
