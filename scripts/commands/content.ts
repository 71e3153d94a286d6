import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { isWarning } from '#app/domain/kernel/content-fault.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import {
  CommandFailure,
  countOf,
  type LanguageChoice,
  languageOf,
  languageOption,
  print,
  say,
  withContext,
} from '../command-line.ts';

const DEFAULT_FOLDER = 'content';
const DEFAULT_EXPORT = 'content-export';

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
    .description(
      'publish a content folder; what did not change gets no new version, and what the browser changed as well is left alone, listed, and exits 1',
    )
    .argument('[dir]', 'the folder to import', DEFAULT_FOLDER)
    .argument('[codes...]', 'with --take or --diff: only these documents')
    .addOption(
      new Option('--take <side>', 'decide what both changed: the files come into force, or the browser stays').choices([
        'files',
        'browser',
      ]),
    )
    .option('--diff', 'show how the files differ from what is in force, of every conflict')
    .addOption(languageOption())
    .action(async (folder: string, codes: string[], options: ImportOptions) => importFolder(folder, codes, options));

  content
    .command('export')
    .description('write what is published back to files; importing them again changes nothing')
    .argument(
      '[dir]',
      'the folder to write; in one that holds content only what the browser changed is written',
      DEFAULT_EXPORT,
    )
    .addOption(languageOption())
    .action(async (folder: string, options: LanguageChoice) => exportFolder(folder, languageOf(options)));

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
      ? `${countOf(files.length, 'file')}: ${countOf(errors, 'fault')}, ${countOf(warnings, 'warning')}`
      : `${files.length}个文件：${errors}处错误，${warnings}处提醒`,
  );
  if (errors > 0) throw new CommandFailure('refused');
}

type ImportOptions = LanguageChoice & { readonly take?: 'files' | 'browser'; readonly diff?: boolean };

async function importFolder(folder: string, codes: string[], options: ImportOptions): Promise<void> {
  const language = languageOf(options);
  const files = await read(folder);
  const { importContentFolder } = await import('#app/platform/content/load-content.server.ts');
  const { formatFault } = await import('#app/usecases/content/describe-fault.server.ts');
  const { describeConflicts } = await import('#app/usecases/content/describe-conflicts.server.ts');
  await withContext(async (context) => {
    const outcome = await importContentFolder(context, folder, { side: options.take ?? 'neither', codes });
    if (outcome.status === 'refused') {
      await print(outcome.faults.map((fault) => formatFault(fault, { language, folder })).join('\n'));
      throw new CommandFailure('refused', language === 'en' ? 'nothing was imported' : '未导入任何内容');
    }
    if (outcome.status !== 'imported') say(language === 'en' ? 'nothing changed' : '没有变化');
    else {
      const { created, updated, retired, compiled } = outcome.report;
      say(
        language === 'en'
          ? `imported: ${created} new, ${updated} changed, ${retired} retired, ${compiled} lessons compiled`
          : `已导入：新增${created}，更新${updated}，停用${retired}，编译${compiled}课`,
      );
    }
    const { conflicts } = outcome;
    if (conflicts.length === 0) return;
    const lines = await describeConflicts(context, {
      conflicts,
      files,
      language,
      withDifference: options.diff === true,
      codes,
    });
    await print(lines.join('\n'));
    throw new CommandFailure(
      'refused',
      language === 'en'
        ? `${conflicts.length} documents were changed in files and in the browser and left as they are; decide with --take files|browser [code…]`
        : `${conflicts.length}份内容在文件和浏览器里都改过，没有动；用 --take files|browser [编号…] 决定用哪一边`,
    );
  });
}

async function exportFolder(folder: string, language: Language): Promise<void> {
  const present = await readdir(folder).catch(() => []);
  const { exportContent } = await import('#app/usecases/content/export-content.server.ts');
  const { exportIntoFolder } = await import('#app/usecases/content/export-into-folder.server.ts');
  const { IMPORTER } = await import('#app/platform/content/load-content.server.ts');
  const { formatFault } = await import('#app/usecases/content/describe-fault.server.ts');
  if (present.length === 0) {
    const files = await withContext((context) => exportContent(context));
    if (files.length === 0) throw new CommandFailure('refused', 'nothing is published yet');
    await writeFiles(folder, files);
    say(`${files.length} files written to ${folder}`);
    return;
  }
  const files = await read(folder);
  const outcome = await withContext((context) => exportIntoFolder(context, { files, importer: IMPORTER.name }));
  if (outcome.status === 'refused') {
    await print(outcome.faults.map((fault) => formatFault(fault, { language, folder })).join('\n'));
    throw new CommandFailure(
      'refused',
      language === 'en' ? 'the folder is at fault; nothing was written' : '目录里的内容有错误，没有写入任何文件',
    );
  }
  await writeFiles(folder, outcome.write);
  for (const file of outcome.remove) await rm(path.join(folder, file), { force: true });
  for (const { path: file } of outcome.write) await print(`written ${path.join(folder, file)}`);
  for (const file of outcome.remove) await print(`removed ${path.join(folder, file)}`);
  say(
    language === 'en'
      ? `${outcome.write.length} files written, ${outcome.remove.length} removed, ${outcome.ahead} documents newer in the files left alone`
      : `写入${outcome.write.length}个文件，删除${outcome.remove.length}个；${outcome.ahead}份内容以文件为新，没有动`,
  );
  if (outcome.conflicts.length === 0) return;
  await print(outcome.conflicts.map(({ kind, code, inFiles }) => `conflict ${kind} ${code} (${inFiles})`).join('\n'));
  throw new CommandFailure(
    'refused',
    language === 'en'
      ? `${outcome.conflicts.length} documents were changed on both sides; their files were left alone`
      : `${outcome.conflicts.length}份内容两边都改过，文件没有动`,
  );
}

async function writeFiles(folder: string, files: readonly { path: string; bytes: Uint8Array }[]): Promise<void> {
  for (const { path: file, bytes } of files) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

async function writeSchemas(folder: string): Promise<void> {
  const { contentSchemas } = await import('#app/usecases/content/content-schemas.server.ts');
  await mkdir(folder, { recursive: true });
  const schemas = contentSchemas();
  for (const { file, text } of schemas) await writeFile(path.join(folder, file), text, 'utf8');
  say(`${schemas.length} schemas written to ${folder}`);
}
