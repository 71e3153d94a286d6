import type { Day } from '#app/domain/kernel/instant.ts';
import { isEffectiveOn } from '#app/domain/people/organisation.ts';
import type { Handle } from '#db/open.server.ts';
import { listUnitVersions } from '#db/stores/organisation.ts';

/** What units were called on a day; of one that did not exist then its last name. Null for what is no unit. */
export async function readUnitNames(
  handle: Handle,
  unitIds: readonly string[],
): Promise<(unitId: string, day: Day) => string | null> {
  const versions = await listUnitVersions(handle, unitIds);
  return (unitId, day) => {
    const own = versions.filter((version) => version.unitId === unitId);
    return (own.find((version) => isEffectiveOn(version, day)) ?? own.at(-1))?.name ?? null;
  };
}
