import type { Result } from '#app/domain/kernel/result.ts';
import type { Grant, PersonActor } from '#app/domain/people/actor.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { createAccount } from '#app/usecases/account/create-account.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { createPerson } from '#app/usecases/people/create-person.server.ts';
import { createUnit } from '#app/usecases/people/create-unit.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';

const OPERATOR = systemActor('test');

/** The value of a result, taken for granted. @throws when it was refused. */
export function taken<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`refused: ${result.code} ${JSON.stringify(result.detail ?? {})}`);
  return result.value;
}

/** Makes a unit that exists since 2020. */
export async function seedUnit(
  context: Context,
  { code, parentId = null, validFrom = '2020-01-01' }: { code: string; parentId?: string | null; validFrom?: string },
): Promise<string> {
  return taken(await createUnit(context, OPERATOR, { code, name: `单位${code}`, parentId, validFrom })).unitId;
}

/** Makes a person posted since 2020; with an account when a username is given, its password being `harbour-<username>`. */
export async function seedPerson(
  context: Context,
  {
    employeeNo,
    name = `人员${employeeNo}`,
    unitId,
    username,
    roles = [],
  }: {
    employeeNo: string;
    name?: string;
    unitId: string;
    username?: string;
    roles?: readonly { role: Role; unitCode: string }[];
  },
): Promise<string> {
  const { personId } = taken(
    await createPerson(context, OPERATOR, {
      employeeNo,
      name,
      unitId,
      positionLevel: '一级科员',
      category: '综合管理类',
      validFrom: '2020-01-01',
    }),
  );
  if (username !== undefined)
    taken(
      await createAccount(context, OPERATOR, {
        personId,
        username,
        password: `harbour-${username}`,
        mustChange: false,
      }),
    );
  for (const { role, unitCode } of roles)
    taken(await grantRole(context, OPERATOR, { personId, role, unitCode, reason: 'test', endsAt: null }));
  return personId;
}

/** Someone signed in, without a session behind it. */
export function actorOf(
  personId: string,
  {
    grants = [],
    sessionId = 'session',
    name = '',
  }: { grants?: readonly Grant[]; sessionId?: string; name?: string } = {},
): PersonActor {
  return {
    kind: 'person',
    personId,
    name,
    employeeNo: '',
    grants,
    sessionId,
    address: '192.0.2.1',
    mustChangePassword: false,
  };
}
