import path from 'node:path';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import { PROJECT_ROOT } from '#app/platform/project-root.server.ts';
import { formatFault } from '#app/usecases/content/describe-fault.server.ts';
import { type ImportOutcome, importContent } from '#app/usecases/content/import-content.server.ts';
import { NOTHING_TAKEN, type Taken } from '#app/usecases/content/reconcile-documents.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { fingerprintOf, readContentFolder } from './read-content-folder.server.ts';

/** What comes with the product. */
export const CONTENT_FOLDER = path.join(PROJECT_ROOT, 'content');

/** Who publishes what an administrator installs: what this name published, an import may also retire. */
export const IMPORTER = systemActor('content-import');

/**
 * Brings the database up to what a folder holds; changes nothing when it is at fault, and nothing of what the browser
 * changed too.
 */
export async function importContentFolder(
  context: Context,
  folder: string,
  take: Taken = NOTHING_TAKEN,
): Promise<ImportOutcome> {
  const files = await readContentFolder(folder);
  return importContent(context, IMPORTER, { files, fingerprint: fingerprintOf(files), take });
}

const LINES_SHOWN = 20;

/** The first faults by line, and how many more there are. */
export function listFaultLines(faults: readonly ContentFault[], folder: string): string[] {
  const lines = faults.slice(0, LINES_SHOWN).map((fault) => formatFault(fault, { language: 'zh-CN', folder }));
  return faults.length > LINES_SHOWN ? [...lines, `… ${faults.length - LINES_SHOWN} more`] : lines;
}

/**
 * The start's own import of the content that came with the product.
 * @throws Error that names the first faults by line: a server without its content would fail its users one by one.
 */
export async function loadContent(context: Context, folder: string = CONTENT_FOLDER): Promise<ImportOutcome> {
  const outcome = await importContentFolder(context, folder);
  if (outcome.status === 'refused') {
    throw new Error(
      `the content is at fault and was not imported:\n${listFaultLines(outcome.faults, 'content').join('\n')}`,
    );
  }
  if (outcome.status === 'imported') context.log.info({ ...outcome.report }, 'content imported');
  if (outcome.conflicts.length > 0)
    context.log.warn(
      { documents: outcome.conflicts.map(({ kind, code }) => `${kind} ${code}`) },
      'files and browser both changed these; the browser stays in force: see xk content import --help',
    );
  return outcome;
}
