import { isOver } from '#app/domain/exams/attempt.ts';
import { scale } from '#app/domain/kernel/hundredths.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { isSelfChecked } from '#app/domain/practice/settle-item.ts';
import { gradeAnswer } from '#app/domain/questions/types/registry.ts';
import type { Context } from '#app/usecases/context.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import type { Handle } from '#db/open.server.ts';
import {
  findOwnMock,
  listMockAnswers,
  listOverdueMockIds,
  lockMock,
  type MockExamRow,
  type MockMark,
  updateMock,
} from '#db/stores/mock-exams.ts';
import { listPracticeVersions } from '#db/stores/practice-questions.ts';
import { noteAnswers } from './note-answers.server.ts';

/** Hands a mock exam in. Handing it in again, or after its time, changes nothing more. */
export async function endMock(
  context: Context,
  actor: PersonActor,
  { mockId }: { mockId: string },
): Promise<Result<null, 'not-found'>> {
  const own = await findOwnMock(context.database.read, { personId: actor.personId, mockId });
  if (!own) return refuse('not-found');
  await context.database.transaction(async (tx) => {
    const mock = await lockMock(tx, mockId);
    if (!mock || mock.endedAt !== null) return;
    const now = context.clock.now();
    const late = isOver({ deadlineAt: mock.deadlineAt, now });
    await closeMock(
      { tx, context },
      { mock, endedAt: late ? mock.deadlineAt : now, endedBy: late ? 'deadline' : 'learner' },
    );
  });
  return ok(null);
}

/** Closes one whose time is over, as of its deadline; nothing where it is closed already or still has time. */
export async function closeIfOverdue({ tx, context }: { tx: Handle; context: Context }, mockId: string): Promise<void> {
  const mock = await lockMock(tx, mockId);
  if (!mock || mock.endedAt !== null) return;
  if (!isOver({ deadlineAt: mock.deadlineAt, now: context.clock.now() })) return;
  await closeMock({ tx, context }, { mock, endedAt: mock.deadlineAt, endedBy: 'deadline' });
}

/** Mock exams per round: each in a transaction of its own, so that nobody's answer waits long. */
const BATCH = 25;

/** Closes every mock exam whose time is over, on whichever node; whoever comes second does nothing. */
export async function closeOverdueMocks(context: Context): Promise<number> {
  let closed = 0;
  for (;;) {
    const ids = await listOverdueMockIds(context.database.read, { now: context.clock.now(), limit: BATCH });
    for (const id of ids) await context.database.transaction((tx) => closeIfOverdue({ tx, context }, id));
    closed += ids.length;
    if (ids.length < BATCH) return closed;
  }
}

/**
 * Marks the paper and ends it. What only a person could mark is out of the score and of what it is out of. Answers go
 * into the book of mistakes; what was left empty does not, since time may have run out before it was read.
 */
async function closeMock(
  { tx, context }: { tx: Handle; context: Context },
  { mock, endedAt, endedBy }: { mock: MockExamRow; endedAt: number; endedBy: 'learner' | 'deadline' },
): Promise<void> {
  const versionIds = mock.items.map(({ questionVersionId }) => questionVersionId);
  const questions = await getQuestions(context, versionIds, tx);
  const given = await listMockAnswers(tx, mock.id);
  const questionIds = new Map(
    (await listPracticeVersions(tx, versionIds)).map(({ versionId, questionId }) => [versionId, questionId]),
  );
  const graded = mock.items.map(({ slot, questionVersionId, maxMark }) => {
    const question = questions.get(questionVersionId);
    if (!question) throw new Error(`question version ${questionVersionId} does not exist`);
    const answer = given.get(slot)?.answer ?? null;
    const { mark, outcome } = gradeAnswer({ question, answer, maxMark });
    return { slot, questionVersionId, maxMark, outcome, mark: isSelfChecked(question) ? null : mark };
  });
  const marked = graded.flatMap((each) => (each.mark === null ? [] : [{ ...each, mark: each.mark }]));
  const sum = (of: 'mark' | 'maxMark') => marked.reduce((total, each) => total + each[of], 0);
  await updateMock(tx, {
    id: mock.id,
    endedAt,
    endedBy,
    score: Math.max(0, sum('mark')),
    maxScore: sum('maxMark'),
    marks: graded.map(({ slot, mark, outcome }): MockMark => ({ slot, mark, outcome })),
  });
  const answers = marked.flatMap(({ questionVersionId: versionId, mark, maxMark, outcome }) => {
    const questionId = questionIds.get(versionId);
    if (questionId === undefined || outcome === 'empty') return [];
    const credit = Math.max(0, scale({ value: mark, by: 100, over: maxMark }));
    return [{ questionId, versionId, outcome, credit, certainty: null }];
  });
  await noteAnswers({ tx, context }, { personId: mock.personId, source: 'mock', sourceId: mock.id, answers });
}
