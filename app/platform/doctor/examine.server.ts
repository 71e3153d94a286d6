import { describeFailure } from '#app/platform/log.server.ts';
import type { Finding, Look } from './finding.ts';
import { lookAtDatabase } from './look-at-database.server.ts';
import { lookAtMachine, readEnvironment } from './look-at-machine.server.ts';
import { lookAtRecords } from './look-at-records.server.ts';

/**
 * Looks at everything that an installation needs, one thing after another, each on its own: what is broken must not keep
 * the rest from being looked at. Changes nothing; a running server goes on.
 */
export async function examine(): Promise<Finding[]> {
  const environment = readEnvironment();
  if ('fault' in environment) return [{ name: 'environment', ...environment.fault }];
  const { env } = environment;
  const findings = await run([
    { name: 'environment', look: async () => ({ status: 'well', code: 'environment', values: {} }) },
    ...lookAtMachine(env),
  ]);
  const database = lookAtDatabase(env);
  findings.push(...(await run(database.looks)));
  // Questions to the records make sense only where there are some, of this release.
  const level = findings.find(({ name }) => name === 'migrations');
  if (level?.status === 'well') {
    const records = lookAtRecords(env);
    findings.push(...(await run(records.looks)));
    await records.close().catch(() => undefined);
  } else {
    findings.push({ name: 'records', status: 'unknown', code: 'records-unknown', values: {} });
  }
  return findings;
}

async function run(looks: readonly Look[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, look } of looks) {
    try {
      findings.push(...[await look()].flat().map((said) => ({ name, ...said })));
    } catch (error) {
      const told = describeFailure(error).split('\n')[0] ?? '';
      findings.push({ name, status: 'wrong', code: 'failed', values: { error: told.replace(/^\w*Error: /, '') } });
    }
  }
  return findings;
}
