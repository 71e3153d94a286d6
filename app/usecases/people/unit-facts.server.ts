import type { Instant } from '#app/domain/kernel/instant.ts';
import type { Role } from '#app/domain/people/roles.ts';
import type { Handle } from '#db/open.server.ts';
import { countOpenRecords, countPostingsFrom, listSittingsAhead, listUnitGrants } from '#db/stores/personnel.ts';

/** What an act on units touches besides their names and places. */
export type UnitActEffects = {
  /** Postings that move with the units on the day. */
  readonly people: number;
  /** Units directly below that move. */
  readonly units: number;
  readonly grants: readonly { readonly name: string; readonly employeeNo: string; readonly role: Role }[];
  readonly grantCount: number;
  /** Codes of sittings ahead that the units hold or that are open to their people. */
  readonly sittings: readonly string[];
  readonly sittingCount: number;
  /** Appraisal records of years that are not locked. */
  readonly records: number;
};

const SHOWN = 20;

/** Counts what hangs on units that end or give away on a day. */
export async function readEffects(
  handle: Handle,
  { unitIds, units, day, now }: { unitIds: readonly string[]; units: number; day: string; now: Instant },
): Promise<UnitActEffects> {
  const { held } = await countPostingsFrom(handle, { unitIds, day });
  const grants = await listUnitGrants(handle, { unitIds, now });
  const sittings = (await listSittingsAhead(handle, now)).filter(
    ({ unitId, audience }) => unitIds.includes(unitId) || audience?.unitIds.some((id) => unitIds.includes(id)),
  );
  return {
    people: held,
    units,
    grants: grants.slice(0, SHOWN).map(({ name, employeeNo, role }) => ({ name, employeeNo, role })),
    grantCount: grants.length,
    sittings: sittings.slice(0, SHOWN).map(({ code }) => code),
    sittingCount: sittings.length,
    records: await countOpenRecords(handle, unitIds),
  };
}
