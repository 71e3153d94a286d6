import { existsSync } from 'node:fs';
import path from 'node:path';

/** Lies in DATA_DIR while a restore is under way. */
export const restoreMarkerOf = (dataDir: string): string => path.join(dataDir, 'restore-under-way');

/**
 * Nothing may open a data folder in which a restore was cut off: half of it would look like all.
 * @throws Error beginning with "cannot".
 */
export function refuseHalfRestored(dataDir: string): void {
  if (existsSync(restoreMarkerOf(dataDir)))
    throw new Error(
      `cannot use ${dataDir}: a restore into it is under way or was cut off; run "npm run xk -- restore DIR" again to do it anew`,
    );
}
