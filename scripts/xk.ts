import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, CommanderError } from 'commander';
import { CommandFailure, EXIT } from './command-line.ts';
import { describeSystemFault } from './system-faults.ts';

/** One command per file in scripts/commands; each puts itself on the program. */
type CommandModule = { readonly register: (program: Command) => void };

const program = new Command('xk')
  .description('commands of Xunkao, for operators and authors; data on stdout, messages on stderr')
  .addHelpText('after', '\nExit codes: 0 done, 1 refused by a rule, 2 wrong usage.')
  .showHelpAfterError('(--help shows how it is used)')
  .exitOverride();

const folder = path.join(import.meta.dirname, 'commands');
const files = readdirSync(folder)
  .filter((file) => /\.[jt]s$/.test(file) && !/\.test\.ts$/.test(file))
  .sort();
// Files are called as their commands are, so that one starts without waiting for all the others to load.
const [group = ''] = process.argv.slice(2);
const own = files.filter((file) => file.split(/[-.]/, 1)[0] === group);
for (const file of own.length > 0 ? own : files) {
  const { register } = (await import(pathToFileURL(path.join(folder, file)).href)) as CommandModule;
  register(program);
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version come as errors too, with exit code 0; without a subcommand help was asked for by mistake.
    const wrong = error.exitCode !== 0 || error.code === 'commander.help';
    process.exitCode = wrong ? EXIT.usage : EXIT.done;
  } else if (error instanceof CommandFailure) {
    if (error.message !== '') console.error(error.message);
    process.exitCode = error.exitCode;
  } else {
    const told = describeSystemFault(error);
    if (told === null) throw error;
    console.error(told);
    process.exitCode = EXIT.refused;
  }
}
