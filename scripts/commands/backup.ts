import type { Command } from 'commander';
import type { Language } from '#app/domain/kernel/local-text.ts';
import type { Env } from '#app/platform/env.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { placeOf, refusing } from '../backup-work.ts';
import {
  countOf,
  type LanguageChoice,
  languageOf,
  languageOption,
  print,
  readEnvOrFail,
  say,
  withContext,
} from '../command-line.ts';

/** `xk backup`: everything that an installation is made of, into a folder. */
export function register(program: Command): void {
  program
    .command('backup')
    .description('copy the database, keys and files, as of one moment, into a new folder; the server may be running')
    .argument('<dir>', 'the folder to make; it must be absent or empty')
    .addOption(languageOption())
    .addHelpText('after', '\nThe folder holds the signing keys: keep it as carefully as a seal.')
    .action(backUp);
}

async function backUp(dir: string, options: LanguageChoice): Promise<void> {
  const language = languageOf(options);
  const env = readEnvOrFail();
  const { makeBackup } = await import('#app/platform/backup/make-backup.server.ts');
  await refusing({ language, asked: dir }, async (tell) => {
    const place = placeOf(env);
    const { manifest, sha256, bytes } = await makeBackup({
      place,
      target: dir,
      zone: env.TZ_DISPLAY,
      now: () => Date.now(),
      tell,
    });
    await recordIfCurrent({ env, migrations: manifest.migrations.count, language }, async () => {
      const { recordBackup } = await import('#app/usecases/operation/backup-record.server.ts');
      await withContext((context) => recordBackup(context, systemActor('xk'), { id: sha256, manifest, bytes }));
    });
    const rows = manifest.tables.reduce((sum, each) => sum + each.rows, 0);
    const [size, at] = [`${Math.ceil(bytes / 1e6)} MB`, new Date(manifest.at).toISOString()];
    say(
      language === 'en'
        ? `${countOf(rows, 'row')} of ${countOf(manifest.tables.length, 'table')} and ${countOf(manifest.files.length, 'file')} (${size}) as of ${at}\nit holds the signing keys: keep it as carefully as a seal; try it with "xk drill ${dir}"`
        : `${manifest.tables.length}张表共${rows}行，${manifest.files.length}个文件（${size}），数据时刻${at}\n其中有签名密钥：像印章一样保管；用“xk drill ${dir}”演练一次`,
    );
    await print(`${sha256}  ${dir}/manifest.json`);
  });
}

/** Writing on record would bring an older database up to date; a backup before an upgrade must not. */
async function recordIfCurrent(
  { env, migrations, language }: { env: Env; migrations: number; language: Language },
  record: () => Promise<void>,
): Promise<void> {
  const { migrationsFolderOf } = await import('#app/platform/migrations-folder.server.ts');
  const { readMigrations } = await import('#db/backup/migrations.server.ts');
  const known = readMigrations(migrationsFolderOf(env.DATABASE_URL ? 'postgres' : 'sqlite')).length;
  if (migrations === known) await record();
  else
    say(
      language === 'en'
        ? 'not put on record: the database is of an earlier release, which this command does not change'
        : '没有登记：数据库属于较早的版本，这个命令不改动它',
    );
}
