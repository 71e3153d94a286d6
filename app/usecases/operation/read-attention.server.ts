import { awaitsRelease } from '#app/domain/exams/sitting-plan.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { type Actor, can, identifyActor } from '#app/domain/people/actor.ts';
import { STAFF_ROLES } from '#app/domain/people/roles.ts';
import { tokenEndingSoon } from '#app/usecases/account/list-tokens.server.ts';
import { listLockedAccounts } from '#app/usecases/account/unlock-account.server.ts';
import { countAlarms } from '#app/usecases/audit/read-security.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { endingSoon } from '#app/usecases/people/list-role-holders.server.ts';
import { readReach, unitFilterOf } from '#app/usecases/people/read-reach.server.ts';
import { findNewestAuditEntry } from '#db/stores/audit.ts';
import { countReviews } from '#db/stores/decided-reviews.ts';
import { countDraftsByStatus } from '#db/stores/drafts.ts';
import { countGrants } from '#db/stores/people.ts';
import { listEndedWithResults } from '#db/stores/releases.ts';
import { countHoldersOf } from '#db/stores/system.ts';
import { countTokens } from '#db/stores/tokens.ts';
import { readSettings } from './read-settings.server.ts';

export const ALARM_DAYS = 7;

/** One thing that a desk should look at; what needs nothing is not told. */
export type Attention =
  | { readonly kind: 'roles-ending'; readonly count: number }
  | { readonly kind: 'one-secadmin' }
  | { readonly kind: 'no-hr' }
  | { readonly kind: 'no-sysadmin' }
  | { readonly kind: 'no-auditor' }
  | { readonly kind: 'locked'; readonly count: number }
  | { readonly kind: 'tokens-ending'; readonly count: number }
  | { readonly kind: 'alarms'; readonly count: number }
  | { readonly kind: 'to-release'; readonly count: number }
  | { readonly kind: 'to-review'; readonly count: number }
  | { readonly kind: 'returned'; readonly count: number }
  | { readonly kind: 'never-verified' }
  | { readonly kind: 'not-verified'; readonly since: Instant; readonly days: number }
  | { readonly kind: 'broken-chain'; readonly at: Instant };

/**
 * What needs attention at the desks that the actor holds; what the system administrator looks at are the checks of its
 * health, which the platform makes.
 */
export async function readAttention(context: Context, actor: Actor): Promise<readonly Attention[]> {
  return [
    ...(can({ actor, action: 'role.grant' }) ? await ofGuard(context, actor) : []),
    ...(can({ actor, action: 'audit.view' }) ? await ofAuditor(context) : []),
    ...(can({ actor, action: 'security.view' }) ? await alarms(context) : []),
    ...(can({ actor, action: 'sitting.release' }) ? await ofExamOffice(context, actor) : []),
    ...(can({ actor, action: 'lesson.review' }) ? await ofReviewer(context) : []),
    ...(can({ actor, action: 'lesson.write' }) ? await ofTrainer(context, actor) : []),
  ];
}

const some = <K extends Attention['kind']>(kind: K, count: number) => (count > 0 ? [{ kind, count }] : []);

async function ofGuard(context: Context, actor: Actor): Promise<Attention[]> {
  const { read } = context.database;
  const now = context.clock.now();
  const holders = (role: 'hr' | 'secadmin' | 'sysadmin' | 'auditor') =>
    countHoldersOf(read, { role, now, able: role !== 'hr' });
  const ending = await countGrants(read, {
    roles: STAFF_ROLES,
    unitIds: null,
    search: '',
    state: 'ending',
    now,
    soon: endingSoon(context),
  });
  const locked = (await listLockedAccounts(context, actor)).length;
  const tokens = await countTokens(read, { state: 'expiring', now, soon: tokenEndingSoon(context) });
  return [
    ...((await holders('hr')) === 0 ? [{ kind: 'no-hr' } as const] : []),
    ...((await holders('secadmin')) === 1 ? [{ kind: 'one-secadmin' } as const] : []),
    ...((await holders('sysadmin')) === 0 ? [{ kind: 'no-sysadmin' } as const] : []),
    ...((await holders('auditor')) === 0 ? [{ kind: 'no-auditor' } as const] : []),
    ...some('locked', locked),
    ...some('roles-ending', ending),
    ...some('tokens-ending', tokens),
  ];
}

async function ofAuditor(context: Context): Promise<Attention[]> {
  const last = await findNewestAuditEntry(context.database.read, { stream: 'system', action: 'audit.verify' });
  if (!last) return [{ kind: 'never-verified' }];
  if (last.outcome === 'broken') return [{ kind: 'broken-chain', at: last.at }];
  const days = (await readSettings(context))['oversight.verify-days'];
  return context.clock.now() - last.at > days * 86_400_000 ? [{ kind: 'not-verified', since: last.at, days }] : [];
}

async function alarms(context: Context): Promise<Attention[]> {
  return some('alarms', await countAlarms(context, { days: ALARM_DAYS }));
}

async function ofExamOffice(context: Context, actor: Actor): Promise<Attention[]> {
  const now = context.clock.now();
  const { reach } = await readReach({ context, actor, action: 'sitting.release' });
  const ended = await listEndedWithResults(context.database.read, { unitIds: unitFilterOf(reach), now });
  return some('to-release', ended.filter((sitting) => awaitsRelease({ sitting, graded: 1, now })).length);
}

async function ofReviewer(context: Context): Promise<Attention[]> {
  return some('to-review', (await countReviews(context.database.read)).open);
}

async function ofTrainer(context: Context, actor: Actor): Promise<Attention[]> {
  const personId = identifyActor(actor).actorId;
  const filter = { course: null, text: '', statuses: ['returned' as const], personId };
  return some('returned', (await countDraftsByStatus(context.database.read, filter)).get('returned') ?? 0);
}
