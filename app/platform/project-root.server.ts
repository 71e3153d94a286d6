import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, found from wherever this module runs: the sources, the built server, a test. */
export const PROJECT_ROOT = (() => {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(path.join(folder, 'package.json')) && existsSync(path.join(folder, 'db')))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('cannot find the project folder above the running module');
    folder = parent;
  }
  return folder;
})();
