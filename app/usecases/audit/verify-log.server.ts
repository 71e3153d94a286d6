import type { Instant } from '#app/domain/kernel/instant.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { findLastAnchor, listAuditHeads } from '#db/stores/audit.ts';
import { type AuditVerification, verifyAudit } from './verify-audit.server.ts';

export type LogVerification = AuditVerification & {
  readonly at: Instant;
  readonly heads: readonly {
    readonly stream: string;
    readonly n: number;
    readonly hash: string;
    readonly anchoredN: number;
  }[];
  /** The streams of all sittings, one each, taken together. */
  readonly sittings: { readonly streams: number; readonly entries: number; readonly anchored: number };
  readonly lastAnchor: { readonly n: number; readonly at: Instant } | null;
};

/** Verifies every chain and says where each stands. */
export async function verifyLog(context: Context, actor: Actor): Promise<LogVerification> {
  const { value } = await verifyAudit(context, actor);
  const heads = await listAuditHeads(context.database.read);
  const ofSittings = heads.filter(({ stream }) => stream.startsWith('sitting:'));
  const last = await findLastAnchor(context.database.read);
  const sum = (of: (head: (typeof heads)[number]) => number) => ofSittings.reduce((all, head) => all + of(head), 0);
  return {
    ...value,
    at: context.clock.now(),
    heads: heads.filter(({ stream }) => !stream.startsWith('sitting:')),
    sittings: { streams: ofSittings.length, entries: sum(({ n }) => n), anchored: sum(({ anchoredN }) => anchoredN) },
    lastAnchor: last && { n: last.n, at: last.at },
  };
}
