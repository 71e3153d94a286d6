import { purgedRows } from '#app/platform/metrics.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { applyRetention, recordRetention } from '#app/usecases/operation/apply-retention.server.ts';

/** One run after another of what deletes; counts what went until it can be put on record. */
export function makeRetentionJob(context: Context): () => Promise<void> {
  let waiting: Record<string, number> = {};
  return async () => {
    for (const [what, rows] of Object.entries(await applyRetention(context))) {
      if (rows === 0) continue;
      purgedRows.inc({ what }, rows);
      waiting[what] = (waiting[what] ?? 0) + rows;
    }
    if (Object.keys(waiting).length === 0) return;
    if (await recordRetention(context, waiting)) {
      context.log.info({ purged: waiting }, 'deleted what nobody can use any more');
      waiting = {};
    }
  };
}
