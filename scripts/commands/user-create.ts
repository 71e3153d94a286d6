import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { POSITION_CATEGORIES, POSITION_LEVELS } from '#app/domain/people/positions.ts';
import { ROLES, type Role } from '#app/domain/people/roles.ts';
import { createUser } from '#app/usecases/account/create-user.server.ts';
import { randomSecret, systemActor } from '#app/usecases/context.ts';
import { CommandFailure, print, say, withContext } from '../command-line.ts';

type Options = {
  readonly username: string;
  readonly employeeNo: string;
  readonly name?: string;
  readonly unit?: string;
  readonly unitName?: string;
  readonly level: string;
  readonly category: string;
  readonly role: readonly Role[];
  readonly reason: string;
  readonly passwordStdin: boolean;
  readonly mustChange: boolean;
};

/** `xk user create`: an account for someone on the roster, or for someone new with a unit and a name. */
export function register(program: Command): void {
  const user =
    program.commands.find((command) => command.name() === 'user') ??
    program.command('user').description('people who sign in');
  user
    .command('create')
    .description('make an account; prints the initial password unless one was given')
    .requiredOption('--username <name>', 'what they sign in with')
    .requiredOption('--employee-no <number>', 'whose account it is; new numbers need --name and --unit')
    .option('--name <name>', 'name of someone who is not on the roster yet')
    .option('--unit <code>', 'code of the unit in which they serve, and for which the roles hold')
    .option('--unit-name <name>', 'makes that unit as the root of an installation that has none')
    .addOption(new Option('--level <level>', 'position level').default(POSITION_LEVELS.at(-1)))
    .addOption(
      new Option('--category <category>', 'category').choices([...POSITION_CATEGORIES]).default(POSITION_CATEGORIES[0]),
    )
    .addOption(new Option('--role <roles...>', 'roles to grant for the unit').choices([...ROLES]).default([]))
    .option('--reason <text>', 'on what grounds the roles are granted', 'xk user create')
    .option('--password-stdin', 'read the initial password from standard input', false)
    .option('--no-must-change', 'let them keep the initial password')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { username, employeeNo, name, unit, unitName, level, category, role, reason, mustChange } = options;
  if ((name === undefined) !== (unit === undefined) && role.length === 0)
    throw new CommandFailure('usage', 'error: --name and --unit belong together');
  if (role.length > 0 && unit === undefined) throw new CommandFailure('usage', 'error: --role needs --unit');
  await withContext(async (context) => {
    const given = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : null;
    const password = given ?? randomSecret(context).slice(0, 16);
    const result = await createUser(context, systemActor('xk'), {
      employeeNo,
      username,
      password,
      mustChange,
      person:
        name !== undefined && unit !== undefined
          ? { name, unitCode: unit, unitName: unitName ?? null, positionLevel: level, category }
          : null,
      roles: unit === undefined ? [] : role.map((each) => ({ role: each, unitCode: unit, reason })),
    });
    if (!result.ok)
      throw new CommandFailure('refused', `refused: ${result.code} ${JSON.stringify(result.detail ?? {})}`);
    say(`${result.value.username} can sign in${mustChange ? ' and must then choose a password' : ''}`);
    if (given === null) await print(password);
  });
}
