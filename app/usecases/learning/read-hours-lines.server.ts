import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { HoursKind } from '#app/domain/training/hours.ts';
import { SOURCE_KIND } from '#app/usecases/training/credit-hours.server.ts';
import type { Handle } from '#db/open.server.ts';
import { type ContentVersion, listVersions } from '#db/stores/content.ts';
import { type CompletionRow, type HoursRow, listCompletions, listHoursEntries } from '#db/stores/learning.ts';

export type HoursLine = {
  readonly id: string;
  readonly at: number;
  readonly kind: HoursKind;
  readonly hours: number;
  readonly source: 'lesson' | 'quiz' | 'reversal' | 'other';
  /** The lesson that it was for; null for other sources. */
  readonly title: LocalText | null;
};

/** Every entry of a person's ledger for a year, the newest first, with the lesson that each was for. */
export async function readHoursLines(
  handle: Handle,
  { personId, year }: { personId: string; year: number },
): Promise<HoursLine[]> {
  const entries = await listHoursEntries(handle, { personId, years: [year] });
  const completions = entries.length === 0 ? [] : await listCompletions(handle, { personId });
  const versions = await listVersions(
    handle,
    completions.map(({ lessonVersionId }) => lessonVersionId),
  );
  const byId = new Map(versions.map((version) => [version.versionId, version]));
  return entries.reverse().map((entry) => hoursLineOf(entry, { completions, versions: byId }));
}

/** Under the title that the lesson had when it was completed. */
export function hoursLineOf(
  { id, at, kind, hours, sourceKind, sourceId, reversesId }: HoursRow,
  { completions, versions }: { completions: readonly CompletionRow[]; versions: ReadonlyMap<string, ContentVersion> },
): HoursLine {
  const completion = completions.find((each) => each.id === sourceId);
  const version = completion && versions.get(completion.lessonVersionId);
  const source =
    reversesId !== null
      ? 'reversal'
      : sourceKind === SOURCE_KIND.lesson
        ? 'lesson'
        : sourceKind === SOURCE_KIND.quiz
          ? 'quiz'
          : 'other';
  return { id, at, kind, hours, source, title: version?.kind === 'lesson' ? version.body.title : null };
}
