import type { Command } from 'commander';
import { formatAccessCode } from '#app/domain/people/access-code.ts';
import { issueReset } from '#app/usecases/access/issue-reset.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { CommandFailure, print, say, withContext } from '../command-line.ts';

/** `xk user reset`: a new way in for someone whom nobody resets in the browser, or when nobody else is there to do it. */
export function register(program: Command): void {
  const user =
    program.commands.find((command) => command.name() === 'user') ??
    program.command('user').description('people who sign in');
  user
    .command('reset')
    .description('make a one-time code with which someone sets a new password; prints it once')
    .requiredOption('--username <name>', 'whose account it is: user name or employee number')
    .option('--reason <text>', 'on what grounds', 'xk user reset')
    .action(run);
}

async function run({ username, reason }: { readonly username: string; readonly reason: string }): Promise<void> {
  await withContext(async (context) => {
    const result = await issueReset(context, systemActor('xk'), { who: username, reason });
    if (!result.ok)
      throw new CommandFailure('refused', `refused: ${result.code} ${JSON.stringify(result.detail ?? {})}`);
    const { username: whose, code, validUntil } = result.value;
    say(
      `${whose} sets a new password with it at ${context.publicUrl}/activate, once, before ${new Date(validUntil).toISOString()}`,
    );
    await print(formatAccessCode(code));
  });
}
