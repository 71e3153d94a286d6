import { type HelpFrontMatter, type HelpNode, parseHelpHead, parseHelpPage } from '#app/domain/courses/help-page.ts';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { decodeFile, oncePerFile, placeOfFile, type SourceFile } from './source-files.server.ts';

export const HELP_LANGUAGES = ['zh-CN', 'en'] as const satisfies readonly Language[];

export type HelpFile = {
  readonly language: Language;
  readonly topic: string;
  readonly head: HelpFrontMatter;
  /** Null where the page is at fault: then it is not shown, and the checker names it. */
  readonly body: () => HelpNode | null;
};

const readPage = oncePerFile((file) => {
  const { text, faults } = decodeFile(file);
  const parsed = text === null ? null : parseHelpPage(text);
  return { page: parsed?.page ?? null, faults: [...faults, ...(parsed?.faults ?? [])] };
});

/** The pages of a content folder's manual. Their bodies are read when somebody opens them: all would take seconds. */
export function listHelpFiles(files: readonly SourceFile[]): readonly HelpFile[] {
  return files.flatMap((file) => {
    const place = placeOfFile(file.path);
    if (place.kind !== 'help') return [];
    const { text } = decodeFile(file);
    const head = text === null ? null : parseHelpHead(text);
    if (!head) return [];
    const { language, topic } = place;
    return [{ language, topic, head, body: () => readPage(file).page?.body ?? null }];
  });
}

/** What is wrong with a content folder's manual. */
export function checkHelp(files: readonly SourceFile[]): readonly ContentFault[] {
  const faults: ContentFault[] = [];
  const seen = new Set<string>();
  for (const file of files) {
    const place = placeOfFile(file.path);
    if (place.kind !== 'help') continue;
    seen.add(file.path);
    faults.push(...readPage(file).faults.map((fault) => ({ path: file.path, ...fault })));
  }
  // Whoever reads in one language must not miss what the other one says.
  for (const path of seen) {
    for (const language of HELP_LANGUAGES) {
      const twin = path.replace(/^help\/[^/]+\//, `help/${language}/`);
      if (!seen.has(twin)) faults.push({ path: twin, line: 1, column: 1, code: 'file-missing', detail: {} });
    }
  }
  return faults;
}
