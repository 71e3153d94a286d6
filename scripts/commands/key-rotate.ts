import type { Command } from 'commander';
import { openContext } from '#app/platform/context.server.ts';
import { rotateKey } from '#app/usecases/audit/rotate-key.server.ts';
import { systemActor } from '#app/usecases/context.ts';

/** `xk key rotate`: a new signing key from now on; what the old one signed stays checkable. */
export function register(program: Command): void {
  const key =
    program.commands.find((command) => command.name() === 'key') ??
    program.command('key').description('the key that signs certificates and the log');
  key.command('rotate').description('put a new signing key into force and retire the one before').action(run);
}

async function run(): Promise<void> {
  const { context, env, close } = await openContext();
  try {
    const result = await rotateKey(context, systemActor('xk'));
    if (!result.ok) throw new Error('rotation cannot be refused');
    const { keyId, retired } = result.value;
    process.stderr.write(
      `retired: ${retired.join(', ') || 'none'}\nback up ${env.DATA_DIR}/keys/${keyId}.jwk.json before anything is signed with it\n`,
    );
    process.stdout.write(`${keyId}\n`);
  } finally {
    await close();
  }
}
