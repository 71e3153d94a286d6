import { rename, rm, stat } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { openContext } from '#app/platform/context.server.ts';
import { CSV_ENCODINGS, openRecordFile, type RecordFileOptions } from '#app/platform/export/record-file.server.ts';
import { EXPORT_FORMATS, exportRecords } from '#app/usecases/appraisal/export-records.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { CommandFailure } from '../command-line.ts';
import { describeSystemFault } from '../system-faults.ts';

type Options = RecordFileOptions & { readonly year: number; readonly out: string };

/** `xk appraisal export`: the file that HR and the personnel system take, written while the server runs. */
export function register(program: Command): void {
  const appraisal =
    program.commands.find((command) => command.name() === 'appraisal') ??
    program.command('appraisal').description('the yearly appraisal file');
  appraisal
    .command('export')
    .description('write the records of a year to a file; prints its SHA-256 as sha256sum does')
    .requiredOption('--year <year>', 'appraisal year, such as 2026', parseYear)
    .addOption(new Option('--format <format>').choices([...EXPORT_FORMATS]).default('csv'))
    .addOption(
      new Option('--encoding <encoding>', 'of CSV')
        .choices([...CSV_ENCODINGS])
        .default('utf-8')
        .argParser(parseEncoding),
    )
    .addOption(new Option('--header <language>', 'headings of CSV and XLSX').choices(['en', 'zh']).default('en'))
    .requiredOption('--out <file>', 'where to write; an existing file is replaced once the new one is whole')
    .action(run);
}

async function run({ year, out, ...options }: Options): Promise<void> {
  // Garbage is collected at half the size that V8 would let it reach: a million rows cost time here, not memory.
  setFlagsFromString('--optimize-for-size');
  const there = await stat(out).catch(() => null);
  // Replacing a device or a folder by a file would take it away from everyone else.
  if (there && !there.isFile())
    throw new CommandFailure('usage', `${out}不是普通文件。请给出文件的路径。\n${out} is no plain file. Name a file.`);
  const { context, close } = await openContext();
  const file = `${out}.part`;
  try {
    const writer = await openRecordFile({ file, ...options });
    const progress = process.stderr.isTTY
      ? (rows: number) => void process.stderr.write(`\r${rows} records`)
      : () => undefined;
    const result = await exportRecords(context, systemActor('xk'), { year, filter: {}, writer, onProgress: progress });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    if (!result.ok) {
      await writer.abandon();
      process.stderr.write(`refused: ${result.code} (year ${year}: only the running year and the one before open)\n`);
      process.exitCode = 1;
      return;
    }
    await rename(file, out);
    process.stderr.write(`${result.value.rows} records, ${result.value.bytes} bytes written to ${out}\n`);
    process.stdout.write(`${result.value.sha256}  ${out}\n`);
  } catch (error) {
    const told = describeSystemFault(error, { asked: out });
    if (told === null) throw error;
    throw new CommandFailure('refused', told);
  } finally {
    await rm(file, { force: true });
    await close();
  }
}

function parseYear(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('a year has four digits.');
  return Number(text);
}

function parseEncoding(text: string): string {
  const plain = text.toLowerCase().replace(/^utf8$/, 'utf-8');
  if (!(CSV_ENCODINGS as readonly string[]).includes(plain))
    throw new InvalidArgumentError(`allowed choices are ${CSV_ENCODINGS.join(', ')}.`);
  return plain;
}
