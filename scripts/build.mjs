// Builds browser and server code into build/ when anything that they are made of has changed.
import { buildIfChanged, installIfNeeded, ROOT, requireNode, stepper } from './prepare.mjs';

const say = stepper('build');
process.chdir(ROOT);
requireNode(say);
await installIfNeeded(say);
if (!(await buildIfChanged(say))) say('nothing has changed');
