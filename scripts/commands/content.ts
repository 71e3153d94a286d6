import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { isWarning } from '#app/domain/kernel/content-fault.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { CommandFailure, print, say, withContext } from '../command-line.ts';

const DEFAULT_FOLDER = 'content';
const DEFAULT_EXPORT = 'content-export';

const languageOption = () =>
  new Option('--lang <language>', 'language of the messages').choices(['en', 'zh']).default('zh');
type LanguageChoice = { readonly lang: 'en' | 'zh' };
const languageOf = ({ lang }: LanguageChoice): Language => (lang === 'en' ? 'en' : 'zh-CN');

/** Content: check a folder, import it, write what is published back to files, write the JSON Schemas. */
export function register(program: Command): void {
  const content = program.command('content').description('lessons, questions, syllabus, blueprints, policies as files');

  content
    .command('check')
    .description(
      'check a content folder without a database: every fault as path:line:column: code message; warnings do not fail',
    )
    .argument('[dir]', 'the folder to check', DEFAULT_FOLDER)
    .addOption(languageOption())
    .action(async (folder: string, options: LanguageChoice) => check(folder, languageOf(options)));

  content
    .command('import')
    .description('publish a content folder; what did not change gets no new version')
    .argument('[dir]', 'the folder to import', DEFAULT_FOLDER)
    .addOption(languageOption())
    .action(async (folder: string, options: LanguageChoice) => importFolder(folder, languageOf(options)));

  content
    .command('export')
    .description('write what is published back to files; importing them again changes nothing')
    .argument('[dir]', 'the folder to write; it must be empty or absent', DEFAULT_EXPORT)
    .option('--overwrite', 'write into a folder that is not empty')
    .action(exportFolder);

  content
    .command('schema')
    .description('write the JSON Schemas of all content files, for editors')
    .argument('[dir]', 'the folder to write', `${DEFAULT_FOLDER}/schema`)
    .action(writeSchemas);
}

async function read(folder: string) {
  const { readContentFolder } = await import('#app/platform/content/read-content-folder.server.ts');
  try {
    return await readContentFolder(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new CommandFailure('usage', `there is no folder ${folder}`);
    throw error;
  }
}

async function check(folder: string, language: Language): Promise<void> {
  const files = await read(folder);
  const { checkContent } = await import('#app/usecases/content/check-content.server.ts');
  const { formatFault } = await import('#app/usecases/content/describe-fault.server.ts');
  const { faults } = checkContent(files);
  if (faults.length > 0) await print(faults.map((fault) => formatFault(fault, { language, folder })).join('\n'));
  const warnings = faults.filter(({ code }) => isWarning(code)).length;
  const errors = faults.length - warnings;
  say(
    language === 'en'
      ? `${files.length} files: ${errors} faults, ${warnings} warnings`
      : `${files.length}个文件：${errors}处错误，${warnings}处提醒`,
  );
  if (errors > 0) throw new CommandFailure('refused');
}

async function importFolder(folder: string, language: Language): Promise<void> {
  await read(folder);
  const { importContentFolder } = await import('#app/platform/content/load-content.server.ts');
  const { formatFault } = await import('#app/usecases/content/describe-fault.server.ts');
  const outcome = await withContext((context) => importContentFolder(context, folder));
  switch (outcome.status) {
    case 'unchanged':
      say(language === 'en' ? 'nothing changed' : '没有变化');
      return;
    case 'imported': {
      const { created, updated, retired, compiled } = outcome.report;
      say(
        language === 'en'
          ? `imported: ${created} new, ${updated} changed, ${retired} retired, ${compiled} lessons compiled`
          : `已导入：新增${created}，更新${updated}，停用${retired}，编译${compiled}课`,
      );
      return;
    }
    case 'refused':
      await print(outcome.faults.map((fault) => formatFault(fault, { language, folder })).join('\n'));
      throw new CommandFailure('refused', language === 'en' ? 'nothing was imported' : '未导入任何内容');
  }
}

async function exportFolder(folder: string, { overwrite = false }: { overwrite?: boolean }): Promise<void> {
  const present = await readdir(folder).catch(() => []);
  if (present.length > 0 && !overwrite)
    throw new CommandFailure('refused', `${folder} is not empty; name another folder or add --overwrite`);
  const { exportContent } = await import('#app/usecases/content/export-content.server.ts');
  const files = await withContext((context) => exportContent(context));
  if (files.length === 0) throw new CommandFailure('refused', 'nothing is published yet');
  for (const { path: file, text } of files) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text, 'utf8');
  }
  say(`${files.length} files written to ${folder}`);
}

async function writeSchemas(folder: string): Promise<void> {
  const { contentSchemas } = await import('#app/usecases/content/content-schemas.server.ts');
  await mkdir(folder, { recursive: true });
  const schemas = contentSchemas();
  for (const { file, text } of schemas) await writeFile(path.join(folder, file), text, 'utf8');
  say(`${schemas.length} schemas written to ${folder}`);
}
