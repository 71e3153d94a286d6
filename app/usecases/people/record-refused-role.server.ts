import type { Json } from '#app/domain/kernel/canonical.ts';
import type { Refused } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';

/**
 * Puts on record that someone tried to give, change or end a role and was refused: nothing else is written, the attempt
 * is. Returns the refusal.
 */
export async function recordRefusedRole<Code extends string>(
  context: Context,
  actor: Actor,
  {
    action,
    personId,
    refusal,
    detail,
  }: {
    action: 'role.grant' | 'role.change-end' | 'role.revoke';
    /** Empty when there is no such person. */
    personId: string;
    refusal: Refused<Code>;
    detail: { readonly [key: string]: Json };
  },
): Promise<Refused<Code>> {
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      { stream: 'people', action, subject: { kind: 'person', id: personId }, outcome: refusal.code, detail },
    ),
  );
  return refusal;
}
