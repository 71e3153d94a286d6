import type { PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { deleteSessionsOfPerson } from '#db/stores/sessions.ts';

/** Ends every session of the actor but the one they act from, and says how many there were. */
export async function endOtherSessions(context: Context, actor: PersonActor): Promise<{ ended: number }> {
  return context.database.transaction(async (tx) => {
    const ended = await deleteSessionsOfPerson(tx, { personId: actor.personId, exceptId: actor.sessionId });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'people',
        action: 'account.end-other-sessions',
        subject: { kind: 'account', id: actor.personId },
        detail: { ended },
      },
    );
    return { ended };
  });
}
