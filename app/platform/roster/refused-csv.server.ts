import { toCsvLine, toCsvText } from '#app/domain/appraisal/export-columns.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { serverWords } from '#app/ui/words/all.ts';
import type { Context } from '#app/usecases/context.ts';
import { eachRow } from '#app/usecases/roster/read-roster.server.ts';
import type { RosterImport } from '#app/usecases/roster/roster-state.ts';
import { describeRosterFault } from './words-of.server.ts';

/** Every refused row with its reasons, one line per reason, as a file that a spreadsheet opens. */
export async function* writeRefusedCsv(
  context: Context,
  found: RosterImport,
  language: Language,
): AsyncIterable<string> {
  const { csv, field } = serverWords(language).roster;
  yield `\ufeff${toCsvLine([csv.line, field.employeeNo, field.name, csv.column, csv.text, csv.reason, csv.todo])}`;
  for await (const { views } of eachRow(context, found, ['refused'])) {
    const lines = views.flatMap(({ line, employeeNo, name, faults }) =>
      faults
        .filter(({ level }) => level === 'fault')
        .map((fault) => {
          const { why, todo } = describeRosterFault(fault, language);
          const cells = [employeeNo, name, fault.heading ?? '', fault.text, why, todo].map(toCsvText);
          return toCsvLine([line === 0 ? '' : String(line), ...cells]);
        }),
    );
    if (lines.length > 0) yield lines.join('');
  }
}
