import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, randomSecret, systemActor } from '#app/usecases/context.ts';
import { closeLinks, hasAccounts, insertLink } from '#db/stores/accounts.ts';

/** The link is for whoever reads the server's start-up lines that day. */
const LINK_HOURS = 24;

/**
 * Makes the address under which the first administrator of an installation without any account is set up, and ends
 * every one made before. Null when there is an account already. Only its hash is stored: it is shown once.
 */
export async function issueFirstAdministratorLink(context: Context): Promise<string | null> {
  const { database, clock, publicUrl } = context;
  const token = randomSecret(context);
  const id = sha256Hex(token);
  const now = clock.now();
  const issued = await database.transaction(async (tx) => {
    if (await hasAccounts(tx)) return false;
    await closeLinks(tx, now);
    await insertLink(tx, {
      id,
      purpose: 'first-administrator',
      createdAt: now,
      expiresAt: now + LINK_HOURS * 3_600_000,
      usedAt: null,
    });
    await recordAudit(
      { tx, context, actor: systemActor('start') },
      {
        stream: 'people',
        action: 'account.issue-first-administrator-link',
        subject: { kind: 'link', id },
      },
    );
    return true;
  });
  return issued ? `${publicUrl}/first-administrator/${token}` : null;
}
