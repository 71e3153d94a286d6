import type { AuditEntry } from '#app/domain/audit/chain.ts';
import { entryIdOf } from '#app/domain/audit/entry-id.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import type { Handle } from '#db/open.server.ts';
import { listPersonLabels, type PersonLabel } from '#db/stores/people.ts';
import { readUnitNames } from './unit-names.server.ts';

/** Who acted, or what was acted upon. */
export type LogParty = {
  readonly kind: string;
  readonly id: string;
  readonly person: PersonLabel | null;
  /** What people call an object that is not a person: a certificate's number, a unit's name. */
  readonly label: string | null;
};

export type LogRow = {
  readonly id: string;
  readonly stream: string;
  readonly n: number;
  readonly at: number;
  readonly actor: LogParty;
  readonly action: string;
  readonly subject: LogParty;
  readonly outcome: string;
  readonly address: string;
};

/** Where an entry's detail holds the name of its object, by the object's kind. */
const LABEL_KEYS: Readonly<Record<string, string>> = {
  certificate: 'number',
  token: 'name',
  unit: 'name',
  sitting: 'code',
  policy: 'code',
};

function labelOf({ subjectKind, detail }: AuditEntry): string | null {
  const key = LABEL_KEYS[subjectKind];
  if (key === undefined || typeof detail !== 'object' || detail === null || Array.isArray(detail)) return null;
  const label = (detail as Readonly<Record<string, unknown>>)[key];
  return typeof label === 'string' ? label : null;
}

/** Entries with the people in them named, and the units that were acted upon, as they were called on that day. */
export async function nameLogRows(
  handle: Handle,
  { entries, zone }: { entries: readonly AuditEntry[]; zone: string },
): Promise<LogRow[]> {
  const ids = entries.flatMap(({ actorId, subjectId }) => [actorId, subjectId]).filter((id) => id.startsWith('per_'));
  const people = await listPersonLabels(handle, [...new Set(ids)]);
  const personOf = (id: string) => people.get(id) ?? null;
  const unitIds = entries.flatMap(({ subjectKind, subjectId }) => (subjectKind === 'unit' ? [subjectId] : []));
  const nameOn = await readUnitNames(handle, [...new Set(unitIds)]);
  return entries.map((entry) => {
    const { stream, n, at, actorKind, actorId, action, subjectKind, subjectId, outcome, address } = entry;
    return {
      id: entryIdOf(entry),
      stream,
      n,
      at,
      actor: { kind: actorKind, id: actorId, person: personOf(actorId), label: null },
      action,
      subject: {
        kind: subjectKind,
        id: subjectId,
        person: personOf(subjectId),
        label: labelOf(entry) ?? (subjectKind === 'unit' ? nameOn(subjectId, dayOf(at, zone)) : null),
      },
      outcome,
      address,
    };
  });
}
