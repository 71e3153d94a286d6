import { drawOptionOrder } from '#app/domain/exams/assembly.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { PRACTICE_BEHAVIOURS, type PracticeBehaviour, type PracticeScope } from '#app/domain/practice/choices.ts';
import { drawSet } from '#app/domain/practice/draw-set.ts';
import { dueBefore } from '#app/domain/practice/mistake-book.ts';
import { findWeakPoints } from '#app/domain/practice/weakness.ts';
import { findQuestionType, promptOf } from '#app/domain/questions/types/registry.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import { findPublishedByCode } from '#db/stores/content.ts';
import { insertSession } from '#db/stores/practice.ts';
import { listCandidates, listDueQuestions, listPointStandings, type SetFilter } from '#db/stores/practice-questions.ts';

export type StartPractice = {
  readonly scope: PracticeScope;
  readonly behaviour: PracticeBehaviour;
  readonly size: number;
};

type Drawn = { readonly questionId: string; readonly versionId: string };

/** Draws a set and keeps it with its questions pinned, so that it can be gone on with anywhere. */
export async function startPractice(
  context: Context,
  actor: PersonActor,
  { scope, behaviour, size }: StartPractice,
): Promise<Result<{ readonly sessionId: string }, 'not-found' | 'bank-too-small'>> {
  const { personId } = actor;
  const seed = Buffer.from(context.random.bytes(16)).toString('hex');
  const drawn = await drawFrom(context, { personId, scope, size, seed });
  if (!drawn.ok) return drawn;
  if (drawn.value.length === 0) return refuse('bank-too-small');
  const versionIds = drawn.value.map(({ versionId }) => versionId);
  const questions = await getQuestions(context, versionIds);
  const sessionId = newId(context, 'prs');
  const items = drawn.value.map(({ questionId, versionId }, index) => {
    const question = questions.get(versionId);
    if (!question) throw new Error(`question version ${versionId} does not exist`);
    const optionIds = promptOf(question).options?.map(({ id }) => id) ?? [];
    const shuffle = findQuestionType(question.type)?.shufflable ?? false;
    const slot = index + 1;
    return { sessionId, slot, questionId, versionId, optionOrder: drawOptionOrder({ seed, slot, optionIds, shuffle }) };
  });
  const now = context.clock.now();
  const session = {
    id: sessionId,
    personId,
    scope: scope.kind,
    scopeRef: scope.ref,
    behaviour: PRACTICE_BEHAVIOURS[behaviour],
    seed,
    itemCount: items.length,
    answered: 0,
    rightCount: 0,
    startedAt: now,
    lastAt: now,
    endedAt: null,
  };
  await context.database.transaction((tx) => insertSession(tx, { session, items }));
  return ok({ sessionId });
}

async function drawFrom(
  context: Context,
  { personId, scope, size, seed }: { personId: string; scope: PracticeScope; size: number; seed: string },
): Promise<Result<Drawn[], 'not-found'>> {
  const { read } = context.database;
  if (scope.kind === 'mistakes') {
    const before = dueBefore({ now: context.clock.now(), zone: context.zone });
    return ok(await listDueQuestions(read, { personId, before, limit: size }));
  }
  const filter = await filterOf(context, { personId, scope });
  if (!filter) return refuse('not-found');
  return ok(drawSet({ candidates: await listCandidates(read, { personId, filter }), size, seed }));
}

/** What a scope narrows to today; null where it names a course that is not there. */
export async function filterOf(
  context: Context,
  { personId, scope: { kind, ref } }: { personId: string; scope: PracticeScope },
): Promise<SetFilter | null> {
  const { read } = context.database;
  switch (kind) {
    case 'course': {
      const course = await findPublishedByCode(read, { kind: 'course', code: ref });
      return course && { by: 'course', courseId: course.documentId };
    }
    case 'point':
      return { by: 'points', points: [ref] };
    case 'weakness': {
      const before = dueBefore({ now: context.clock.now(), zone: context.zone });
      const weak = findWeakPoints(await listPointStandings(read, { personId, before }));
      return { by: 'points', points: weak.map(({ point }) => point) };
    }
    case 'favourites':
      return { by: 'favourites', personId };
    default:
      return { by: 'all' };
  }
}
