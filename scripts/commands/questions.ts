import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Command, Option } from 'commander';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { CommandFailure, print, say } from '../command-line.ts';

/** Questions as files: what an answer is worth by their own rules. */
export function register(program: Command): void {
  const questions = program.command('questions').description('questions and how they are scored');
  questions
    .command('grade')
    .description(
      'grade answers without a database: reads JSON lines { question, response, maxMark? } and writes a line with mark, maximum and the outcome of each part',
    )
    .argument('<file>', 'a file of JSON lines, or - for standard input')
    .addOption(new Option('--lang <language>', 'language of the messages').choices(['en', 'zh']).default('zh'))
    .action(async (file: string, { lang }: { lang: 'en' | 'zh' }) => grade(file, lang === 'en' ? 'en' : 'zh-CN'));
}

async function grade(file: string, language: Language): Promise<void> {
  const { faultsIn, gradeLine } = await import('#app/usecases/questions/grade-line.server.ts');
  const { formatFault } = await import('#app/usecases/content/describe-fault.server.ts');
  let line = 0;
  let refused = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    if (text.trim() === '') continue;
    const outcome = gradeLine(text, line);
    if ('graded' in outcome) {
      await print(JSON.stringify(outcome.graded));
      continue;
    }
    refused += 1;
    for (const fault of faultsIn(file, outcome.faults)) say(formatFault(fault, { language, folder: '' }));
  }
  if (refused === 0) return;
  throw new CommandFailure(
    'refused',
    language === 'en' ? `${refused} of ${line} lines were not graded` : `${line}行中有${refused}行没有评分`,
  );
}

/** A file line by line: any number of them in the memory of one. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  try {
    let first = true;
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield first ? text.replace(/^\ufeff/, '') : text;
      first = false;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR') throw new CommandFailure('usage', `there is no file ${file}`);
    throw error;
  }
}
