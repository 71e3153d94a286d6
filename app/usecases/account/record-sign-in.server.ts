import type { Anonymous, Identified } from '#app/domain/people/actor.ts';
import { EXCLUSIVE_ROLES } from '#app/domain/people/roles.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { listGrants } from '#db/stores/people.ts';

/**
 * Puts on record that someone signed in, by whatever way. An administrator's sign-in from a browser that was never used
 * for it stands out as an entry of its own.
 */
export async function recordSignIn(
  { tx, context, address }: { tx: Handle; context: Context; address: string },
  {
    personId,
    knownDevice,
    purpose,
  }: {
    personId: string;
    knownDevice: boolean;
    /** What the code was for with which they signed in; left out where it was the password. */
    purpose?: 'activation' | 'reset';
  },
): Promise<void> {
  const actor: Anonymous = { kind: 'anonymous', address };
  const about = { stream: 'people', subject: { kind: 'account', id: personId } } as const;
  await recordAudit(
    { tx, context, actor },
    { ...about, action: 'account.sign-in', detail: { knownDevice, ...(purpose ? { purpose } : {}) } },
  );
  if (knownDevice) return;
  const grants = await listGrants(tx, { personId, now: context.clock.now() });
  const guarded = grants.map(({ role }) => role).filter((role) => EXCLUSIVE_ROLES.includes(role));
  if (guarded.length > 0)
    await recordAudit(
      { tx, context, actor: { kind: 'person', personId, address } satisfies Identified },
      { ...about, action: 'account.new-device', detail: { roles: guarded } },
    );
}
