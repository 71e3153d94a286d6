import { SETTING_KEYS, type SettingValues, settingValues } from '#app/domain/operation/settings.ts';
import type { Context } from '#app/usecases/context.ts';
import { listNewestSettings } from '#db/stores/settings.ts';

/** Another node's change is seen after at most this long; this process sees its own at once. */
const KEPT_MS = 5_000;
type Kept = { readonly at: number; readonly values: Promise<SettingValues> };
const kept = new WeakMap<Context['database'], Kept>();

/** The settings in force: what every part of the product that obeys one reads. Costs nothing for some seconds. */
export function readSettings({ database, clock }: Pick<Context, 'database' | 'clock'>): Promise<SettingValues> {
  const now = clock.now();
  const known = kept.get(database);
  if (known && now - known.at < KEPT_MS && now >= known.at) return known.values;
  const values = listNewestSettings(database.read, SETTING_KEYS).then((rows) =>
    settingValues(new Map([...rows].map(([key, row]) => [key, row.value]))),
  );
  kept.set(database, { at: now, values });
  // What could not be read is asked for again.
  values.catch(() => kept.delete(database));
  return values;
}

/** Called after a change. */
export function forgetSettings({ database }: Pick<Context, 'database'>): void {
  kept.delete(database);
}
