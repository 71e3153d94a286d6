import { stateOfSitting } from '#app/domain/exams/attempt.ts';
import {
  isReleased,
  listSittingActs,
  releasesEarly,
  SITTING_BOUNDS,
  type SittingAct,
} from '#app/domain/exams/sitting-plan.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import type { Action } from '#app/domain/people/permissions.ts';
import { emitEvent } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import type { SittingRow } from '#db/stores/exams.ts';
import { countAttemptStatuses, lockSitting, type SittingEventRow, updateSitting } from '#db/stores/sittings.ts';
import { findReachedSitting, isRepeatedAct, momentOfAct, recordAct } from './sitting-access.server.ts';

export const ACTION_OF = {
  close: 'sitting.change',
  cancel: 'sitting.change',
  reopen: 'sitting.change',
  release: 'sitting.release',
  withdraw: 'sitting.release',
} as const satisfies Record<SittingAct, Action>;

const KIND_OF = {
  close: 'closed',
  cancel: 'closed',
  reopen: 'reopened',
  release: 'released',
  withdraw: 'release-withdrawn',
} as const satisfies Record<SittingAct, SittingEventRow['kind']>;

export type ActRefusal = 'forbidden' | 'not-found' | 'invalid-input' | 'stale-version' | 'sitting-state';

/**
 * Closes, cancels or reopens a sitting, releases its results or withdraws them, with a reason, if the sitting is as the
 * officer saw it; the same act asked for twice is done once. Results are released after the end: before it, while anyone
 * may still begin or is writing, only with `early`. Closing takes no running attempt away: nothing new begins, what runs may be finished in the time that
 * it was given. Certificates follow the release through events, in batches, after this has answered.
 */
export async function actOnSitting(
  context: Context,
  actor: Actor,
  {
    sittingId,
    act,
    revision,
    early = false,
    ...command
  }: {
    sittingId: string;
    act: SittingAct;
    revision: number;
    reason: string;
    /** That others may still meet the questions was said, and results shall come out all the same. */
    early?: boolean;
  },
): Promise<Result<null, ActRefusal>> {
  const action = ACTION_OF[act];
  if (!can({ actor, action })) return refuse('forbidden');
  if (!(await findReachedSitting(context, actor, { sittingId, action }))) return refuse('not-found');
  const reason = command.reason.trim();
  if (!isVisibleText(reason) || reason.length > SITTING_BOUNDS.reasonLength)
    return refuse('invalid-input', { errors: ['reason'] });

  const done = await context.database.transaction(async (tx): Promise<Result<null, ActRefusal>> => {
    const sitting = await lockSitting(tx, sittingId);
    if (!sitting) return refuse('not-found');
    if (sitting.revision !== revision) {
      const cancels = act === 'close' || act === 'cancel' ? { cancels: act === 'cancel' } : {};
      const asked = { sitting, actor, revision, kind: KIND_OF[act], reason, detail: cancels };
      return (await isRepeatedAct(tx, asked)) ? ok(null) : refuse('stale-version');
    }
    const counts = await countStatuses(tx, sittingId);
    const graded = counts.get('graded') ?? 0;
    const now = context.clock.now();
    if (!listSittingActs({ sitting, release: sitting.release, graded, now }).includes(act))
      return refuse('sitting-state', { reason: stateReason({ sitting, graded, now }) });
    const inProgress = counts.get('in-progress') ?? 0;
    const isEarly = act === 'release' && releasesEarly({ state: stateOfSitting(sitting, now), inProgress });
    if (isEarly && !early) return refuse('invalid-input', { errors: ['early'] });
    const at = await momentOfAct(context, tx, sittingId);
    const { values, detail } = effectOf({ act, sitting, at: act === 'release' ? now : at, graded });
    await updateSitting(tx, { id: sittingId, ...values });
    const noted = isEarly ? { ...detail, beforeEnd: true, inProgress } : detail;
    await recordAct({ tx, context, actor }, { sittingId, kind: KIND_OF[act], at, reason, detail: noted });
    if (act === 'release' || act === 'withdraw')
      await emitEvent({ tx, context }, { type: 'release-changed', sittingId, after: '' });
    return ok(null);
  });
  if (done.ok) context.events.kick();
  return done;
}

export async function countGraded(handle: Handle, sittingId: string): Promise<number> {
  return (await countStatuses(handle, sittingId)).get('graded') ?? 0;
}

async function countStatuses(handle: Handle, sittingId: string) {
  return new Map((await countAttemptStatuses(handle, sittingId)).map(({ status, n }) => [status, n]));
}

function stateReason({ sitting, graded, now }: { sitting: SittingRow; graded: number; now: number }): string {
  if (graded === 0) return 'no-results';
  const released = isReleased({ rule: sitting.release, statuses: ['graded'], now });
  return released ? 'released' : 'withheld';
}

function effectOf({ act, sitting, at, graded }: { act: SittingAct; sitting: SittingRow; at: number; graded: number }): {
  values: Partial<SittingRow>;
  detail: Record<string, Json>;
} {
  switch (act) {
    case 'close':
    case 'cancel':
      return { values: { closedAt: at }, detail: { cancels: act === 'cancel', closesAt: sitting.closesAt } };
    case 'reopen':
      return { values: { closedAt: null }, detail: { closedAt: sitting.closedAt } };
    case 'release':
      return {
        values: { release: { mode: 'manual', releasedAt: at } },
        detail: { attempts: graded, before: sitting.release },
      };
    case 'withdraw':
      return { values: { release: { mode: 'manual' } }, detail: { attempts: graded, before: sitting.release } };
  }
}
