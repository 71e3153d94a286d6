import { type Day, dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { checkNewPassword } from '#app/domain/people/password-rules.ts';
import type { Role } from '#app/domain/people/roles.ts';
import type { Context } from '#app/usecases/context.ts';
import { inOneTransaction } from '#app/usecases/one-transaction.server.ts';
import { createPerson } from '#app/usecases/people/create-person.server.ts';
import { createUnit } from '#app/usecases/people/create-unit.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { recordRefusedRole } from '#app/usecases/people/record-refused-role.server.ts';
import { findUnitByCode, hasUnits } from '#db/stores/organisation.ts';
import { findPersonByEmployeeNo } from '#db/stores/people.ts';
import { createAccount } from './create-account.server.ts';

export type CreateUserCommand = {
  readonly employeeNo: string;
  readonly username: string;
  readonly password: string;
  readonly mustChange: boolean;
  /** Null where the person stands on the roster already. */
  readonly person: {
    readonly name: string;
    readonly unitCode: string;
    /** Makes the unit as the authority's root when the installation has none yet. */
    readonly unitName: string | null;
    readonly positionLevel: string;
    readonly category: string;
  } | null;
  readonly roles: readonly { readonly role: Role; readonly unitCode: string; readonly reason: string }[];
};

export type CreateUserRefusal =
  | 'forbidden'
  | 'not-found'
  | 'invalid-input'
  | 'weak-password'
  | 'name-taken'
  | 'conflict'
  | 'unit-in-use'
  | 'unit-namesake'
  | 'role-excluded'
  | 'highest-unit-only'
  | 'own-role';

/** Someone who can sign in, from nothing: unit, person, account and roles, all or none of it. */
export async function createUser(
  context: Context,
  actor: Actor,
  command: CreateUserCommand,
): Promise<Result<{ personId: string; username: string }, CreateUserRefusal>> {
  const allowed = checkNewPassword(command);
  if (!allowed.ok) return allowed;
  const hashed = await withPasswordHashed(context, command.password);
  const result = await inOneTransaction(hashed, (joined) => addUser(joined, actor, command));
  // The refusal of a role was taken back with everything else; that somebody tried is not.
  if (
    !result.ok &&
    (result.code === 'role-excluded' || result.code === 'highest-unit-only' || result.code === 'own-role')
  )
    await recordRefusedRole(context, actor, {
      action: 'role.grant',
      personId: (await findPersonByEmployeeNo(context.database.read, command.employeeNo))?.id ?? '',
      refusal: result,
      detail: {
        employeeNo: command.employeeNo,
        roles: command.roles.map(({ role }) => role),
        other: String(result.detail?.other ?? ''),
      },
    });
  return result;
}

/**
 * A context whose passwords hash to what was computed here: hashing inside a transaction would keep every other writer
 * waiting. Only for one password.
 */
export async function withPasswordHashed(context: Context, password: string): Promise<Context> {
  const passwordHash = await context.passwords.hash(password);
  return { ...context, passwords: { ...context.passwords, hash: async () => passwordHash } };
}

/** The same inside a transaction that is open already (see `inOneTransaction`, `withPasswordHashed`). */
export async function addUser(
  joined: Context,
  actor: Actor,
  { employeeNo, username, password, mustChange, person, roles }: CreateUserCommand,
): Promise<Result<{ personId: string; username: string }, CreateUserRefusal>> {
  const today = dayOf(joined.clock.now(), joined.zone);
  const found = await findPersonByEmployeeNo(joined.database.read, employeeNo);
  const made = found
    ? ok({ personId: found.id })
    : person
      ? await addPerson(joined, actor, { ...person, employeeNo, today })
      : refuse('not-found', { employeeNo });
  if (!made.ok) return made;
  const { personId } = made.value;
  const account = await createAccount(joined, actor, { personId, username, password, mustChange });
  if (!account.ok) return account;
  for (const { role, unitCode, reason } of roles) {
    const grant = await grantRole(joined, actor, { personId, role, unitCode, reason, endsAt: null });
    if (!grant.ok) return grant;
  }
  return ok({ personId, username: account.value.username });
}

async function addPerson(
  joined: Context,
  actor: Actor,
  {
    unitCode,
    unitName,
    today,
    ...person
  }: NonNullable<CreateUserCommand['person']> & { employeeNo: string; today: Day },
): Promise<Result<{ personId: string }, CreateUserRefusal>> {
  const found = await findUnitByCode(joined.database.read, unitCode);
  const unit = found
    ? ok({ unitId: found.id })
    : unitName === null || (await hasUnits(joined.database.read))
      ? refuse('not-found', { unit: unitCode })
      : await createUnit(joined, actor, { code: unitCode, name: unitName, parentId: null, validFrom: today });
  if (!unit.ok) return unit;
  return createPerson(joined, actor, { ...person, unitId: unit.value.unitId, validFrom: today });
}
