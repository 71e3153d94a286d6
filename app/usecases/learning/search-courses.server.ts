import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { queryWords } from '#app/domain/kernel/words.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { listPublishedByCodes, listPublishedOf } from '#db/stores/content.ts';
import { findEntries } from '#db/stores/search.ts';

export type SearchHit = {
  readonly kind: 'course' | 'lesson';
  /** Its address. */
  readonly to: string;
  readonly title: LocalText;
  readonly summary: LocalText;
  /** The course that a lesson belongs to; null for a course. */
  readonly course: LocalText | null;
};

export type SearchPage = { readonly hits: readonly SearchHit[]; readonly page: number; readonly hasNext: boolean };

const PAGE_SIZE = 20;
/** Nobody reads further; a query must not walk the whole index page by page. */
const LAST_PAGE = 50;

/** Published courses and lessons that hold every word of the query, best first. A query without a letter finds nothing. */
export async function searchCourses(
  context: Context,
  _actor: PersonActor,
  { query, page }: { query: string; page: number },
): Promise<SearchPage> {
  const handle = context.database.read;
  const shown = Math.min(Math.max(1, page), LAST_PAGE);
  const entries = await findEntries(handle, {
    words: queryWords(query),
    limit: PAGE_SIZE + 1,
    offset: (shown - 1) * PAGE_SIZE,
  });
  const onPage = entries.slice(0, PAGE_SIZE);
  const documents = new Map(
    (
      await listPublishedOf(
        handle,
        onPage.map(({ documentId }) => documentId),
      )
    ).map((version) => [version.documentId, version]),
  );
  const codes = new Set(
    [...documents.values()].filter(({ kind }) => kind === 'lesson').map(({ code }) => courseOf(code)),
  );
  const courses = new Map(
    (await listPublishedByCodes(handle, { kind: 'course', codes: [...codes] })).map(({ code, body }) => [
      code,
      body.title,
    ]),
  );
  const hits = onPage.flatMap(({ documentId }): SearchHit[] => {
    const version = documents.get(documentId);
    if (version?.kind !== 'course' && version?.kind !== 'lesson') return [];
    const { kind, code, body } = version;
    const course = kind === 'lesson' ? (courses.get(courseOf(code)) ?? null) : null;
    return [{ kind, to: `/courses/${code}`, title: body.title, summary: body.summary, course }];
  });
  return { hits, page: shown, hasNext: entries.length > PAGE_SIZE && shown < LAST_PAGE };
}

const courseOf = (lessonCode: string) => lessonCode.slice(0, lessonCode.indexOf('/'));
