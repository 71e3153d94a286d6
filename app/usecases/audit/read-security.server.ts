import { entryIdOf, parseEntryId } from '#app/domain/audit/entry-id.ts';
import {
  SECURITY_KINDS,
  SECURITY_RULES,
  type SecurityKind,
  type SecurityRule,
} from '#app/domain/audit/security-events.ts';
import { addDays, type Day, dayOf, startOfDay } from '#app/domain/kernel/instant.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { type ActFilter, countActs, findAuditEntry, listActs } from '#db/stores/audit.ts';
import { type LogRow, nameLogRows } from './log-row.server.ts';
import { recordLook } from './search-log.server.ts';

/** Counts and entries go back so many days, today included. */
export const SECURITY_DAYS = 30;
const PAGE_SIZE = 50;
/** Days begin at a quarter of an hour in every zone. */
const SPAN_MS = 15 * 60_000;

export type SecurityView = {
  readonly days: readonly Day[];
  /** How many entries of each kind there were on each of `days`. */
  readonly counts: readonly {
    readonly kind: SecurityKind;
    readonly alarming: boolean;
    readonly byDay: readonly number[];
    readonly total: number;
  }[];
  readonly rows: readonly (LogRow & { readonly kind: SecurityKind; readonly times: number })[];
  /** The address of the next page; null at the end. */
  readonly older: string | null;
};

const spanOf = (context: Context) => {
  const today = dayOf(context.clock.now(), context.zone);
  const first = addDays(today, 1 - SECURITY_DAYS);
  const days = Array.from({ length: SECURITY_DAYS }, (_, i) => addDays(first, i));
  return {
    days,
    from: startOfDay(first, context.zone),
    before: startOfDay(addDays(today, 1), context.zone),
  };
};

/** What stands out in the log: counts by kind and day, and the entries themselves, newest first. */
export async function readSecurity(
  context: Context,
  actor: Actor,
  { kind, day, after }: { kind: SecurityKind | null; day: Day | null; after: string | null },
): Promise<SecurityView> {
  if (!can({ actor, action: 'security.view' })) return { days: [], counts: [], rows: [], older: null };
  const { read } = context.database;
  const { days, from, before } = spanOf(context);
  const counts = [];
  for (const rule of SECURITY_RULES) {
    const spans = await countActs(read, { filter: { ...rule, from, before }, spanMs: SPAN_MS });
    const byDay = new Map<Day, number>();
    for (const { span, total } of spans) {
      const of = dayOf(span * SPAN_MS, context.zone);
      byDay.set(of, (byDay.get(of) ?? 0) + total);
    }
    counts.push({
      kind: rule.kind,
      alarming: rule.alarming,
      byDay: days.map((each) => byDay.get(each) ?? 0),
      total: spans.reduce((sum, { total }) => sum + total, 0),
    });
  }
  const chosen = day !== null && days.includes(day) ? day : null;
  const rows = await readRows(read, {
    rules: SECURITY_RULES.filter((rule) => kind === null || rule.kind === kind),
    from: chosen === null ? from : startOfDay(chosen, context.zone),
    before: chosen === null ? before : startOfDay(addDays(chosen, 1), context.zone),
    after,
    zone: context.zone,
  });
  await recordLook(context, actor, {
    action: 'audit.view-security',
    filter: { kind, from: chosen },
    found: rows.rows.length,
    first: after === null,
  });
  return { days, counts, ...rows };
}

async function readRows(
  read: Handle,
  {
    rules,
    from,
    before,
    after,
    zone,
  }: {
    rules: readonly SecurityRule[];
    from: number;
    before: number;
    after: string | null;
    zone: string;
  },
): Promise<Pick<SecurityView, 'rows' | 'older'>> {
  const place = parseEntryId(after ?? '');
  const cursor = place && (await findAuditEntry(read, place));
  const found = [];
  for (const rule of rules) {
    const filter: ActFilter = { ...rule, from, before };
    const entries = await listActs(read, { filter, after: cursor, limit: PAGE_SIZE + 1 });
    found.push(...entries.map((entry) => ({ entry, kind: rule.kind })));
  }
  found.sort(
    ({ entry: a }, { entry: b }) => b.at - a.at || (a.stream < b.stream ? 1 : a.stream > b.stream ? -1 : b.n - a.n),
  );
  const shown = found.slice(0, PAGE_SIZE);
  const named = await nameLogRows(read, { entries: shown.map(({ entry }) => entry), zone });
  const last = shown.at(-1);
  return {
    rows: named.map((row, i) => {
      const { times } = (shown[i]?.entry.detail ?? {}) as { times?: unknown };
      return {
        ...row,
        kind: shown[i]?.kind ?? SECURITY_KINDS[0] ?? 'lockout',
        times: typeof times === 'number' ? times : 1,
      };
    }),
    older: last && found.length > PAGE_SIZE ? entryIdOf(last.entry) : null,
  };
}

/** How many alarming things there were within so many days. */
export async function countAlarms(context: Context, { days }: { days: number }): Promise<number> {
  const now = context.clock.now();
  const from = now - days * 86_400_000;
  let total = 0;
  for (const rule of SECURITY_RULES.filter(({ alarming }) => alarming)) {
    const spans = await countActs(context.database.read, {
      filter: { ...rule, from, before: now + 1 },
      spanMs: SPAN_MS,
    });
    total += spans.reduce((sum, span) => sum + span.total, 0);
  }
  return total;
}
