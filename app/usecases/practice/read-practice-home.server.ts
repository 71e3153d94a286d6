import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { dueBefore } from '#app/domain/practice/mistake-book.ts';
import { findWeakPoints, shownAbility } from '#app/domain/practice/weakness.ts';
import type { Context } from '#app/usecases/context.ts';
import { listPublished } from '#db/stores/content.ts';
import { countCards, pageFavourites } from '#db/stores/mistake-book.ts';
import { findRunningMock } from '#db/stores/mock-exams.ts';
import { countSessions, type PracticeSessionRow, pageSessions } from '#db/stores/practice.ts';
import { countPractisable, listPointStandings } from '#db/stores/practice-questions.ts';
import { type NamedPoint, readPointNames } from './name-points.server.ts';
import { type ScopeTitle, titleScopes } from './scope-title.server.ts';

export type SessionLine = {
  readonly id: string;
  readonly scope: ScopeTitle;
  readonly itemCount: number;
  readonly answered: number;
  readonly right: number;
  readonly startedAt: number;
  readonly lastAt: number;
  readonly ended: boolean;
};

export type WeakPoint = NamedPoint & {
  /** Hundredths of a per cent. */
  readonly ability: number;
  readonly answered: number;
  readonly available: number;
};

export type PracticeHome = {
  /** Questions that may be practised at all. */
  readonly total: number;
  readonly due: number;
  readonly cards: number;
  readonly favourites: number;
  readonly courses: readonly { readonly code: string; readonly title: LocalText; readonly questions: number }[];
  readonly weak: readonly WeakPoint[];
  readonly runningMockId: string | null;
  readonly sessions: {
    readonly rows: readonly SessionLine[];
    readonly total: number;
    readonly page: number;
    readonly pageSize: number;
  };
};

const PAGE_SIZE = 8;

/** Where practice begins: what is due, what it can be about, what was done lately. */
export async function readPracticeHome(
  context: Context,
  actor: PersonActor,
  { page }: { page: number },
): Promise<PracticeHome> {
  const { read } = context.database;
  const { personId } = actor;
  const before = dueBefore({ now: context.clock.now(), zone: context.zone });
  const { total, byCourse } = await countPractisable(read);
  const cards = await countCards(read, { personId, before, set: { by: 'all' } });
  const favourites = await pageFavourites(read, { personId, set: { by: 'all' }, limit: 0, offset: 0 });
  const courses = await listPublished(read, 'course');
  const sessions = await countSessions(read, personId);
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(sessions / PAGE_SIZE)));
  const rows = await pageSessions(read, { personId, limit: PAGE_SIZE, offset: (shown - 1) * PAGE_SIZE });
  const titleOf = await titleScopes(read, rows);
  return {
    total,
    due: cards.due,
    cards: cards.asked,
    favourites: favourites.live,
    courses: courses.flatMap(({ documentId, code, body }) => {
      const questions = byCourse.get(documentId) ?? 0;
      return questions > 0 ? [{ code, title: body.title, questions }] : [];
    }),
    weak: await readWeakPoints(context, { personId, before }),
    runningMockId: (await findRunningMock(read, personId))?.id ?? null,
    sessions: {
      rows: rows.map((row) => lineOf(row, titleOf(row))),
      total: sessions,
      page: shown,
      pageSize: PAGE_SIZE,
    },
  };
}

async function readWeakPoints(
  { database: { read } }: Context,
  { personId, before }: { personId: string; before: number },
): Promise<WeakPoint[]> {
  const weak = findWeakPoints(await listPointStandings(read, { personId, before }));
  if (weak.length === 0) return [];
  const nameOf = await readPointNames(read);
  return weak.map((standing) => ({
    ...nameOf(standing.point),
    ability: shownAbility(standing) ?? 0,
    answered: standing.answered,
    available: standing.available,
  }));
}

const lineOf = (
  { id, itemCount, answered, rightCount, startedAt, lastAt, endedAt }: PracticeSessionRow,
  scope: ScopeTitle,
): SessionLine => ({
  id,
  scope,
  itemCount,
  answered,
  right: rightCount,
  startedAt,
  lastAt,
  ended: endedAt !== null,
});
