import { completionCounts } from '#app/domain/courses/completion-validity.ts';
import { yearOf } from '#app/domain/kernel/instant.ts';
import type { Handle } from '#db/open.server.ts';
import { listMaterialNumbers, listPassedTries, listVersionNumbers } from '#db/stores/completion-validity.ts';
import { type CompletionRow, listCompletions } from '#db/stores/learning.ts';

export type JudgedCompletion = CompletionRow & {
  /** Whether it still counts as completed: no material change came after it, or it was renewed. */
  readonly counts: boolean;
};

/**
 * A person's completions, newest first, each with whether it still counts. Two queries more than without, and a third
 * only for who completed what was changed materially since.
 */
export async function readCompletions(
  handle: Handle,
  { personId, lessonIds, zone }: { personId: string; lessonIds?: readonly string[]; zone: string },
): Promise<JudgedCompletion[]> {
  const completions = await listCompletions(handle, { personId, ...(lessonIds ? { lessonIds } : {}) });
  const material = await listMaterialNumbers(handle, [...new Set(completions.map(({ lessonId }) => lessonId))]);
  if (material.size === 0) return completions.map((completion) => ({ ...completion, counts: true }));
  const affected = completions.filter(({ lessonId }) => material.has(lessonId));
  const numbers = await listVersionNumbers(
    handle,
    affected.map(({ lessonVersionId }) => lessonVersionId),
  );
  const versionOf = ({ lessonVersionId }: CompletionRow) => numbers.get(lessonVersionId) ?? 0;
  const outdated = affected.filter((each) => versionOf(each) < (material.get(each.lessonId) ?? 0));
  const tries = await listPassedTries(handle, {
    personId,
    lessonIds: [...new Set(outdated.map(({ lessonId }) => lessonId))],
  });
  return completions.map((completion) => ({
    ...completion,
    counts: completionCounts({
      completion: { version: versionOf(completion), year: completion.year },
      material: material.get(completion.lessonId) ?? null,
      renewals: tries
        .filter(({ lessonId }) => lessonId === completion.lessonId)
        .map(({ version, submittedAt }) => ({ version, year: yearOf(submittedAt, zone) })),
    }),
  }));
}
