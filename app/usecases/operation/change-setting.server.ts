import type { Json } from '#app/domain/kernel/canonical.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import {
  checkTogether,
  isSettingKey,
  parseSetting,
  SETTING_KEYS,
  SETTINGS,
  settingValues,
} from '#app/domain/operation/settings.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { lockStream } from '#db/stores/audit.ts';
import { insertSetting, listNewestSettings } from '#db/stores/settings.ts';
import { forgetSettings } from './read-settings.server.ts';

export type ChangeSettingCommand = {
  readonly key: string;
  /** As typed; null brings the default back. */
  readonly typed: string | null;
  /** The id of the row that was in force when the form was shown; null for the default. */
  readonly seen: string | null;
  readonly reason: string;
};

/**
 * Changes a setting with a reason. What it was stays on record. A change that somebody else made meanwhile is not
 * overwritten unseen, and one that changes nothing is refused.
 */
export async function changeSetting(
  context: Context,
  actor: Actor,
  { key, typed, seen, reason }: ChangeSettingCommand,
): Promise<Result<null, 'forbidden' | 'not-found' | 'invalid-input' | 'stale-version' | 'unchanged'>> {
  if (!can({ actor, action: 'setting.change' })) return refuse('forbidden');
  if (!isSettingKey(key)) return refuse('not-found', { setting: key });
  const parsed = typed === null ? { value: SETTINGS[key].byDefault } : parseSetting(key, typed);
  if ('fault' in parsed) return refuse('invalid-input', { errors: [parsed.fault] });
  if (!isVisibleText(reason)) return refuse('invalid-input', { errors: ['reason'] });
  const { value } = parsed;
  const result = await context.database.transaction(
    async (tx): Promise<Result<null, 'stale-version' | 'unchanged' | 'invalid-input'>> => {
      // Its entry goes into this stream anyhow: whoever has the head decides alone what the setting is now.
      await lockStream(tx, 'system');
      const rows = await listNewestSettings(tx, SETTING_KEYS);
      const stored = new Map<string, Json>([...rows].map(([name, row]) => [name, row.value]));
      const before = settingValues(stored)[key];
      if ((rows.get(key)?.id ?? null) !== seen) return refuse('stale-version');
      if (before === value) return refuse('unchanged');
      const fault = checkTogether(settingValues(stored.set(key, value)));
      if (fault) return refuse('invalid-input', { errors: [fault] });
      const settingId = newId(context, 'set');
      const inForceAt = await insertSetting(tx, {
        id: settingId,
        key,
        value,
        at: context.clock.now(),
        actorId: identifyActor(actor).actorId,
        reason,
      });
      await recordAudit(
        { tx, context, actor },
        {
          stream: 'system',
          action: 'setting.change',
          subject: { kind: 'setting', id: key },
          detail: { before, after: value, reason, settingId, inForceAt },
        },
      );
      return ok(null);
    },
  );
  forgetSettings(context);
  return result;
}
