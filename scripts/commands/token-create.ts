import { type Command, InvalidArgumentError, Option } from 'commander';
import { TOKEN_SCOPES, type TokenScope } from '#app/domain/people/permissions.ts';
import { TOKEN_DAYS } from '#app/domain/people/token-rules.ts';
import { createToken } from '#app/usecases/account/create-token.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { CommandFailure, print, say, withContext } from '../command-line.ts';

type Options = { readonly scope: readonly TokenScope[]; readonly name: string; readonly days: number };

/** `xk token create --scope S`: a bearer token for another program, such as the personnel system. */
export function register(program: Command): void {
  const token =
    program.commands.find((command) => command.name() === 'token') ??
    program.command('token').description('bearer tokens of other programs');
  token
    .command('create')
    .description('make a token; it is printed once and stored only as a hash')
    .addOption(
      new Option('--scope <scopes...>', 'what it opens').choices(Object.keys(TOKEN_SCOPES)).makeOptionMandatory(),
    )
    .option('--name <name>', 'whose it is, for the log', 'xk')
    .option('--days <days>', `how long it works, at most ${TOKEN_DAYS.most}`, parseDays, TOKEN_DAYS.byDefault)
    .action(run);
}

async function run({ scope, name, days }: Options): Promise<void> {
  await withContext(async (context) => {
    const result = await createToken(context, systemActor('xk'), { name, scopes: [...new Set(scope)], days });
    if (!result.ok) throw new CommandFailure('refused', `refused: ${result.code}`);
    const { token, tokenId, expiresAt } = result.value;
    say(`${tokenId} works until ${new Date(expiresAt).toISOString()}`);
    await print(token);
  });
}

function parseDays(given: string): number {
  const days = Number(given);
  if (!Number.isInteger(days) || days < 1 || days > TOKEN_DAYS.most)
    throw new InvalidArgumentError(`1 to ${TOKEN_DAYS.most} whole days.`);
  return days;
}
