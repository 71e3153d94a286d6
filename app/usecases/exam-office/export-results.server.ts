import { ok, type Result } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { type ResultFilter, readResults, type SittingResults } from './read-results.server.ts';

/**
 * The results of a sitting as a file: exactly the candidates that the filter finds, in its order. Who took it, with how
 * many rows and the file's hash, is recorded before it is handed out.
 */
export async function exportResults<File extends { readonly format: string; readonly sha256: string }>(
  context: Context,
  actor: Actor,
  {
    sittingId,
    filter,
    write,
  }: { sittingId: string; filter: ResultFilter; write: (results: SittingResults) => Promise<File> },
): Promise<Result<{ file: File; code: string }, 'not-found'>> {
  const results = await readResults(context, actor, { sittingId, filter });
  if (!results.ok) return results;
  const file = await write(results.value);
  const { format, sha256 } = file;
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      {
        stream: `sitting:${sittingId}`,
        action: 'sitting.export-results',
        subject: { kind: 'sitting', id: sittingId },
        detail: { format, filter: { ...filter }, rows: results.value.rows.length, sha256 },
      },
    ),
  );
  return ok({ file, code: results.value.sitting.code });
}
