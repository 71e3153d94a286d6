import type { AuditEntry } from '#app/domain/audit/chain.ts';
import type { RecordFault } from '#app/domain/audit/verification-fault.ts';
import { type Json, toCanonicalJson } from '#app/domain/kernel/canonical.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { listEntriesAbout } from '#db/stores/audited.ts';

type Kind = Exclude<RecordFault['chain'], 'answers'>;
export type Detail = { readonly [key: string]: Json | undefined };
export type Entry = Pick<AuditEntry, 'stream' | 'at' | 'actorKind' | 'actorId' | 'action' | 'subjectId' | 'outcome'> & {
  readonly detail: Detail;
};
export type Reading = { readonly context: Context; readonly read: Handle };
export type Place = { readonly after: string; readonly limit: number };
export type Page = { readonly found: readonly RecordFault[]; readonly ids: readonly string[] };

export const detailOf = (detail: Json): Detail => detail as Detail;
export const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : '');
export const byId = <T extends { id: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.id, row]));
export const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
export const fault = (chain: Kind, stream: string, what: RecordFault['fault']): RecordFault => ({
  chain,
  stream,
  n: 0,
  fault: what,
});

const isSame = (a: Json, b: Json | undefined) =>
  a === b || (typeof a === 'object' && b !== undefined && toCanonicalJson(a) === toCanonicalJson(b));

/** Whether what an entry states is so; what it does not state cannot differ. */
export const agrees = (detail: Detail, facts: Detail) =>
  Object.entries(facts).every(([key, value]) => {
    const told = detail[key];
    return told === undefined || isSame(told, value);
  });

/** What is said of each subject, oldest first. */
export async function tell(read: Handle, subjectIds: readonly string[], actions: readonly string[]) {
  const told = new Map<string, { action: string; actorId: string; detail: Detail }[]>();
  for (const { subjectId, action, actorId, detail } of await listEntriesAbout(read, { subjectIds, actions })) {
    const own = told.get(subjectId) ?? [];
    own.push({ action, actorId, detail: detailOf(detail) });
    told.set(subjectId, own);
  }
  return (id: string) => told.get(id) ?? [];
}
