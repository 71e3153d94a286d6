// Everything that can be told without running the product: types, form, floors, dead code, content.
import { installIfNeeded, ROOT, requireNode, run, stepper } from './prepare.mjs';

const say = stepper('check');
process.chdir(ROOT);
requireNode(say);
await installIfNeeded(say);

const bin = (name) => `${ROOT}/node_modules/.bin/${name}`;
const CHECKS = [
  ['types', bin('tsc'), ['--noEmit']],
  ['form', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['floors and rules', bin('vitest'), ['run', 'test/architecture', '--reporter=dot']],
  ['dead code', bin('knip'), []],
  ['content', process.execPath, ['scripts/xk.mjs', 'content', 'check']],
];

const failed = [];
for (const [name, command, args] of CHECKS) {
  try {
    await run(command, args, { quiet: true });
    say(`${name}: clean`);
  } catch {
    say(`${name}: FAILED`);
    failed.push(name);
  }
}
console.log(`check: ${CHECKS.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
