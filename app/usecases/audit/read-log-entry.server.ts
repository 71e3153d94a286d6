import { GENESIS_HASH, hashAuditEntry } from '#app/domain/audit/chain.ts';
import { entryIdOf, parseEntryId } from '#app/domain/audit/entry-id.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findAuditEntry, findAuditHead } from '#db/stores/audit.ts';
import { listPersonNames } from '#db/stores/people.ts';
import { type LogRow, nameLogRows } from './log-row.server.ts';
import { recordAudit } from './record.server.ts';
import { readUnitNames } from './unit-names.server.ts';

export type LogEntry = {
  readonly row: LogRow;
  readonly detail: Json;
  /** Names of the people and units that the detail mentions by id, as they were called then. */
  readonly names: Readonly<Record<string, string>>;
  readonly hash: string;
  readonly prevHash: string;
  readonly chain: {
    /** How long the chain is now, and up to where an anchor signed it. */
    readonly length: number;
    readonly anchoredTo: number;
    readonly previous: string | null;
    readonly next: string | null;
    /** Whether this entry is what was recorded and follows the one before it. */
    readonly sound: boolean;
  };
};

/** One entry with its place in the chain. The look itself goes on record. */
export async function readLogEntry(
  context: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<Result<LogEntry, 'not-found'>> {
  const { read } = context.database;
  const place = parseEntryId(id);
  const entry = place && (await findAuditEntry(read, place));
  if (!entry) return refuse('not-found');
  const { stream, n, detail, hash, prevHash } = entry;
  const head = await findAuditHead(read, stream);
  const previous = n > 1 ? await findAuditEntry(read, { stream, n: n - 1 }) : null;
  const next = await findAuditEntry(read, { stream, n: n + 1 });
  const before = n === 1 ? GENESIS_HASH : previous?.hash;
  const [row] = await nameLogRows(read, { entries: [entry], zone: context.zone });
  if (!row) return refuse('not-found');
  const found: LogEntry = {
    row,
    detail,
    names: await namesIn(read, { detail, day: dayOf(entry.at, context.zone) }),
    hash,
    prevHash,
    chain: {
      length: head?.n ?? 0,
      anchoredTo: head?.anchoredN ?? 0,
      previous: previous && entryIdOf(previous),
      next: next && entryIdOf(next),
      sound: hashAuditEntry(entry) === hash && prevHash === before,
    },
  };
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      { stream: 'system', action: 'audit.view-entry', subject: { kind: 'audit-entry', id: row.id } },
    ),
  );
  return ok(found);
}

async function namesIn(handle: Handle, { detail, day }: { detail: Json; day: string }) {
  const texts = [...listTexts(detail)];
  const unitIds = texts.filter((text) => text.startsWith('org_'));
  const names = await listPersonNames(
    handle,
    texts.filter((text) => text.startsWith('per_')),
  );
  const nameOn = await readUnitNames(handle, unitIds);
  for (const unitId of unitIds) {
    const name = nameOn(unitId, day);
    if (name !== null) names.set(unitId, name);
  }
  return Object.fromEntries(names);
}

/** Every text that stands in a value, once. */
function listTexts(value: Json, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) listTexts(part, found);
  return found;
}
