import { and, count, eq, sql } from 'drizzle-orm';
import type { UnitTally } from '#app/domain/appraisal/unit-totals.ts';
import type { Handle } from '#db/open.server.ts';
import { isOneOf } from './read-rows.ts';

/** What the current records of each unit add up to, by rating, in one walk over the year. */
export async function tallyUnits(
  handle: Handle,
  { year, unitIds }: { year: number; unitIds: readonly string[] | null },
): Promise<UnitTally[]> {
  if (unitIds?.length === 0) return [];
  const { appraisalCurrent: current, appraisalRecord: record } = handle.tables;
  const entries =
    handle.dialect === 'sqlite'
      ? sql`json_extract(${record.sources}, '$.hours.entries')`
      : sql`(${record.sources} -> 'hours' ->> 'entries')::int`;
  const known = sql`${record.score} is not null and ${record.maxScore} > 0`;
  const rows = await handle.db
    .select({
      unitId: current.unitId,
      suggestedRating: record.suggestedRating,
      records: count(),
      certified: sql<number>`sum(case when ${record.certificateStatus} = 'valid' then 1 else 0 end)`,
      withHours: sql<number>`sum(case when ${entries} > 0 then 1 else 0 end)`,
      hours: sql<number>`sum(case when ${entries} > 0 then ${record.hoursEarned} else 0 end)`,
      scored: sql<number>`sum(case when ${known} then 1 else 0 end)`,
      percents: sql<number>`sum(case when ${known} then ${record.score} * 10000 / ${record.maxScore} else 0 end)`,
    })
    .from(current)
    .innerJoin(record, eq(record.id, current.recordId))
    .where(
      and(
        eq(current.year, year),
        eq(current.withdrawn, false),
        unitIds === null ? undefined : isOneOf(handle, current.unitId, unitIds),
      ),
    )
    .groupBy(current.unitId, record.suggestedRating);
  return rows.map((row) => ({
    unitId: row.unitId,
    suggestedRating: row.suggestedRating,
    records: Number(row.records),
    certified: Number(row.certified),
    withHours: Number(row.withHours),
    hours: Number(row.hours),
    scored: Number(row.scored),
    percents: Number(row.percents),
  }));
}
