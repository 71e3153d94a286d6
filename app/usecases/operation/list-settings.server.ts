import type { Instant } from '#app/domain/kernel/instant.ts';
import { SETTING_KEYS, type SettingKey, settingValues } from '#app/domain/operation/settings.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { listPersonNames } from '#db/stores/people.ts';
import { listNewestSettings, listSettingHistory } from '#db/stores/settings.ts';

const MOST_CHANGES = 200;

export type SettingLine = {
  readonly key: SettingKey;
  readonly value: number | string;
  /** The id of the row in force; null while the default holds. */
  readonly rowId: string | null;
  readonly changedAt: Instant | null;
  readonly changedBy: string | null;
};

export type SettingChange = {
  readonly id: string;
  readonly key: SettingKey;
  readonly at: Instant;
  /** A name; null for an operator at the machine. */
  readonly by: string | null;
  readonly before: number | string | null;
  readonly after: number | string;
  readonly reason: string;
};

/** Every setting as it is, and how it came to be so: changes newest first, at most two hundred. */
export async function listSettings(
  context: Context,
  actor: Actor,
): Promise<{ settings: readonly SettingLine[]; changes: readonly SettingChange[] }> {
  if (!can({ actor, action: 'setting.view' })) return { settings: [], changes: [] };
  const { read } = context.database;
  const rows = await listNewestSettings(read, SETTING_KEYS);
  const values = settingValues(new Map([...rows].map(([key, row]) => [key, row.value])));
  const history = await listSettingHistory(read, { keys: SETTING_KEYS, limit: MOST_CHANGES });
  const names = await listPersonNames(read, [
    ...new Set([...history, ...rows.values()].flatMap(({ actorId }) => actorId ?? [])),
  ]);
  const textOf = (value: unknown) => (typeof value === 'number' || typeof value === 'string' ? value : '');
  return {
    settings: SETTING_KEYS.map((key) => {
      const row = rows.get(key);
      return {
        key,
        value: values[key],
        rowId: row?.id ?? null,
        changedAt: row?.at ?? null,
        changedBy: names.get(row?.actorId ?? '') ?? null,
      };
    }),
    changes: history.map((row, index) => {
      const earlier = history.slice(index + 1).find(({ key }) => key === row.key);
      return {
        id: row.id,
        key: row.key as SettingKey,
        at: row.at,
        by: names.get(row.actorId ?? '') ?? null,
        before: earlier ? textOf(earlier.value) : null,
        after: textOf(row.value),
        reason: row.reason ?? '',
      };
    }),
  };
}
