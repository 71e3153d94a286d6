import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { type Actor, can, type PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findPerson } from '#db/stores/people.ts';
import { listSessionsInExams, listSessionsOfPerson, takeSessions } from '#db/stores/sessions.ts';

export type EndSessionsCommand = {
  readonly personId: string;
  /** One of theirs; null is all. */
  readonly sessionId: string | null;
  readonly reason: string;
};

/**
 * Ends somebody's sessions: the next request from them is a stranger's. An exam that runs in one goes on: its clock does
 * not stop, acknowledged answers stay, and the candidate takes it over by signing in again. The session from which the
 * actor acts stays, or they could not go on; that one is ended by signing out.
 */
export async function endSessions(
  context: Context,
  actor: Actor,
  { personId, sessionId, reason }: EndSessionsCommand,
): Promise<Result<{ ended: number; inExam: number }, 'forbidden' | 'invalid-input' | 'not-found'>> {
  if (!can({ actor, action: 'session.end' })) return refuse('forbidden');
  if (!isVisibleText(reason)) return refuse('invalid-input', { errors: ['reason'] });
  const now = context.clock.now();
  const exceptId = actor.kind === 'person' ? actor.sessionId : null;
  return context.database.transaction(async (tx) => {
    const rows = await takeSessions(tx, { personId, sessionId, exceptId });
    if (rows.length === 0) return refuse('not-found', { person: personId });
    const inExam = await listSessionsInExams(tx, {
      sessionIds: rows.map(({ id }) => id),
      personIds: [personId],
      now,
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'session.end',
        subject: { kind: 'account', id: personId },
        detail: {
          reason,
          ended: rows.length,
          inExam: inExam.size,
          addresses: [...new Set(rows.map(({ address }) => address))].slice(0, 20),
        },
      },
    );
    return ok({ ended: rows.length, inExam: inExam.size });
  });
}

/** What ending would end, to be shown before it is asked for. Null when there is nothing. */
export async function previewEndingSessions(
  context: Context,
  actor: Actor,
  { personId, sessionId }: { personId: string; sessionId: string | null },
): Promise<{ name: string; employeeNo: string; sessions: number; inExam: number; address: string | null } | null> {
  if (!can({ actor, action: 'session.end' })) return null;
  const { read } = context.database;
  const person = await findPerson(read, personId);
  const rows = (await listSessionsOfPerson(read, personId)).filter(
    ({ id }) => (sessionId === null || id === sessionId) && !(actor.kind === 'person' && id === actor.sessionId),
  );
  if (!person || rows.length === 0) return null;
  const inExam = await listSessionsInExams(read, {
    sessionIds: rows.map(({ id }) => id),
    personIds: [personId],
    now: context.clock.now(),
  });
  const { name, employeeNo } = person;
  return {
    name,
    employeeNo,
    sessions: rows.length,
    inExam: inExam.size,
    address: sessionId === null ? null : (rows[0]?.address ?? null),
  };
}

/** Ends one of the actor's own sessions, but not the one they act from. */
export async function endOwnSession(
  context: Context,
  actor: PersonActor,
  { sessionId }: { sessionId: string },
): Promise<Result<null, 'not-found'>> {
  return context.database.transaction(async (tx) => {
    const { personId } = actor;
    const rows = await takeSessions(tx, { personId, sessionId, exceptId: actor.sessionId });
    const [row] = rows;
    if (!row) return refuse('not-found');
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'account.end-session',
        subject: { kind: 'account', id: personId },
        detail: { address: row.address },
      },
    );
    return ok(null);
  });
}
