import type { Language } from '#app/domain/kernel/local-text.ts';
import { keepInProcess } from '#app/platform/process-state.server.ts';
import { type HelpFile, listHelpFiles } from '#app/usecases/content/check-help.server.ts';
import { readContentFolder } from './read-content-folder.server.ts';

const state = () => keepInProcess('help-pages', () => ({ files: [] as readonly HelpFile[] }));

/**
 * Takes the manual from a content folder into memory: it belongs to the product's version, so it is not kept in the
 * database.
 */
export async function loadHelp(folder: string): Promise<void> {
  state().files = listHelpFiles(await readContentFolder(folder));
}

/** The manual in one language, in its order; for strangers what is meant for them. */
export function listHelp({ language, signedIn }: { language: Language; signedIn: boolean }): HelpFile[] {
  return state()
    .files.filter((file) => file.language === language && (signedIn || file.head.public))
    .toSorted((a, b) => a.head.order - b.head.order);
}
