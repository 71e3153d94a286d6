import { z } from 'zod';
import { sha256Hex, toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { GENESIS_HASH } from './chain.ts';

/** Where a chain stood when it was anchored. */
export type AnchoredHead = { readonly stream: string; readonly n: number; readonly hash: string };

/**
 * What an anchor signs: the heads that moved since the last one, in the order of their names, and the hash of that
 * last anchor. A head that did not move is covered by the anchor that last named it, so the anchors together cover
 * every stream at a size that follows what happened, not how many streams there are.
 */
export type Anchor = {
  readonly id: string;
  /** Place among the anchors, from 1 without gaps. */
  readonly n: number;
  readonly at: Instant;
  readonly prevHash: string;
  readonly heads: readonly AnchoredHead[];
};

export type SignedAnchor = Anchor & { readonly keyId: string; readonly signature: string };

/** The exact text that is signed. */
export const anchorText = ({ id, n, at, prevHash, heads }: Anchor): string =>
  toCanonicalJson({ id, n, at, prevHash, heads: heads.map(({ stream, n, hash }) => ({ stream, n, hash })) });

const kept = z.strictObject({
  id: z.string(),
  n: z.number().int(),
  at: z.number().int(),
  prevHash: z.string(),
  heads: z.array(z.strictObject({ stream: z.string(), n: z.number().int(), hash: z.string() })),
  keyId: z.string(),
  signature: z.string(),
});

/** An anchor as one line of text, for keeping it outside the database. */
export const writeAnchor = ({ keyId, signature, ...anchor }: SignedAnchor): string =>
  toCanonicalJson({ ...(JSON.parse(anchorText(anchor)) as object), keyId, signature });

/** The anchor of such a line; null when it is none. */
export function readAnchor(line: string): SignedAnchor | null {
  try {
    return kept.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** What the next anchor carries; the first carries {@link GENESIS_HASH}. */
export const hashAnchor = (anchor: Anchor | null): string =>
  anchor === null ? GENESIS_HASH : sha256Hex(anchorText(anchor));
