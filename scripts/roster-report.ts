import type { Language } from '#app/domain/kernel/local-text.ts';
import { describeRosterFault } from '#app/platform/roster/words-of.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { findOwnImport } from '#app/usecases/roster/own-import.server.ts';
import { eachRow, type RosterRowView, type RosterView } from '#app/usecases/roster/read-roster.server.ts';
import { print } from './command-line.ts';
import { ROSTER_WORDS } from './roster-words.ts';

const MOST_ROWS = 1_000;

/** Prints what the file would change: counts, new units, and the rows that are not as they were. */
export async function printDifference(
  context: Context,
  { view, language }: { view: RosterView; language: Language },
): Promise<void> {
  const { counts } = view;
  const words = ROSTER_WORDS[language];
  const lines = [
    words.head({
      file: view.fileName,
      rows: counts.fileRows,
      encoding: view.encoding,
      effectiveFrom: view.effectiveFrom,
    }),
    ...Object.entries(counts.kinds).map(
      ([kind, count]) => `  ${words.kinds[kind as RosterRowView['kind']]}${String(count).padStart(8)}`,
    ),
    ...(counts.newUnits > 0 ? [words.newUnits(counts.newUnits)] : []),
    ...view.newUnits.map(
      ({ code, name, parentName }) => `  + ${code} ${name}${parentName === '' ? '' : words.below(parentName)}`,
    ),
    ...(view.renamings.length > 0 ? ['units with another name in the file (--rename gives it to them):'] : []),
    ...view.renamings.map(({ from, to }) => `  ~ ${from} → ${to}`),
    ...(view.elsewhere.length > 0 ? [words.elsewhere] : []),
    ...view.elsewhere.map(({ name, parentCode }) => `  ! ${name}: ${parentCode}`),
  ];
  await print(lines.join('\n'));
  const found = await findOwnImport(context, systemActor('xk'), view.id);
  if (!found) return;
  let shown = 0;
  for await (const { views } of eachRow(context, found, ['new', 'moved', 'changed', 'left', 'returned', 'refused'])) {
    const room = MOST_ROWS - shown;
    if (room <= 0) break;
    await print(
      views
        .slice(0, room)
        .map((row) => lineOf(row, language))
        .join('\n'),
    );
    shown += Math.min(room, views.length);
  }
  const rest = view.changes + counts.kinds.refused - shown;
  if (rest > 0) await print(words.more(rest));
}

const MARK = { new: '+', moved: '>', changed: '~', left: '-', returned: '<', refused: '✗', unchanged: ' ' } as const;

function lineOf(row: RosterRowView, language: Language): string {
  const words = ROSTER_WORDS[language];
  const who = `${MARK[row.kind]} ${row.line === 0 ? words.missing : words.row(row.line)}  ${row.employeeNo || '?'} ${row.name}`;
  if (row.kind === 'refused')
    return row.faults
      .filter(({ level }) => level === 'fault')
      .map((fault) => {
        const { why, todo } = describeRosterFault(fault, language);
        const place = [fault.heading ?? '', fault.text === '' ? '' : `“${fault.text}”`].filter(Boolean).join(' ');
        return `${who}  ${place === '' ? '' : `${place}${words.colon}`}${why} → ${todo}`;
      })
      .join('\n');
  if (row.kind === 'left') return `${who}  ${words.leaves(row.unitName, row.day ?? '')}`;
  const changes = row.changes.map(({ before, after }) => (before === '' ? after : `${before} → ${after}`));
  return `${who}  ${changes.join(words.semicolon)}${row.day === null ? '' : words.from(row.day)}`;
}

/** The same as data, with every refused row. */
export async function reportOf(context: Context, { view, language }: { view: RosterView; language: Language }) {
  const found = await findOwnImport(context, systemActor('xk'), view.id);
  const refused: object[] = [];
  if (found)
    for await (const { views } of eachRow(context, found, ['refused']))
      for (const { line, employeeNo, name, faults } of views)
        refused.push({
          line,
          employeeNo,
          name,
          faults: faults
            .filter(({ level }) => level === 'fault')
            .map((fault) => ({
              code: fault.code,
              column: fault.heading,
              text: fault.text,
              ...describeRosterFault(fault, language),
            })),
        });
  const { counts } = view;
  return {
    importId: view.id,
    file: view.fileName,
    sha256: view.fileHash,
    encoding: view.encoding,
    effectiveFrom: view.effectiveFrom,
    status: view.status,
    rows: counts.fileRows,
    kinds: counts.kinds,
    faults: counts.faults,
    newUnits: view.newUnits,
    renamings: view.renamings,
    leavers: counts.leavers,
    serving: counts.serving,
    applied: counts.applied ?? null,
    overtaken: counts.overtaken ?? 0,
    refused,
  };
}
