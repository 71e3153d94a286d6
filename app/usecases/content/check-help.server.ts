import { type HelpPage, parseHelpPage } from '#app/domain/courses/help-page.ts';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { decodeFile, oncePerFile, placeOfFile, type SourceFile } from './source-files.server.ts';

export const HELP_LANGUAGES = ['zh-CN', 'en'] as const satisfies readonly Language[];

export type HelpFile = { readonly language: Language; readonly topic: string; readonly page: HelpPage };

const readPage = oncePerFile((file) => {
  const { text, faults } = decodeFile(file);
  const parsed = text === null ? null : parseHelpPage(text);
  return { page: parsed?.page ?? null, faults: [...faults, ...(parsed?.faults ?? [])] };
});

/** The manual of a content folder: every page that is sound, and what is wrong with the others. */
export function readHelp(files: readonly SourceFile[]): {
  readonly pages: readonly HelpFile[];
  readonly faults: readonly ContentFault[];
} {
  const pages: HelpFile[] = [];
  const faults: ContentFault[] = [];
  const seen = new Set<string>();
  for (const file of files) {
    const place = placeOfFile(file.path);
    if (place.kind !== 'help') continue;
    seen.add(file.path);
    const parsed = readPage(file);
    faults.push(...parsed.faults.map((fault) => ({ path: file.path, ...fault })));
    if (parsed.page) pages.push({ language: place.language, topic: place.topic, page: parsed.page });
  }
  // Whoever reads in one language must not miss what the other one says.
  for (const path of seen) {
    for (const language of HELP_LANGUAGES) {
      const twin = path.replace(/^help\/[^/]+\//, `help/${language}/`);
      if (!seen.has(twin)) faults.push({ path: twin, line: 1, column: 1, code: 'file-missing', detail: {} });
    }
  }
  return { pages, faults };
}
