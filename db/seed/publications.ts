import { eq, isNotNull } from 'drizzle-orm';
import type { Database } from '#db/open.server.ts';
import { insertAuditEntry } from '#db/stores/audit.ts';

/** Enters every version that stands there into the log, as publishing them would have: builders leave that out. */
export async function seedPublications(database: Database): Promise<void> {
  const { db, tables } = database.read;
  const { document, documentVersion } = tables;
  const rows = await db
    .select({
      kind: document.kind,
      code: document.code,
      number: documentVersion.number,
      hash: documentVersion.hash,
      inForceId: document.publishedVersionId,
    })
    .from(documentVersion)
    .innerJoin(document, eq(document.id, documentVersion.documentId))
    .where(isNotNull(documentVersion.publishedAt))
    .orderBy(documentVersion.number);
  await database.transaction((tx) =>
    insertAuditEntry(tx, {
      stream: 'content',
      at: 0,
      actorKind: 'system',
      actorId: 'seed',
      address: '',
      action: 'content.import',
      subjectKind: 'manifest',
      subjectId: 'seed',
      outcome: 'done',
      detail: {
        published: rows.map(({ kind, code, number }) => `${kind} ${code} ${number}`),
        hashes: rows.map(({ hash }) => hash),
        retired: rows.filter(({ inForceId }) => inForceId === null).map(({ kind, code }) => `${kind} ${code}`),
      },
    }),
  );
}
