import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Context } from '#app/usecases/context.ts';
import { listKnowledgePoints, listPublished } from '#db/stores/content.ts';
import type { NamedPoint } from './name-points.server.ts';

export type FilterChoices = {
  readonly courses: readonly { readonly code: string; readonly title: LocalText }[];
  readonly points: readonly NamedPoint[];
};

/** What lists of questions may be narrowed by: the courses and points in force. */
export async function listFilterChoices({ database: { read } }: Context): Promise<FilterChoices> {
  return {
    courses: (await listPublished(read, 'course')).map(({ code, body }) => ({ code, title: body.title })),
    points: (await listKnowledgePoints(read)).map(({ code, nameZh, nameEn }) => ({
      code,
      name: { zh: nameZh, en: nameEn },
    })),
  };
}
