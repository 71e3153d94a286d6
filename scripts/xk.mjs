// `xk`: from the build where that is of these very sources, else from the sources.
import { pathToFileURL } from 'node:url';
import { COMMANDS, isBuilt } from './prepare.mjs';

if (isBuilt()) await import(pathToFileURL(COMMANDS).href);
else {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./xk.ts');
}
