import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import {
  countTry,
  lockedForMs,
  noteRefusal,
  refundTry,
  type ThrottleLimit,
  type ThrottleState,
} from '#app/domain/people/sign-in-throttle.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findThrottles, lockThrottle, saveThrottle } from '#db/stores/accounts.ts';
import { verificationQueue } from './verification-queue.server.ts';

export type ThrottleKey = { readonly key: string; readonly limit: ThrottleLimit };

type Counted = ThrottleKey & { readonly before: ThrottleState | null; readonly counted: ThrottleState };
type Refusal = { readonly retryAfterMs: number; readonly first: boolean };

/**
 * Verifies a secret under limits that hold against guesses sent side by side: the try is counted in a committed
 * transaction before the slow verification and given back, with `onSuccess`, in the transaction after it.
 * @param keys in a fixed order of kinds, the narrowest first; the first one is also the queue's.
 * @param onFailure, onSuccess, onFirstRefusal write their audit entries in the transaction that settles the try.
 */
export async function verifyThrottled({
  context,
  keys,
  verify,
  onSuccess,
  onFailure,
  onFirstRefusal,
}: {
  context: Context;
  keys: readonly [ThrottleKey, ...ThrottleKey[]];
  verify: () => Promise<boolean>;
  onSuccess: (tx: Handle) => Promise<void>;
  onFailure: (tx: Handle, counted: { failures: number }) => Promise<void>;
  onFirstRefusal: (tx: Handle) => Promise<void>;
}): Promise<Result<null, 'wrong-credentials' | 'too-many-attempts'>> {
  const { database, clock } = context;
  const tooMany = (retryAfterMs: number) =>
    refuse('too-many-attempts', { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)) });

  // A flood against a locked key costs one read, once its first refusal is on record.
  const states = await findThrottles(
    database.read,
    keys.map(({ key }) => key),
  );
  for (const { key, limit } of keys) {
    const state = states.get(key) ?? null;
    const wait = lockedForMs({ state, limit, now: clock.now() });
    if (wait > 0 && state !== null && state.failures > limit.failures) return tooMany(wait);
  }

  return verificationQueue(context).run(keys[0].key, async () => {
    const taken = await database.transaction((tx) => takeTry({ tx, keys, now: clock.now() }, onFirstRefusal));
    if ('retryAfterMs' in taken) return tooMany(taken.retryAfterMs);
    const right = await verify();
    await database.transaction(async (tx) => {
      if (!right) {
        await onFailure(tx, { failures: taken[0]?.counted.failures ?? 1 });
        return;
      }
      for (const { key, limit, before, counted } of taken) {
        const current = await lockThrottle(tx, key);
        await saveThrottle(tx, { key, state: refundTry({ before, counted, current, limit }) });
      }
      await onSuccess(tx);
    });
    return right ? ok(null) : refuse('wrong-credentials');
  });
}

async function takeTry(
  { tx, keys, now }: { tx: Handle; keys: readonly ThrottleKey[]; now: number },
  onFirstRefusal: (tx: Handle) => Promise<void>,
): Promise<Counted[] | Refusal> {
  const held: (ThrottleKey & { before: ThrottleState | null })[] = [];
  for (const { key, limit } of keys) held.push({ key, limit, before: await lockThrottle(tx, key) });
  for (const { key, limit, before } of held) {
    const retryAfterMs = lockedForMs({ state: before, limit, now });
    if (retryAfterMs === 0 || before === null) continue;
    const { state, first } = noteRefusal({ state: before, limit });
    await saveThrottle(tx, { key, state });
    if (first) await onFirstRefusal(tx);
    return { retryAfterMs, first };
  }
  const counted = held.map((entry) => ({
    ...entry,
    counted: countTry({ state: entry.before, limit: entry.limit, now }),
  }));
  for (const { key, counted: state } of counted) await saveThrottle(tx, { key, state });
  return counted;
}
