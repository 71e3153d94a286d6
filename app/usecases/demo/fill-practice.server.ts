import { scale } from '#app/domain/kernel/hundredths.ts';
import type { Instant } from '#app/domain/kernel/instant.ts';
import { seededRandom } from '#app/domain/kernel/random.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { PracticeBehaviour, PracticeScope } from '#app/domain/practice/choices.ts';
import { fieldsOfAnswer } from '#app/domain/questions/answer-of-fields.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import { endMock } from '#app/usecases/practice/end-mock.server.ts';
import { setFavourite } from '#app/usecases/practice/set-favourite.server.ts';
import { answerMock } from '#app/usecases/practice/sit-mock.server.ts';
import { startMock } from '#app/usecases/practice/start-mock.server.ts';
import { startPractice } from '#app/usecases/practice/start-practice.server.ts';
import { takePracticeStep } from '#app/usecases/practice/take-step.server.ts';
import { findOwnMock } from '#db/stores/mock-exams.ts';
import { listItems } from '#db/stores/practice.ts';
import { answerQuestion, chooseRight } from './demo-answers.ts';
import type { DemoContext } from './demo-context.server.ts';
import type { DemoPerson } from './demo-roster.ts';
import { DEMO_LEARNER } from './demo-story.ts';
import { granted } from './granted.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Cast = {
  readonly roster: readonly DemoPerson[];
  readonly personIds: ReadonlyMap<string, string>;
  readonly unitId: string;
  readonly courseCode: string;
  readonly blueprintCode: string;
  readonly now: Instant;
};

/**
 * What the demo's learner practised in the last days: mistakes of which some are due when the demo opens, a set half
 * done, two favourites and a mock exam. Nothing where there is no practice question.
 */
export async function fillPractice(demo: DemoContext, cast: Cast): Promise<void> {
  const { courseCode, now } = cast;
  const actor = learnerOf(cast);
  if (!actor) return;
  const course: PracticeScope = { kind: 'course', ref: courseCode };
  const all: PracticeScope = { kind: 'all', ref: '' };
  const first = await practise(demo, actor, { scope: course, at: now - 5 * DAY, size: 10, share: 0.6, answered: 10 });
  if (!first) return;
  await practise(demo, actor, { scope: all, at: now - 3 * DAY, size: 10, share: 0.7, answered: 10, tells: true });
  await sitMock(demo, actor, { blueprintCode: cast.blueprintCode, at: now - 2 * DAY });
  await practise(demo, actor, { scope: all, at: now - 3 * 60 * MINUTE, size: 5, share: 1, answered: 2 });
  for (const { questionId } of (await listItems(demo.database.read, first)).slice(0, 2))
    granted(await setFavourite(demo, actor, { questionId, on: true }));
}

function learnerOf({ roster, personIds, unitId }: Cast): PersonActor | null {
  const person = roster.find(({ employeeNo }) => employeeNo === DEMO_LEARNER);
  const personId = personIds.get(DEMO_LEARNER);
  if (!person || personId === undefined) return null;
  return {
    kind: 'person',
    personId,
    name: person.name,
    employeeNo: person.employeeNo,
    grants: [{ role: 'learner', unitId }],
    sessionId: `demo ${DEMO_LEARNER}`,
    address: '192.0.2.10',
    mustChangePassword: false,
  };
}

/** A set, answered in part or whole, so many of the answers right. Null where there is nothing to draw from. */
async function practise(
  demo: DemoContext,
  actor: PersonActor,
  {
    scope,
    at,
    size,
    share,
    answered,
    tells = false,
  }: { scope: PracticeScope; at: Instant; size: number; share: number; answered: number; tells?: boolean },
): Promise<string | null> {
  demo.setNow(at);
  const behaviour: PracticeBehaviour = tells ? 'certainty' : 'immediate';
  const started = await startPractice(demo, actor, { scope, behaviour, size });
  if (!started.ok) return null;
  const { sessionId } = started.value;
  const random = seededRandom(`demo practice ${at}`);
  const items = (await listItems(demo.database.read, sessionId)).slice(0, answered);
  const questions = await getQuestions(
    demo,
    items.map(({ versionId }) => versionId),
  );
  const right = chooseRight({ items: items.length, share, random });
  for (const [index, { slot, versionId }] of items.entries()) {
    const question = questions.get(versionId);
    if (!question) continue;
    demo.setNow(at + (index + 1) * MINUTE);
    const answer = answerQuestion({ question, right: right.has(index), random });
    const act =
      answer === null
        ? ({ kind: 'show' } as const)
        : ({
            kind: 'answer',
            fields: fieldsOfAnswer(answer),
            certainty: tells ? (right.has(index) ? 3 : 1) : null,
          } as const);
    granted(await takePracticeStep(demo, actor, { sessionId, slot, act }));
  }
  return sessionId;
}

/** Most of a mock exam answered, three of four rightly, handed in before its time. */
async function sitMock(
  demo: DemoContext,
  actor: PersonActor,
  { blueprintCode, at }: { blueprintCode: string; at: Instant },
): Promise<void> {
  demo.setNow(at);
  const started = await startMock(demo, actor, { blueprintCode });
  if (!started.ok) return;
  const { mockId } = started.value;
  const mock = await findOwnMock(demo.database.read, { personId: actor.personId, mockId });
  const items = mock?.items.slice(0, scale({ value: mock.items.length, by: 9, over: 10 })) ?? [];
  const questions = await getQuestions(
    demo,
    items.map(({ questionVersionId }) => questionVersionId),
  );
  const random = seededRandom(`demo mock ${at}`);
  const right = chooseRight({ items: items.length, share: 0.75, random });
  for (const [index, { slot, questionVersionId }] of items.entries()) {
    const question = questions.get(questionVersionId);
    if (!question) continue;
    demo.setNow(at + (index + 1) * MINUTE);
    const answer = answerQuestion({ question, right: right.has(index), random });
    granted(await answerMock(demo, actor, { mockId, slot, fields: fieldsOfAnswer(answer) }));
  }
  demo.setNow(at + (items.length + 2) * MINUTE);
  granted(await endMock(demo, actor, { mockId }));
}
