import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { AuditEntry } from '#app/domain/audit/chain.ts';
import type { Handle, Tables } from '#db/open.server.ts';

/** Tables whose rows the log tells of one by one. */
export type AuditedTable =
  | 'attempt'
  | 'grade'
  | 'certificate'
  | 'certificateEvent'
  | 'sittingEvent'
  | 'roleGrant'
  | 'hoursEntry'
  | 'apiToken'
  | 'setting';
export type AuditedRow<T extends AuditedTable> = Tables[T]['$inferSelect'];

/** Rows by their ids, in no order. */
export async function listRows<T extends AuditedTable>(
  { db, tables }: Handle,
  name: T,
  ids: readonly string[],
): Promise<AuditedRow<T>[]> {
  if (ids.length === 0) return [];
  const table = tables[name] as Tables['attempt'];
  const rows = await db
    .select()
    .from(table)
    .where(inArray(table.id, [...new Set(ids)]));
  return rows as unknown as AuditedRow<T>[];
}

/** Rows by id, after one. */
export async function pageRows<T extends AuditedTable>(
  { db, tables }: Handle,
  name: T,
  { after, limit }: { after: string; limit: number },
): Promise<AuditedRow<T>[]> {
  const table = tables[name] as Tables['attempt'];
  const rows = await db.select().from(table).where(gt(table.id, after)).orderBy(asc(table.id)).limit(limit);
  return rows as unknown as AuditedRow<T>[];
}

/** What was done, in these ways, to these subjects, oldest first within a stream. */
export async function listEntriesAbout(
  { db, tables: { auditEntry } }: Handle,
  { subjectIds, actions }: { subjectIds: readonly string[]; actions: readonly string[] },
): Promise<Pick<AuditEntry, 'stream' | 'n' | 'at' | 'actorId' | 'action' | 'subjectId' | 'detail'>[]> {
  if (subjectIds.length === 0) return [];
  // The empty text keeps an engine from going by the action, of which there may be a million, instead of the subject.
  const list = sql.join(
    actions.map((action) => sql`${action}`),
    sql`, `,
  );
  return db
    .select({
      stream: auditEntry.stream,
      n: auditEntry.n,
      at: auditEntry.at,
      actorId: auditEntry.actorId,
      action: auditEntry.action,
      subjectId: auditEntry.subjectId,
      detail: auditEntry.detail,
    })
    .from(auditEntry)
    .where(
      and(
        inArray(auditEntry.subjectId, [...new Set(subjectIds)]),
        sql`(${auditEntry.action} || '') IN (${list})`,
        eq(sql`(${auditEntry.outcome} || '')`, 'done'),
      ),
    )
    .orderBy(asc(auditEntry.stream), asc(auditEntry.n));
}

/** The codes of units, by id. */
export async function listUnitCodes(
  { db, tables: { orgUnit } }: Handle,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: orgUnit.id, code: orgUnit.code })
    .from(orgUnit)
    .where(inArray(orgUnit.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/** Sittings whose own stream of the log is not there, the first few. */
export async function listSittingsWithoutStream(
  { db, tables: { sitting, auditHead } }: Handle,
  { limit }: { limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: sitting.id })
    .from(sitting)
    .leftJoin(auditHead, eq(auditHead.stream, sql`'sitting:' || ${sitting.id}`))
    .where(isNull(auditHead.stream))
    .orderBy(asc(sitting.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Every version with its document, by the version's id, after one. `isInForce`: its document names it as such. */
export async function pageVersions(
  { db, tables: { document, documentVersion } }: Handle,
  { after, limit }: { after: string; limit: number },
) {
  const rows = await db
    .select({
      id: documentVersion.id,
      kind: document.kind,
      code: document.code,
      number: documentVersion.number,
      status: documentVersion.status,
      body: documentVersion.body,
      hash: documentVersion.hash,
      publishedAt: documentVersion.publishedAt,
      inForceId: document.publishedVersionId,
    })
    .from(documentVersion)
    .innerJoin(document, eq(document.id, documentVersion.documentId))
    .where(gt(documentVersion.id, after))
    .orderBy(asc(documentVersion.id))
    .limit(limit);
  return rows.map(({ inForceId, ...row }) => ({ ...row, isInForce: inForceId === row.id }));
}
