import type { Json } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { isSelfChecked } from '#app/domain/practice/settle-item.ts';
import { type Behaviour, type Certainty, markOf } from '#app/domain/questions/behaviours/behaviour.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';
import { reviewOf } from '#app/domain/questions/types/registry.ts';
import type { ReviewKey } from '#app/domain/questions/types/review-key.ts';
import type { Outcome, PartVerdict } from '#app/domain/questions/types/verdict.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findOwnSession, listFavouritesAmong, type PracticeSessionRow } from '#db/stores/practice.ts';
import { listPointsOfVersions } from '#db/stores/practice-questions.ts';
import { type LessonLink, type NamedPoint, readLessonLinks, readPointNames } from './name-points.server.ts';
import { type ScopeTitle, titleOfScope } from './scope-title.server.ts';
import { readSessionItems, type SessionItem, showQuestion } from './session-items.server.ts';

/** Every question is worth one mark. */
const MARK = 100;

/** What a closed question came to, with the key and the reason. */
export type PracticeReview = {
  readonly answer: Json;
  readonly mark: number;
  readonly maxMark: number;
  readonly outcome: Outcome;
  readonly parts: readonly PartVerdict[];
  readonly key: ReviewKey;
  readonly explanation: LocalText;
  /** Whether the learner judges it themselves. */
  readonly selfChecked: boolean;
};

export type OpenedItem = {
  readonly slot: number;
  readonly questionId: string;
  readonly question: Prompt & { readonly type: string };
  readonly starred: boolean;
  readonly points: readonly NamedPoint[];
  readonly answer: Json;
  readonly certainty: Certainty | null;
  /** While it is open: what the last try came to, and how many are left; null where tries are not counted. */
  readonly lastTry: Outcome | null;
  readonly triesLeft: number | null;
  /** Null until it is closed: nothing before that tells a key. */
  readonly review: PracticeReview | null;
  readonly lesson: LessonLink | null;
};

export type OpenedSession = {
  readonly sessionId: string;
  readonly scope: ScopeTitle;
  readonly behaviour: Behaviour['name'];
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly slots: readonly { readonly slot: number; readonly outcome: Outcome | null }[];
  readonly item: OpenedItem;
};

/** A set at one of its questions: the one asked for, else the first that is open, else the last. */
export async function openSession(
  context: Context,
  actor: PersonActor,
  { sessionId, slot }: { sessionId: string; slot: number | null },
): Promise<Result<OpenedSession, 'not-found'>> {
  const { read } = context.database;
  const { personId } = actor;
  const session = await findOwnSession(read, { personId, sessionId });
  if (!session) return refuse('not-found');
  const items = await readSessionItems(context, read, session);
  const item =
    items.find((each) => each.slot === slot) ?? items.find(({ settled }) => settled === null) ?? items.at(-1);
  if (!item) return refuse('not-found');
  return ok({
    sessionId,
    scope: await titleOfScope(read, session),
    behaviour: session.behaviour.name,
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    slots: items.map((each) => ({ slot: each.slot, outcome: each.settled?.outcome ?? null })),
    item: await showItem(read, { session, item }),
  });
}

async function showItem(
  handle: Handle,
  { session, item }: { session: PracticeSessionRow; item: SessionItem },
): Promise<OpenedItem> {
  const { slot, questionId, versionId, state, settled } = item;
  const points = (await listPointsOfVersions(handle, [versionId])).get(versionId) ?? [];
  const nameOf = await readPointNames(handle);
  const starred = await listFavouritesAmong(handle, { personId: session.personId, questionIds: [questionId] });
  const links = settled ? await readLessonLinks(handle, points) : new Map<string, LessonLink>();
  const { behaviour } = session;
  return {
    slot,
    questionId,
    question: showQuestion(item),
    starred: starred.has(questionId),
    points: points.map(nameOf),
    answer: state.answer,
    certainty: state.certainty,
    lastTry: settled ? null : (state.verdict?.outcome ?? null),
    triesLeft: behaviour.name === 'tries' && !settled ? behaviour.tries - state.tries : null,
    review: settled && reviewItem(behaviour, item),
    lesson: points.map((point) => links.get(point)).find((link) => link !== undefined) ?? null,
  };
}

/**
 * A closed question with its key; the caller has made sure that it is closed. Its outcome is the one that is kept, so
 * that what was right only at a later try reads the same here, in the overview and in the book.
 */
export function reviewItem(behaviour: Behaviour, { question, state, settled }: SessionItem): PracticeReview {
  return {
    answer: state.answer,
    mark: markOf(behaviour, { state, maxMark: MARK }),
    maxMark: MARK,
    outcome: settled?.outcome ?? 'empty',
    parts: state.verdict?.parts ?? [],
    ...reviewOf(question),
    selfChecked: isSelfChecked(question),
  };
}
