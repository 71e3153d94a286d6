import { and, eq, exists, lte, or } from 'drizzle-orm';
import type { Handle } from '#db/open.server.ts';
import type { SittingRow } from './exams.ts';
import { isOneOf } from './read-rows.ts';

/**
 * The sittings of some units (null: of all) that are over and have a result, with what says whether it came out: how
 * that is judged is the rule of app/domain/exams/sitting-plan.ts.
 */
export async function listEndedWithResults(
  handle: Handle,
  { unitIds, now }: { unitIds: readonly string[] | null; now: number },
): Promise<Pick<SittingRow, 'opensAt' | 'closesAt' | 'closedAt' | 'release'>[]> {
  if (unitIds?.length === 0) return [];
  const {
    db,
    tables: { sitting, attempt },
  } = handle;
  const graded = db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.sittingId, sitting.id), eq(attempt.status, 'graded')));
  return db
    .select({
      opensAt: sitting.opensAt,
      closesAt: sitting.closesAt,
      closedAt: sitting.closedAt,
      release: sitting.release,
    })
    .from(sitting)
    .where(
      and(
        unitIds === null ? undefined : isOneOf(handle, sitting.unitId, unitIds),
        or(lte(sitting.closesAt, now), lte(sitting.closedAt, now)),
        exists(graded),
      ),
    );
}
