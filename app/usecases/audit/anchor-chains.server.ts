import { anchorText, hashAnchor, type SignedAnchor, writeAnchor } from '#app/domain/audit/anchor.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findLastAnchor, insertAnchor, takeMovedHeads } from '#db/stores/audit.ts';

/**
 * Signs where the chains stand, all that moved since the last time together, so that from now on nobody can rebuild a
 * chain as a whole, and keeps a copy outside the database. To be run every few minutes; it does nothing when nothing
 * moved. Two nodes at once: the second finds nothing left, or fails on the anchor's number and tries again next time.
 */
export async function anchorChains(context: Context): Promise<SignedAnchor | null> {
  const key = await context.signer.current();
  const anchored = await context.database.transaction(async (tx) => {
    const heads = await takeMovedHeads(tx);
    if (heads.length === 0) return null;
    const last = await findLastAnchor(tx);
    const anchor = {
      id: newId(context, 'anc'),
      n: (last?.n ?? 0) + 1,
      at: context.clock.now(),
      prevHash: hashAnchor(last),
      heads,
    };
    const signed: SignedAnchor = { ...anchor, keyId: key.keyId, signature: key.sign(anchorText(anchor)) };
    await insertAnchor(tx, signed);
    return signed;
  });
  if (anchored) await context.keptAnchors.keep(writeAnchor(anchored));
  return anchored;
}
