import { dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import type { AccessPurpose } from '#app/domain/people/access-code.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Role } from '#app/domain/people/roles.ts';
import type { Context } from '#app/usecases/context.ts';
import { readSettings } from '#app/usecases/operation/read-settings.server.ts';
import { readOrganisation } from '#app/usecases/people/read-reach.server.ts';
import { listUsedAccessCodes } from '#db/stores/access.ts';
import { findAccount } from '#db/stores/accounts.ts';
import { findPlacementOn, listPersonNames } from '#db/stores/people.ts';
import { listSessionsInExams, listSessionsOfPerson } from '#db/stores/sessions.ts';
import { lastUseOf } from './list-sessions.server.ts';

export type OwnAccount = {
  readonly name: string;
  readonly employeeNo: string;
  readonly username: string;
  readonly passwordChangedAt: Instant;
  /** The last time the password was set with a code, and who gave it out; null when that never happened. */
  readonly lastCode: {
    readonly purpose: AccessPurpose;
    readonly usedAt: Instant;
    /** Empty when it came by mail. */
    readonly issuedByName: string;
  } | null;
  /** Units from the root down; empty without a posting today. */
  readonly unitPath: readonly string[];
  readonly positionLevel: string | null;
  readonly category: string | null;
  readonly roles: readonly {
    readonly role: Role;
    readonly unitName: string;
    /** Null while the unit exists; of one that has ended the names of those that took over, none after a dissolution. */
    readonly successors: readonly string[] | null;
  }[];
  readonly sessions: readonly {
    readonly id: string;
    readonly current: boolean;
    readonly startedAt: Instant;
    /** About when it was last used. */
    readonly lastUsedAt: Instant;
    readonly inExam: boolean;
    readonly address: string;
    readonly agent: string;
  }[];
};

/** What the product holds about the actor as a person with an account. */
export async function readOwnAccount(context: Context, actor: PersonActor): Promise<OwnAccount> {
  const { read } = context.database;
  const now = context.clock.now();
  const day = dayOf(now, context.zone);
  const account = await findAccount(read, actor.personId);
  if (!account) throw new Error('someone signed in has no account');
  const organisation = await readOrganisation(read, day);
  const placement = await findPlacementOn(read, { personId: actor.personId, day });
  const [code] = await listUsedAccessCodes(read, { personId: actor.personId, limit: 1 });
  const issuers = await listPersonNames(read, code ? [code.createdBy] : []);
  const sessions = await listSessionsOfPerson(read, actor.personId);
  const inExam = await listSessionsInExams(read, {
    sessionIds: sessions.map(({ id }) => id),
    personIds: [actor.personId],
    now,
  });
  const idleMs = (await readSettings(context))['session.idle-hours'] * 3_600_000;
  return {
    name: account.name,
    employeeNo: account.employeeNo,
    username: account.username,
    passwordChangedAt: account.changedAt,
    lastCode: code
      ? { purpose: code.purpose, usedAt: code.usedAt ?? 0, issuedByName: issuers.get(code.createdBy) ?? '' }
      : null,
    unitPath: placement ? organisation.pathOf(placement.unitId).map((unit) => unit.name) : [],
    positionLevel: placement?.positionLevel ?? null,
    category: placement?.category ?? null,
    roles: actor.grants.map(({ role, unitId }) => ({
      role,
      unitName: organisation.find(unitId)?.name ?? '',
      successors: organisation.exists(unitId) ? null : organisation.successorsOf(unitId).map(({ name }) => name),
    })),
    sessions: sessions
      .filter(
        (session) =>
          session.id === actor.sessionId ||
          inExam.has(session.id) ||
          Math.min(session.expiresAt, session.absoluteExpiresAt) > now,
      )
      .map((session) => ({
        id: session.id,
        current: session.id === actor.sessionId,
        startedAt: session.createdAt,
        lastUsedAt: session.id === actor.sessionId ? now : lastUseOf(session, { idleMs, now }),
        inExam: inExam.has(session.id),
        address: session.address,
        agent: session.agent,
      }))
      .sort((a, b) => Number(b.current) - Number(a.current) || b.startedAt - a.startedAt),
  };
}
