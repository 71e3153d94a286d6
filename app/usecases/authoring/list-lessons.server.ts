import type { DraftStatus } from '#app/domain/courses/draft.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { listPublications, listPublished, listPublishedByCodes } from '#db/stores/content.ts';
import { listOpenDrafts } from '#db/stores/drafts.ts';
import { readNames } from './draft-state.server.ts';

export type LessonLine = {
  readonly code: string;
  readonly title: LocalText;
  readonly courseCode: string;
  readonly module: LocalText;
  /** The version in force. */
  readonly number: number;
  readonly publishedAt: number;
  /** A person, or the name under which the product itself published it. */
  readonly publishedBy: string;
  readonly draft: { readonly draftId: string; readonly status: DraftStatus } | null;
};

export type LessonPage = {
  readonly courses: readonly { readonly code: string; readonly title: LocalText }[];
  readonly lessons: readonly LessonLine[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
};

export const LESSON_PAGE_SIZE = 20;

/** The lessons in force in the order of their courses, of one course or of all. */
export async function listLessons(
  context: Context,
  actor: PersonActor,
  { course, page }: { course: string | null; page: number },
): Promise<Result<LessonPage, 'forbidden'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const courses = await listPublished(read, 'course');
  const placed = courses
    .filter(({ code }) => course === null || code === course)
    .flatMap(({ code: courseCode, body }) =>
      body.modules.flatMap(({ title: module, lessons }) => lessons.map((code) => ({ courseCode, module, code }))),
    );
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(placed.length / LESSON_PAGE_SIZE)));
  const rows = placed.slice((shown - 1) * LESSON_PAGE_SIZE, shown * LESSON_PAGE_SIZE);
  const codes = rows.map(({ code }) => code);
  const versions = new Map(
    (await listPublishedByCodes(read, { kind: 'lesson', codes })).map((each) => [each.code, each]),
  );
  const publications = await listPublications(
    read,
    [...versions.values()].map(({ versionId }) => versionId),
  );
  const drafts = new Map((await listOpenDrafts(read, codes)).map((draft) => [draft.code, draft]));
  const nameOf = await readNames(read, [...publications.values()]);
  return ok({
    courses: courses.map(({ code, body }) => ({ code, title: body.title })),
    lessons: rows.flatMap(({ code, courseCode, module }) => {
      const version = versions.get(code);
      if (!version) return [];
      const draft = drafts.get(code);
      return [
        {
          code,
          title: version.body.title,
          courseCode,
          module,
          number: version.number,
          publishedAt: version.publishedAt ?? 0,
          publishedBy: nameOf(publications.get(version.versionId) ?? '').name,
          draft: draft ? { draftId: draft.id, status: draft.status } : null,
        },
      ];
    }),
    total: placed.length,
    page: shown,
    pageSize: LESSON_PAGE_SIZE,
  });
}

/** Where a new lesson can stand: the modules of the courses in force. */
export async function listDraftPlaces(
  context: Context,
  actor: PersonActor,
): Promise<
  Result<
    readonly {
      readonly code: string;
      readonly title: LocalText;
      readonly modules: readonly {
        readonly dir: string;
        readonly title: LocalText;
        readonly lessons: readonly string[];
      }[];
    }[],
    'forbidden'
  >
> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  const courses = await listPublished(context.database.read, 'course');
  return ok(courses.map(({ code, body }) => ({ code, title: body.title, modules: body.modules })));
}
