import { GENESIS_HASH } from '#app/domain/audit/chain.ts';
import { hashJson, type Json } from '#app/domain/kernel/canonical.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';

/** One recorded answer. Its `hash` is the candidate's receipt; each is chained to the one before in the same attempt. */
export type ResponseEntry = {
  readonly attemptId: string;
  /** Place in the attempt's chain, from 1 without gaps: the order in which the server took the answers. */
  readonly n: number;
  readonly slot: number;
  readonly seq: number;
  readonly answer: Json;
  /** What the candidate's device said; evidence, never a measure. */
  readonly clientMs: number;
  readonly receivedAt: Instant;
  readonly prevHash: string;
  readonly hash: string;
};

export type ChainHead = { readonly n: number; readonly hash: string };

export const EMPTY_CHAIN: ChainHead = { n: 0, hash: GENESIS_HASH };

/** SHA-256 over the canonical JSON (RFC 8785) of everything but the hash itself. */
export function hashResponse({
  attemptId,
  n,
  slot,
  seq,
  answer,
  clientMs,
  receivedAt,
  prevHash,
}: Omit<ResponseEntry, 'hash'>): string {
  return hashJson({ attemptId, n, slot, seq, answer, clientMs, receivedAt, prevHash });
}

/** The next link after `head`. */
export function chainResponse(head: ChainHead, entry: Omit<ResponseEntry, 'n' | 'prevHash' | 'hash'>): ResponseEntry {
  const unhashed = { ...entry, n: head.n + 1, prevHash: head.hash };
  return { ...unhashed, hash: hashResponse(unhashed) };
}

export type ResponseFault = {
  readonly n: number;
  readonly fault: 'missing' | 'unlinked' | 'altered' | 'head-differs';
};

/** The first fault of an attempt's chain, or null. @param entries in ascending `n`. @param head as the attempt has it. */
export function findChainFault({
  entries,
  head,
}: {
  entries: readonly ResponseEntry[];
  head: ChainHead;
}): ResponseFault | null {
  let at = EMPTY_CHAIN;
  for (const entry of entries) {
    if (entry.n !== at.n + 1) return { n: at.n + 1, fault: 'missing' };
    if (entry.prevHash !== at.hash) return { n: entry.n, fault: 'unlinked' };
    if (hashResponse(entry) !== entry.hash) return { n: entry.n, fault: 'altered' };
    at = entry;
  }
  if (head.n > at.n) return { n: at.n + 1, fault: 'missing' };
  return head.n === at.n && head.hash === at.hash ? null : { n: head.n, fault: 'head-differs' };
}
