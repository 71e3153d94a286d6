import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { type Command, InvalidArgumentError } from 'commander';
import { dayOf, isDay } from '#app/domain/kernel/instant.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { buildOrganisation } from '#app/domain/people/organisation.ts';
import { ROSTER_FIELDS, type RosterField } from '#app/domain/people/roster/fields.ts';
import { openRoster } from '#app/platform/roster/open-roster.server.ts';
import { describeUnreadable } from '#app/platform/roster/words-of.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { createUnit } from '#app/usecases/people/create-unit.server.ts';
import { beginApply } from '#app/usecases/roster/begin-apply.server.ts';
import { discardRoster } from '#app/usecases/roster/discard-roster.server.ts';
import { findOwnImport } from '#app/usecases/roster/own-import.server.ts';
import { type RosterView, readRoster } from '#app/usecases/roster/read-roster.server.ts';
import { type RosterSource, type UnreadableReason, UnreadableRoster } from '#app/usecases/roster/roster-source.ts';
import { stageRoster } from '#app/usecases/roster/stage-roster.server.ts';
import { workRoster } from '#app/usecases/roster/work-roster.server.ts';
import { listUnitsOn } from '#db/stores/organisation.ts';
import {
  CommandFailure,
  type LanguageChoice,
  languageOf,
  languageOption,
  print,
  say,
  withContext,
} from '../command-line.ts';
import { printDifference, reportOf } from '../roster-report.ts';
import { ROSTER_WORDS } from '../roster-words.ts';
import { describeSystemFault } from '../system-faults.ts';

type Options = LanguageChoice & {
  readonly dryRun: boolean;
  readonly complete?: string;
  readonly top?: string;
  readonly topName?: string;
  readonly effective?: string;
  readonly map: readonly { field: RosterField; heading: string }[];
  readonly sheet?: string;
  readonly skipRefused: boolean;
  readonly rename: boolean;
  readonly confirmLeavers?: number;
  readonly json: boolean;
};

/** Between batches, so that a server beside us gets the database's one writer too. */
const PAUSE_MS = 4;

/** `xk roster import`: the file's difference, and what it says applied. */
export function register(program: Command): void {
  const roster = program.command('roster').description('the roster of the personnel system');
  roster
    .command('import')
    .description('compare a roster (CSV or XLSX) with what is there and apply it; prints the difference')
    .argument('<file>', 'CSV (UTF-8, GB18030, UTF-16; comma, semicolon or tab) or XLSX')
    .option('--dry-run', 'print the difference and change nothing', false)
    .option('--complete <unit code>', 'the file is the complete roster of this unit and below: who is missing leaves')
    .option('--top <unit code>', 'below which unit those without a parent of their own come')
    .option('--top-name <name>', 'makes the unit of --top as the root of an installation that has none')
    .option(
      '--effective <day>',
      'first day for rows without a date of their own, as 2026-11-20 (default today)',
      parseDay,
    )
    .option('--map <field=heading>', `a column by its heading; fields: ${ROSTER_FIELDS.join(' ')}`, parseMap, [])
    .option(
      '--sheet <name>',
      'sheet of a workbook (default: the one whose headings are those of a roster; asked for when several are or none is)',
    )
    .option('--skip-refused', 'apply the good rows although others are refused; else one stops the file', false)
    .option('--rename', 'give units with another name in the file that name', false)
    .option(
      '--confirm-leavers <n>',
      'how many leave, asked for when they are more than a tenth (10 at least)',
      parseCount,
    )
    .option('--json', 'print the report as JSON', false)
    .addOption(languageOption())
    .addHelpText('after', '\nRefused rows stop the whole file (exit 1) unless --skip-refused is given.')
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  // Garbage is collected at half the size that V8 would let it reach: a hundred thousand rows cost time here, not memory.
  setFlagsFromString('--optimize-for-size');
  const language = languageOf(options);
  const words = ROSTER_WORDS[language];
  await withContext(async (context) => {
    const source = await open(file, options, language);
    const importId = await stage(context, { source, options, language });
    const actor = systemActor('xk');
    await follow(context, { importId, language });
    const read = await readRoster(context, actor, importId);
    if (!read.ok) throw new Error(`roster ${importId} is gone`);
    const compared = read.value;
    if (!options.json) await printDifference(context, { view: compared, language });
    if (options.dryRun) {
      await discardRoster(context, actor, { importId });
      if (options.json) await print(JSON.stringify(await reportOf(context, { view: compared, language }), null, 2));
      if (compared.counts.kinds.refused > 0)
        throw new CommandFailure('refused', words.refusedRows(compared.counts.kinds.refused));
      return;
    }
    const begun = await beginApply(context, actor, {
      importId,
      skipRefused: options.skipRefused,
      confirmedLeavers: options.confirmLeavers ?? null,
      renameUnitIds: options.rename ? 'all' : [],
    });
    if (!begun.ok) {
      const report = options.json ? await reportOf(context, { view: compared, language }) : null;
      await discardRoster(context, actor, { importId });
      if (report) await print(JSON.stringify({ ...report, refusal: begun.code }, null, 2));
      throw new CommandFailure('refused', sentenceOf({ code: begun.code, view: compared, language }));
    }
    await follow(context, { importId, language });
    const done = await readRoster(context, actor, importId);
    if (!done.ok) throw new Error(`roster ${importId} is gone`);
    const { counts } = done.value;
    if (options.json) await print(JSON.stringify(await reportOf(context, { view: done.value, language }), null, 2));
    say(
      compared.changes === 0
        ? words.nothing
        : words.applied({
            people: sum(counts.applied ?? {}),
            units: counts.newUnits,
            renamed: counts.renamed ?? 0,
          }),
    );
    if (counts.overtaken) throw new CommandFailure('refused', words.overtaken(counts.overtaken));
  });
}

async function open(file: string, { sheet }: Options, language: Language): Promise<RosterSource> {
  try {
    return await openRoster({ file, fileName: path.basename(file), sheet: sheet ?? null });
  } catch (error) {
    if (error instanceof UnreadableRoster) throw new CommandFailure('refused', describeUnreadable(error, language));
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'EISDIR'].includes(String(error.code)))
      throw new CommandFailure('usage', describeSystemFault(error, { language }) ?? ROSTER_WORDS[language].wrong(file));
    throw error;
  }
}

async function stage(
  context: Context,
  { source, options, language }: { source: RosterSource; options: Options; language: Language },
): Promise<string> {
  const actor = systemActor('xk');
  const words = ROSTER_WORDS[language];
  const today = dayOf(context.clock.now(), context.zone);
  const unitOf = async (code: string | undefined) => {
    if (code === undefined) return null;
    const unit = (await listUnitsOn(context.database.read, today)).find((each) => each.code === code);
    if (!unit) throw new CommandFailure('usage', words.noUnit(code));
    return unit.id;
  };
  if (options.topName !== undefined) {
    if (options.top === undefined) throw new CommandFailure('usage', words.nameNeedsTop);
    const { roots } = buildOrganisation(await listUnitsOn(context.database.read, today));
    if (roots.length > 0) throw new CommandFailure('usage', words.nameWithUnits);
    if (options.dryRun) throw new CommandFailure('usage', words.nameNotDry);
    const validFrom = options.effective !== undefined && options.effective < today ? options.effective : today;
    const made = await createUnit(context, actor, {
      code: options.top,
      name: options.topName,
      parentId: null,
      validFrom,
    });
    if (!made.ok) throw new CommandFailure('refused', words.refused(made.code));
  }
  const staged = await stageRoster(
    context,
    actor,
    {
      source,
      effectiveFrom: options.effective ?? null,
      completeUnitId: await unitOf(options.complete),
      topUnitId: await unitOf(options.top),
      sheet: options.sheet ?? null,
      columns: options.map,
    },
    (rows) => showProgress(`${words.step.read}  ${words.rows(rows)}`),
  );
  clearProgress();
  if (!staged.ok) {
    const { detail = {} } = staged;
    if (staged.code === 'roster-unreadable')
      throw new CommandFailure(
        'refused',
        describeUnreadable({ reason: detail.reason as UnreadableReason, fact: String(detail.fact) }, language),
      );
    if (staged.code === 'invalid-input' && detail.field === 'columns')
      throw new CommandFailure('usage', words.noColumn(String(detail.heading)));
    throw new CommandFailure('usage', words.wrong(`${staged.code} ${JSON.stringify(detail)}`));
  }
  const { importId, missing } = staged.value;
  if (missing.length > 0) {
    const found = await findOwnImport(context, actor, importId);
    await discardRoster(context, actor, { importId });
    throw new CommandFailure(
      'usage',
      words.unknownColumns(missing.join(', '), found?.mapping.headings.join(', ') ?? ''),
    );
  }
  return importId;
}

/** Works at the import until it is done; when a server has it in hand, waits for it. */
async function follow(
  context: Context,
  { importId, language }: { importId: string; language: Language },
): Promise<void> {
  const { step: steps } = ROSTER_WORDS[language];
  const owner = randomUUID();
  const actor = systemActor('xk');
  for (;;) {
    const found = await findOwnImport(context, actor, importId);
    if (found?.status !== 'reading' && found?.status !== 'applying') break;
    const worked = await workRoster(context, {
      importId,
      owner,
      pause: () => wait(PAUSE_MS),
      onProgress: ({ step, rows, total }) =>
        showProgress(`${step === 'compare' ? steps.compare : steps.apply}  ${bar(rows, total)}  ${rows}/${total}`),
    });
    if (!worked) await wait(500);
  }
  clearProgress();
}

const bar = (done: number, total: number) => {
  const filled = total === 0 ? 30 : Math.min(30, Math.round((done / total) * 30));
  return `[${'#'.repeat(filled)}${'.'.repeat(30 - filled)}]`;
};
const showProgress = (text: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
};
const clearProgress = () => {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
};

function sentenceOf({ code, view, language }: { code: string; view: RosterView; language: Language }): string {
  const words = ROSTER_WORDS[language];
  const { kinds, leavers, serving } = view.counts;
  switch (code) {
    case 'rows-refused':
      return words.rowsRefused(kinds.refused);
    case 'leavers-unconfirmed':
      return words.leavers(leavers, serving);
    case 'import-running':
      return words.running;
    default:
      return words.refused(code);
  }
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, count) => all + count, 0);

function parseDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('a day is written as 2026-11-20.');
  return text;
}

function parseCount(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('a number of people.');
  return Number(text);
}

function parseMap(
  text: string,
  before: readonly { field: RosterField; heading: string }[],
): readonly { field: RosterField; heading: string }[] {
  const at = text.indexOf('=');
  const field = ROSTER_FIELDS.find((known) => known === text.slice(0, at));
  if (!field || at === text.length - 1)
    throw new InvalidArgumentError(`field=heading, with a field of ${ROSTER_FIELDS.join(' ')}.`);
  return [...before, { field, heading: text.slice(at + 1) }];
}
