import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditEntry } from '#app/domain/audit/chain.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { type AuditCursor, listAuditOutcomes, pageAuditEntriesUpwards } from '#db/stores/audit.ts';
import { recordAudit } from './record.server.ts';
import { filterOf, isUnclear, type LogQuery, meaningsOf, toldFilter } from './search-log.server.ts';

const PAGE = 1_000;

export type LogExport = {
  /** Everything that the filter found when the export began, oldest first, in pages. */
  readonly pages: AsyncGenerator<readonly AuditEntry[]>;
  /** Puts on record what was handed out; `whole` is false when the reader went away before the end. */
  readonly finish: (told: { rows: number; bytes: number; sha256: string; whole: boolean }) => Promise<void>;
};

/**
 * Hands out what a filter finds. That somebody took it along is on record before the first entry goes out, what they
 * got once it has. Memory does not grow with the log.
 */
export async function exportLog(
  context: Context,
  actor: Actor,
  { query, format }: { query: LogQuery; format: string },
): Promise<Result<LogExport, 'forbidden' | 'invalid-input'>> {
  if (!can({ actor, action: 'audit.export' })) return refuse('forbidden');
  const { read } = context.database;
  const meant = await meaningsOf(read, query);
  if (isUnclear(meant)) return refuse('invalid-input', { errors: ['who'] });
  const found = await filterOf(context, { query, meant, outcomes: await listAuditOutcomes(read) });
  // What comes in meanwhile, the entry of this export first of all, is not part of it.
  const now = context.clock.now();
  const filter = { ...found, before: Math.min(found.before ?? now, now) };
  const id = newId(context, 'aud');
  const told = Object.fromEntries(Object.entries(toldFilter(query, found)).filter(([, value]) => value !== null));
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      { stream: 'system', action: 'audit.export', subject: { kind: 'log', id }, detail: { filter: told, format } },
    ),
  );
  async function* pages() {
    for (let after: AuditCursor | null = null; ; ) {
      const page: AuditEntry[] = await pageAuditEntriesUpwards(read, { filter, after, limit: PAGE });
      const last = page.at(-1);
      if (!last) return;
      yield page;
      if (page.length < PAGE) return;
      after = last;
      await nextTurn();
    }
  }
  return ok({
    pages: pages(),
    finish: ({ whole, ...sums }) =>
      context.database.transaction((tx) =>
        recordAudit(
          { tx, context, actor },
          {
            stream: 'system',
            action: 'audit.export-end',
            subject: { kind: 'log', id },
            outcome: whole ? 'done' : 'interrupted',
            detail: sums,
          },
        ),
      ),
  });
}
