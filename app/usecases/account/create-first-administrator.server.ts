import { sha256Hex } from '#app/domain/kernel/canonical.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Anonymous, PersonActor } from '#app/domain/people/actor.ts';
import { checkNewPassword } from '#app/domain/people/password-rules.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { inOneTransaction } from '#app/usecases/one-transaction.server.ts';
import { createPerson } from '#app/usecases/people/create-person.server.ts';
import { createUnit } from '#app/usecases/people/create-unit.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { claimLink, findOpenLink, hasAccounts } from '#db/stores/accounts.ts';
import { findUnitByCode } from '#db/stores/organisation.ts';
import { createAccount } from './create-account.server.ts';

export type FirstAdministratorCommand = {
  /** What the one-time link carries. */
  readonly token: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly positionLevel: string;
  readonly category: string;
  readonly username: string;
  readonly password: string;
};

/** Whether a link still opens. */
export async function isFirstAdministratorLinkOpen(context: Context, token: string): Promise<boolean> {
  const { read } = context.database;
  const link = await findOpenLink(read, { id: sha256Hex(token), now: context.clock.now() });
  return link !== null && !(await hasAccounts(read));
}

/**
 * Uses the link up: makes the authority's root unit where there is none, the person, their account, and gives them the
 * one role from which all others come: security administrator. All of it or nothing; of two at once, one.
 */
export async function createFirstAdministrator(
  context: Context,
  actor: Anonymous | PersonActor,
  command: FirstAdministratorCommand,
): Promise<
  Result<
    { personId: string },
    | 'link-expired'
    | 'weak-password'
    | 'invalid-input'
    | 'name-taken'
    | 'forbidden'
    | 'not-found'
    | 'conflict'
    | 'role-excluded'
    | 'own-role'
  >
> {
  const { token, unitCode, unitName, employeeNo, name, positionLevel, category, username, password } = command;
  if (!(await isFirstAdministratorLinkOpen(context, token))) return refuse('link-expired');
  const allowed = checkNewPassword({ password, username, employeeNo });
  if (!allowed.ok) return allowed;
  // Hashing inside the transaction would keep every other writer waiting.
  const passwordHash = await context.passwords.hash(password);
  const system = systemActor('first-administrator');
  const today = dayOf(context.clock.now(), context.zone);

  return inOneTransaction(
    { ...context, passwords: { ...context.passwords, hash: async () => passwordHash } },
    async (joined) => {
      const { read: tx } = joined.database;
      const used = await claimLink(tx, { id: sha256Hex(token), now: context.clock.now() });
      if (!used || (await hasAccounts(tx))) return refuse('link-expired');
      const found = await findUnitByCode(tx, unitCode);
      const unit = found
        ? ok({ unitId: found.id })
        : await createUnit(joined, system, { code: unitCode, name: unitName, parentId: null, validFrom: today });
      if (!unit.ok) return unit;
      const { unitId } = unit.value;
      const person = await createPerson(joined, system, {
        employeeNo,
        name,
        unitId,
        positionLevel,
        category,
        validFrom: today,
      });
      if (!person.ok) return person;
      const { personId } = person.value;
      const account = await createAccount(joined, system, { personId, username, password, mustChange: false });
      if (!account.ok) return account;
      const grant = await grantRole(joined, system, {
        personId,
        role: 'secadmin',
        unitCode,
        reason: 'first administrator',
        endsAt: null,
      });
      if (!grant.ok) return grant;
      await recordAudit(
        { tx, context: joined, actor: { kind: 'anonymous', address: actor.address } },
        {
          stream: 'people',
          action: 'account.create-first-administrator',
          subject: { kind: 'account', id: personId },
          detail: { link: sha256Hex(token) },
        },
      );
      return ok({ personId });
    },
  );
}
