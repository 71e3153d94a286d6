import { addDays, dayOf, startOfDay, yearOf } from '#app/domain/kernel/instant.ts';
import type { Result } from '#app/domain/kernel/result.ts';
import { DEMO_PASSWORD } from '#app/domain/people/demo-accounts.ts';
import { createAccount } from '#app/usecases/account/create-account.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { createPerson } from '#app/usecases/people/create-person.server.ts';
import { createUnit } from '#app/usecases/people/create-unit.server.ts';
import { grantRole } from '#app/usecases/people/grant-role.server.ts';
import { transferPerson } from '#app/usecases/people/transfer-person.server.ts';
import { hasAccounts } from '#db/stores/accounts.ts';
import { hasUnits } from '#db/stores/organisation.ts';
import { type DemoContext, makeDemoContext } from './demo-context.server.ts';
import { DEMO_UNITS, DEMO_UNITS_SINCE, makeDemoRoster } from './demo-roster.ts';

const DEMO = systemActor('demo');

/**
 * Fills an empty database with the demo organisation and its past two years, all or nothing. False when there is an
 * organisation already: a demo never mixes with anyone's data.
 */
export async function loadDemoOrganisation(context: Context): Promise<boolean> {
  const { database, clock, zone } = context;
  if ((await hasAccounts(database.read)) || (await hasUnits(database.read))) return false;
  const now = clock.now();
  const year = yearOf(now, zone);
  const passwordHash = await context.passwords.hash(DEMO_PASSWORD);
  await database.transaction(async (tx) => {
    const demo = makeDemoContext({ context, tx, seed: `demo ${dayOf(now, zone)}`, passwordHash });
    // The product was set up at the end of the year before last.
    demo.setNow(startOfDay(addDays(`${year - 1}-01-01`, -10), zone) + 9 * 3_600_000);
    await loadPeople(demo, year);
  });
  return true;
}

/** Units, people, postings, roles and accounts. */
async function loadPeople(demo: DemoContext, year: number): Promise<void> {
  const unitIds = new Map<string, string>();
  const unitId = (code: string) => {
    const id = unitIds.get(code);
    if (id === undefined) throw new Error(`the demo has no unit ${code}`);
    return id;
  };
  for (const { code, name, parent } of DEMO_UNITS) {
    const parentId = parent === null ? null : unitId(parent);
    const made = granted(await createUnit(demo, DEMO, { code, name, parentId, validFrom: DEMO_UNITS_SINCE }));
    unitIds.set(code, made.unitId);
  }
  for (const { employeeNo, name, postings, roles, username } of makeDemoRoster(year)) {
    const [first, ...later] = postings;
    if (!first) continue;
    const { personId } = granted(
      await createPerson(demo, DEMO, { employeeNo, name, ...first, unitId: unitId(first.unit) }),
    );
    for (const posting of later)
      granted(await transferPerson(demo, DEMO, { personId, ...posting, unitId: unitId(posting.unit) }));
    for (const { role, unit, reason } of roles)
      granted(await grantRole(demo, DEMO, { personId, role, unitCode: unit, reason, endsAt: null }));
    if (username !== null)
      granted(
        await createAccount(demo, DEMO, { personId, username, password: DEMO_PASSWORD, mustChange: false, demo: true }),
      );
  }
}

/** The value of a step that must not be refused. @throws when it was: the demo is then wrong, and nothing of it is kept. */
function granted<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`the demo was refused: ${result.code} ${JSON.stringify(result.detail ?? {})}`);
  return result.value;
}
