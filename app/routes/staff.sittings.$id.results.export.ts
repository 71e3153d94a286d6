import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import { toIsoInZone } from '#app/domain/kernel/instant.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { fileResponse, makeTableFile, TABLE_FORMATS } from '#app/platform/export/table-file.server.ts';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { parseResultQuery } from '#app/platform/http/result-query.server.ts';
import { serverWords } from '#app/ui/words/all.ts';
import { exportResults } from '#app/usecases/exam-office/export-results.server.ts';

/** The file of the candidates that the results page shows under the same filter, in the reader's language. */
export const loader = pageLoader('sitting.results', async ({ context, actor, params, url, request, language }) => {
  const format = TABLE_FORMATS.find((known) => known === (url.searchParams.get('format') ?? 'csv'));
  if (!format) return problem(request, 'invalid-input', { errors: ['format: csv | xlsx'] });
  const { office, certificate } = serverWords(language);
  const words = office.results;
  const columns = [
    { heading: words.employeeNo, width: 14, holds: 'text' },
    { heading: words.name, width: 14, holds: 'text' },
    { heading: words.unit, width: 28, holds: 'text' },
    { heading: words.attempts, width: 8, holds: 'integer' },
    { heading: words.state, width: 12, holds: 'text' },
    { heading: words.ended, width: 26, holds: 'text' },
    { heading: words.score, width: 10, holds: 'decimal' },
    { heading: words.maxScore, width: 10, holds: 'decimal' },
    { heading: words.grade, width: 12, holds: 'text' },
    { heading: words.passed, width: 10, holds: 'text' },
    { heading: words.certificate, width: 26, holds: 'text' },
    { heading: words.certificateStatus, width: 12, holds: 'text' },
  ] as const;
  const marks = (value: number | null) => (value === null ? null : formatHundredths(value));
  const exported = await exportResults(context, actor, {
    sittingId: params.id ?? '',
    filter: parseResultQuery(url.searchParams),
    write: ({ sitting, rows }) =>
      makeTableFile({
        format,
        sheetName: sitting.code.slice(0, 31),
        columns,
        rows: rows.map((row) => [
          row.employeeNo,
          row.name,
          row.unitName,
          String(row.attempts),
          words.states[row.state],
          row.endedAt === null ? null : toIsoInZone(row.endedAt, context.zone),
          marks(row.score),
          marks(row.maxScore),
          row.grade && pickText(row.grade, language).text,
          row.passed === null ? null : row.passed ? words.yes : words.no,
          row.certificate?.number ?? null,
          row.certificate && certificate.status[row.certificate.status],
        ]),
      }),
  });
  if (!exported.ok) return problem(request, exported.code, exported.detail);
  const { file, code } = exported.value;
  return fileResponse(file, `results-${code}`);
});
