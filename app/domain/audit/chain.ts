import { hashJson, type Json } from '#app/domain/kernel/canonical.ts';

/** One chain per stream, so that nodes do not queue for one head. A sitting has its own: `sitting:sit_…`. */
export type AuditStream =
  | 'people'
  | 'content'
  | 'certification'
  | 'appraisal'
  | 'training'
  | 'system'
  | `sitting:${string}`;

export type AuditEntry = {
  readonly stream: string;
  /** Place in the stream, from 1 without gaps. */
  readonly n: number;
  readonly at: number;
  readonly actorKind: string;
  readonly actorId: string;
  readonly address: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly outcome: string;
  readonly detail: Json;
  readonly prevHash: string;
  readonly hash: string;
};

export const GENESIS_HASH = '0'.repeat(64);

/** SHA-256 over the canonical JSON of everything but `hash` itself, the previous hash included. */
export function hashAuditEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const { stream, n, at, actorKind, actorId, address, action, subjectKind, subjectId, outcome, detail, prevHash } =
    entry;
  return hashJson({
    stream,
    n,
    at,
    actorKind,
    actorId,
    address,
    action,
    subjectKind,
    subjectId,
    outcome,
    detail,
    prevHash,
  });
}

export type ChainFault = {
  readonly stream: string;
  readonly n: number;
  readonly fault: 'missing' | 'altered' | 'unlinked' | 'head-differs';
};

export type ChainCheck = {
  /** Feeds the entries of one stream in ascending n. Returns the first fault, after which nothing more is looked at. */
  readonly add: (entry: AuditEntry) => ChainFault | null;
  /** Compares what was read with the stored head. */
  readonly finish: (head: { n: number; hash: string }) => ChainFault | null;
};

/** Checks one stream entry by entry, in constant memory. */
export function checkChain(stream: string): ChainCheck {
  let n = 0;
  let hash = GENESIS_HASH;
  let fault: ChainFault | null = null;
  return {
    add(entry) {
      if (fault) return fault;
      if (entry.n !== n + 1) fault = { stream, n: n + 1, fault: 'missing' };
      else if (entry.prevHash !== hash) fault = { stream, n: entry.n, fault: 'unlinked' };
      else if (hashAuditEntry(entry) !== entry.hash) fault = { stream, n: entry.n, fault: 'altered' };
      n = entry.n;
      hash = entry.hash;
      return fault;
    },
    finish(head) {
      if (fault) return fault;
      if (head.n > n) return { stream, n: n + 1, fault: 'missing' };
      return head.n === n && head.hash === hash ? null : { stream, n: head.n, fault: 'head-differs' };
    },
  };
}
