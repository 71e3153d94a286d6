// Measures what must be fast, each against a baseline measured in the same run on the same machine.
import { buildIfChanged, installIfNeeded, ROOT, requireNode, run, stepper } from './prepare.mjs';

const say = stepper('bench');
process.chdir(ROOT);
requireNode(say);
await installIfNeeded(say);
await buildIfChanged(say);
await run(process.execPath, ['--import', 'tsx', 'test/bench/run.ts', ...process.argv.slice(2)]);
