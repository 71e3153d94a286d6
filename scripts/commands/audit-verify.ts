import type { Command } from 'commander';
import type { VerificationFault } from '#app/domain/audit/verification-fault.ts';
import { openContext } from '#app/platform/context.server.ts';
import { verifyAudit } from '#app/usecases/audit/verify-audit.server.ts';
import { systemActor } from '#app/usecases/context.ts';

/** `xk audit verify`: recomputes every chain; exit 1 and the place of the first broken entry when one is not whole. */
export function register(program: Command): void {
  const audit =
    program.commands.find((command) => command.name() === 'audit') ??
    program.command('audit').description('the chained log');
  audit.command('verify').description('check the whole log, its anchors and the answers of every attempt').action(run);
}

async function run(): Promise<void> {
  const { context, close } = await openContext();
  try {
    const onProgress = process.stderr.isTTY
      ? ({ entries, answers }: { entries: number; answers: number }) =>
          void process.stderr.write(`\r${entries} entries, ${answers} answers`)
      : () => undefined;
    const result = await verifyAudit(context, systemActor('xk'), { onProgress });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    if (!result.ok) throw new Error('verification cannot be refused');
    const { intact, faults, ...counts } = result.value;
    const counted = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
    process.stdout.write(`${intact ? 'intact' : 'BROKEN'}: ${counted.join(', ')}\n`);
    for (const fault of faults) process.stdout.write(`${sentenceOf(fault)}\n`);
    process.stdout.write(`${REACH}\n`);
    if (!intact) process.exitCode = 1;
  } finally {
    await close();
  }
}

const REACH = [
  'compared with the log: the beginning and end of attempts, answers, grades, certificates and their changes, acts on sittings, roles, hours, published versions of the content, tokens, settings',
  'not covered: marks of single questions, appraisal records, people and units, compiled lessons and images; entries after the last anchor are not signed yet',
].join('\n');

const WHAT: Record<VerificationFault['fault'], string> = {
  missing: 'is missing',
  unlinked: 'does not follow the entry before it',
  altered: 'is not what was recorded',
  'head-differs': 'is not where the chain should end',
  'signature-invalid': 'was not signed by this installation',
  'differs-from-anchor': 'is not the entry that was signed',
  'differs-from-file': 'is not the one kept in keys/anchors.jsonl',
  'differs-from-log': 'is not what the log says',
  'not-in-log': 'is not in the log',
  'differs-from-statement': 'is not what the signed statement says',
};

/** One fault in words: where, and what is wrong with it. */
export function sentenceOf({ chain, stream, n, fault }: VerificationFault): string {
  const where = {
    log: `stream ${stream}, entry ${n}`,
    anchors: `anchor ${n}`,
    'anchor-file': `keys/anchors.jsonl, line ${n}`,
    answers: `attempt ${stream}, answer ${n}`,
    attempt: `attempt ${stream}`,
    grade: `grade ${stream}`,
    certificate: `certificate ${stream}`,
    revocation: `change of certificate ${stream}`,
    sitting: `act on sitting ${stream}`,
    role: `role ${stream}`,
    hours: `hours ${stream}`,
    content: `version of ${stream}`,
    token: `token ${stream}`,
    setting: `change of setting ${stream}`,
  };
  return `${where[chain]}: ${fault}: ${WHAT[fault]}`;
}
