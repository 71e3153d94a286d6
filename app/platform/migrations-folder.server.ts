import path from 'node:path';
import type { Dialect } from '#db/open.server.ts';
import { PROJECT_ROOT } from './project-root.server.ts';

/** The migrations that come with this source tree. */
export const migrationsFolderOf = (engine: Dialect): string => path.join(PROJECT_ROOT, 'db', engine, 'migrations');
