import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { promptOf } from '#app/domain/questions/types/registry.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { listPointsOfVersions, listPracticeQuestions, type SetFilter } from '#db/stores/practice-questions.ts';
import { type NamedPoint, readPointNames } from './name-points.server.ts';
import { filterOf } from './start-practice.server.ts';

/** A question in a list: what it asks, what it is about, whether it is still in force. */
export type ListedItem = {
  readonly questionId: string;
  readonly type: string;
  readonly prompt: LocalText;
  readonly points: readonly NamedPoint[];
  readonly retired: boolean;
};

export type Paged = { readonly total: number; readonly page: number; readonly pageSize: number };
/** What narrows a list: a course's and a point's code, empty for none. */
export type ListFilter = { readonly course: string; readonly point: string };

export const PAGE_SIZE = 20;

/** A page that exists: the last one for those past the end. */
export const placeOf = (page: number, total: number) =>
  Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / PAGE_SIZE)));

/** The questions that a filter lets through; an unknown course lets nothing through. */
export async function setOf(
  context: Context,
  { personId, filter: { course, point } }: { personId: string; filter: ListFilter },
): Promise<SetFilter> {
  if (point !== '') return { by: 'points', points: [point] };
  if (course === '') return { by: 'all' };
  const found = await filterOf(context, { personId, scope: { kind: 'course', ref: course } });
  return found ?? { by: 'points', points: [] };
}

/** These questions as lists show them, by id; three queries, however many. */
export async function readListed(handle: Handle, questionIds: readonly string[]): Promise<Map<string, ListedItem>> {
  const questions = await listPracticeQuestions(handle, questionIds);
  const pointsOf = await listPointsOfVersions(
    handle,
    questions.map(({ versionId }) => versionId),
  );
  const nameOf = await readPointNames(handle);
  return new Map(
    questions.map(({ questionId, versionId, body, retired }) => [
      questionId,
      {
        questionId,
        type: body.type,
        prompt: promptOf(body).prompt,
        points: (pointsOf.get(versionId) ?? []).map(nameOf),
        retired,
      },
    ]),
  );
}
