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

// `npm test` runs the floors with all other tests.
const wanted = CHECKS.filter(([name]) => !(process.argv.includes('--without-floors') && name === 'floors and rules'));
const failed = [];
const check = async ([name, command, args]) => {
  try {
    await run(command, args, { quiet: true });
    say(`${name}: clean`);
  } catch {
    say(`${name}: FAILED`);
    failed.push(name);
  }
};
// The types take one processor about as long as all the others take another.
const [types, ...others] = wanted;
await Promise.all([
  check(types),
  (async () => {
    for (const each of others) await check(each);
  })(),
]);
console.log(`check: ${wanted.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
