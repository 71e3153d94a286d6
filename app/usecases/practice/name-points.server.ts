import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { Handle } from '#db/open.server.ts';
import { listKnowledgePoints } from '#db/stores/content.ts';
import { listTeachingLessons } from '#db/stores/practice-questions.ts';

/** A lesson by its place in the address: `/courses/<course>/<lesson>`. */
export type LessonLink = { readonly to: string; readonly title: LocalText };

export type NamedPoint = { readonly code: string; readonly name: LocalText };

/** The names of the points in force; a point that the standard no longer has is called by its code. */
export async function readPointNames(handle: Handle): Promise<(code: string) => NamedPoint> {
  const names = new Map(
    (await listKnowledgePoints(handle)).map(({ code, nameZh, nameEn }) => [code, { zh: nameZh, en: nameEn }]),
  );
  return (code) => ({ code, name: names.get(code) ?? { zh: code, en: code } });
}

/** Where each point is taught first; a point that no lesson teaches is absent. */
export async function readLessonLinks(handle: Handle, points: readonly string[]): Promise<Map<string, LessonLink>> {
  const links = new Map<string, LessonLink>();
  for (const { point, code, title } of await listTeachingLessons(handle, [...new Set(points)]))
    if (!links.has(point)) links.set(point, { to: `/courses/${code}`, title });
  return links;
}
