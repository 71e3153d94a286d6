import type { PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { deleteSession } from '#db/stores/sessions.ts';

/** Ends the session that the actor acts from. A running exam goes on: its clock does not stop, and it can be resumed. */
export async function signOut(context: Context, actor: PersonActor): Promise<void> {
  await context.database.transaction(async (tx) => {
    await deleteSession(tx, actor.sessionId);
    await recordAudit(
      { tx, context, actor },
      { stream: 'people', action: 'account.sign-out', subject: { kind: 'account', id: actor.personId } },
    );
  });
}
