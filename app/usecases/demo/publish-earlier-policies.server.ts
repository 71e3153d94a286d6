import { hashJson, type Json } from '#app/domain/kernel/canonical.ts';
import { POLICY_KINDS } from '#app/domain/kernel/policy.ts';
import { type Actor, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { newId } from '#app/usecases/context.ts';
import { findPolicy, insertVersions, listPublished, upsertDocuments } from '#db/stores/content.ts';
import type { DemoContext } from './demo-context.server.ts';

/**
 * What happened in a year was counted by the policies of that year. Where the product brings none that old, the demo
 * puts the oldest ones of the product into force for that year too, as policies of their own.
 */
export async function publishEarlierPolicies(demo: DemoContext, actor: Actor, year: number): Promise<void> {
  const effectiveFrom = `${year}-01-01`;
  const publishedAt = demo.clock.now();
  const { actorId } = identifyActor(actor);
  await demo.database.transaction(async (tx) => {
    const published = await listPublished(tx, 'policy');
    for (const kind of POLICY_KINDS) {
      if (await findPolicy(tx, kind, effectiveFrom)) continue;
      const [oldest] = published
        .filter(({ body }) => body.kind === kind)
        .sort((a, b) => (a.body.effectiveFrom < b.body.effectiveFrom ? -1 : 1));
      if (!oldest) continue;
      const code = `${oldest.code}-${year}`;
      const body = {
        ...oldest.body,
        id: code,
        version: `${year}.1`,
        effectiveFrom,
        note: {
          zh: '演示数据：沿用现行办法的数值。',
          en: 'Demo data: the same values as those of the policy that followed.',
        },
      } as unknown as Json;
      const hash = hashJson(body);
      const documentId = newId(demo, 'pol');
      const versionId = newId(demo, 'ver');
      // The document names its version in force, and the version its document: the document comes first, without one.
      const document = { id: documentId, kind: 'policy', code, createdAt: publishedAt } as const;
      await upsertDocuments(tx, [{ ...document, publishedVersionId: null }]);
      await insertVersions(tx, [
        {
          id: versionId,
          documentId,
          number: 1,
          status: 'published',
          body,
          hash,
          createdBy: actorId,
          createdAt: publishedAt,
          publishedBy: actorId,
          publishedAt,
        },
      ]);
      await upsertDocuments(tx, [{ ...document, publishedVersionId: versionId }]);
      await recordAudit(
        { tx, context: demo, actor },
        {
          stream: 'content',
          action: 'content.publish',
          subject: { kind: 'policy', id: documentId },
          detail: { code, versionId, effectiveFrom, published: [`policy ${code} 1`], hashes: [hash] },
        },
      );
    }
  });
}
