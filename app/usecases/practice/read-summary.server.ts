import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { type Behaviour, markOf } from '#app/domain/questions/behaviours/behaviour.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';
import type { Outcome } from '#app/domain/questions/types/verdict.ts';
import type { Context } from '#app/usecases/context.ts';
import { findOwnSession } from '#db/stores/practice.ts';
import { listPointsOfVersions } from '#db/stores/practice-questions.ts';
import { type LessonLink, type NamedPoint, readLessonLinks, readPointNames } from './name-points.server.ts';
import { type PracticeReview, reviewItem } from './open-session.server.ts';
import { type ScopeTitle, titleOfScope } from './scope-title.server.ts';
import { readSessionItems, showQuestion } from './session-items.server.ts';

export type MissedItem = {
  readonly slot: number;
  readonly question: Prompt & { readonly type: string };
  readonly review: PracticeReview;
  readonly points: readonly NamedPoint[];
  readonly lesson: LessonLink | null;
};

export type PracticeSummary = {
  readonly sessionId: string;
  readonly scope: ScopeTitle;
  readonly behaviour: Behaviour['name'];
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly total: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly open: number;
  /** What was earned in hundredths of a mark, of one mark for each closed question; certainty may bring it below 0. */
  readonly marks: { readonly earned: number; readonly of: number };
  readonly points: readonly (NamedPoint & {
    readonly answered: number;
    readonly right: number;
    readonly lesson: LessonLink | null;
  })[];
  /** What was not right, in the order of the set. */
  readonly missed: readonly MissedItem[];
};

/** What a set came to, by point, with what was missed and where it is taught. Open questions are counted, nothing else. */
export async function readSummary(
  context: Context,
  actor: PersonActor,
  { sessionId }: { sessionId: string },
): Promise<Result<PracticeSummary, 'not-found'>> {
  const { read } = context.database;
  const session = await findOwnSession(read, { personId: actor.personId, sessionId });
  if (!session) return refuse('not-found');
  const items = await readSessionItems(context, read, session);
  const closed = items.flatMap((item) => (item.settled ? [{ ...item, settled: item.settled }] : []));
  const pointsOf = await listPointsOfVersions(
    read,
    closed.map(({ versionId }) => versionId),
  );
  const nameOf = await readPointNames(read);
  const links = await readLessonLinks(read, [...pointsOf.values()].flat());
  const counts: Record<Outcome, number> = { right: 0, partial: 0, wrong: 0, empty: 0, 'to-mark': 0 };
  const points = new Map<string, { answered: number; right: number }>();
  let earned = 0;
  for (const { versionId, settled, state } of closed) {
    counts[settled.outcome] += 1;
    if (settled.outcome === 'to-mark') continue;
    earned += markOf(session.behaviour, { state, maxMark: 100 });
    for (const point of pointsOf.get(versionId) ?? []) {
      const { answered, right } = points.get(point) ?? { answered: 0, right: 0 };
      points.set(point, { answered: answered + 1, right: right + (settled.outcome === 'right' ? 1 : 0) });
    }
  }
  return ok({
    sessionId,
    scope: await titleOfScope(read, session),
    behaviour: session.behaviour.name,
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    total: items.length,
    counts,
    open: items.length - closed.length,
    marks: { earned, of: (closed.length - counts['to-mark']) * 100 },
    points: [...points]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, figures]) => ({ ...nameOf(code), ...figures, lesson: links.get(code) ?? null })),
    missed: closed.flatMap((item): MissedItem[] => {
      if (item.settled.outcome === 'right' || item.settled.outcome === 'to-mark') return [];
      const own = pointsOf.get(item.versionId) ?? [];
      return [
        {
          slot: item.slot,
          question: showQuestion(item),
          review: reviewItem(session.behaviour, item),
          points: own.map(nameOf),
          lesson: own.map((point) => links.get(point)).find((link) => link !== undefined) ?? null,
        },
      ];
    }),
  });
}
