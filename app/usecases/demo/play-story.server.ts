import type { Instant } from '#app/domain/kernel/instant.ts';
import { seededRandom } from '#app/domain/kernel/random.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { fieldsOfAnswer } from '#app/domain/questions/answer-of-fields.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { computeYear } from '#app/usecases/appraisal/compute-year.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { createSitting } from '#app/usecases/exams/create-sitting.server.ts';
import { getQuestions } from '#app/usecases/exams/papers.server.ts';
import { saveResponses } from '#app/usecases/exams/save-responses.server.ts';
import { startAttempt } from '#app/usecases/exams/start-attempt.server.ts';
import { submitAttempt } from '#app/usecases/exams/submit-attempt.server.ts';
import { beatStudy } from '#app/usecases/learning/beat-study.server.ts';
import { beginStudy } from '#app/usecases/learning/begin-study.server.ts';
import { enrolCourse } from '#app/usecases/learning/enrol-course.server.ts';
import { readQuiz } from '#app/usecases/learning/quiz.server.ts';
import { submitQuiz } from '#app/usecases/learning/submit-quiz.server.ts';
import { listCurrentGrades } from '#db/stores/exams.ts';
import { findPlacedLesson } from '#db/stores/learning.ts';
import { answerQuestion, chooseRight } from './demo-answers.ts';
import type { DemoContext } from './demo-context.server.ts';
import type { DemoPerson } from './demo-roster.ts';
import {
  DEMO_LEARNER,
  type ExamAct,
  orderOfCandidates,
  type SittingAct,
  type StudyAct,
  tellExam,
} from './demo-story.ts';
import { granted } from './granted.ts';

export type ComputeAct = { readonly kind: 'compute'; readonly at: Instant; readonly year: number };
export type Act = StudyAct | SittingAct | ExamAct | ComputeAct;

const DEMO = systemActor('demo');
const MINUTE = 60_000;
/** As often as an open lesson tells that it is still read; less often earns less. */
const BEAT_MS = 75_000;

type Cast = {
  readonly roster: readonly DemoPerson[];
  /** Ids by employee number. */
  readonly personIds: ReadonlyMap<string, string>;
  /** The unit that holds the sittings. */
  readonly unitId: string;
  /** The paper that the machine marks whole, and the one with answers that people mark. */
  readonly blueprints: { readonly regular: string; readonly written: string };
};

/** Lets people do what the story tells, in the order of time, each act at its own time and through the real use cases. */
export async function playStory(demo: DemoContext, cast: Cast, acts: readonly Act[]): Promise<void> {
  const stage = makeStage(demo, cast);
  // The earliest last, so that the next one is popped.
  const queue = [...acts].sort((a, b) => b.at - a.at);
  for (let act = queue.pop(); act; act = queue.pop()) {
    demo.setNow(act.at);
    switch (act.kind) {
      case 'study':
        await stage.study(act);
        break;
      case 'exam':
        await stage.sitExam(act);
        break;
      case 'compute':
        granted(await computeYear(demo, DEMO, { year: act.year }));
        break;
      case 'sitting':
        queue.push(...(await stage.holdSitting(act)));
        queue.sort((a, b) => b.at - a.at);
        break;
    }
    await demo.events.drain();
  }
}

function makeStage(demo: DemoContext, { roster, personIds, unitId, blueprints }: Cast) {
  const { zone } = demo;
  const enrolled = new Set<string>();
  const waiting = orderOfCandidates(roster);
  const tries = new Map<string, number>();
  const failed = new Set<string>();

  const actorOf = (employeeNo: string): PersonActor => {
    const person = roster.find((each) => each.employeeNo === employeeNo);
    const personId = personIds.get(employeeNo);
    if (!person || personId === undefined) throw new Error(`the demo has nobody numbered ${employeeNo}`);
    return {
      kind: 'person',
      personId,
      name: person.name,
      employeeNo,
      grants: [{ role: 'learner', unitId }],
      sessionId: `demo ${employeeNo}`,
      address: '192.0.2.10',
      mustChangePassword: false,
    };
  };

  return {
    async study({ employeeNo, lesson, course, at }: StudyAct): Promise<void> {
      const actor = actorOf(employeeNo);
      const random = seededRandom(`demo quiz ${employeeNo} ${at}`);
      const enrolment = `${employeeNo} ${lesson.courseCode}`;
      if (!enrolled.has(enrolment)) {
        granted(await enrolCourse(demo, actor, lesson));
        enrolled.add(enrolment);
      }
      const placed = await findPlacedLesson(demo.database.read, `${lesson.courseCode}/${lesson.lessonSlug}`);
      if (!placed) throw new Error(`the demo has no lesson ${lesson.lessonSlug}`);
      const { lease } = granted(await beginStudy(demo, actor, lesson));
      const beats = course === 'unfinished' ? 2 : Math.ceil((placed.body.completion.minutes * MINUTE) / BEAT_MS);
      for (let beat = 1; beat <= beats; beat += 1) {
        demo.setNow(at + beat * BEAT_MS);
        granted(await beatStudy(demo, actor, { ...lesson, lease }));
      }
      if (course === 'unfinished') return;
      const quiz = await readQuiz(demo.database.read, placed.lessonId);
      const shares = course === 'second-try' ? [0.4, 1] : [random.below(3) === 0 ? 0.8 : 1];
      for (const [i, share] of shares.entries()) {
        demo.setNow(at + beats * BEAT_MS + (i + 1) * 3 * MINUTE);
        const right = chooseRight({ items: quiz.length, share, random });
        const fields = Object.fromEntries(
          quiz.map(({ versionId, question }, slot) => {
            const answer = answerQuestion({ question, right: right.has(slot), random });
            return [versionId, fieldsOfAnswer(answer)];
          }),
        );
        granted(await submitQuiz(demo, actor, { ...lesson, shown: quiz.map(({ versionId }) => versionId), fields }));
      }
    },

    /** Plans a sitting and tells who comes to it, when. */
    async holdSitting(act: SittingAct): Promise<ExamAct[]> {
      const { code, title, opensAt, closesAt } = act;
      // Who failed comes again to the same kind of exam.
      const again = act.written ? [] : [...failed];
      if (!act.written) failed.clear();
      const joined = new Date(opensAt).toISOString().slice(0, 10);
      const comes = (person: DemoPerson) => (person.postings[0]?.validFrom ?? joined) <= joined;
      const newcomers: string[] = [];
      for (let i = 0; i < waiting.length && newcomers.length < act.newcomers; ) {
        const person = waiting[i];
        if (person && comes(person)) {
          newcomers.push(person.employeeNo);
          waiting.splice(i, 1);
        } else i += 1;
      }
      const candidates = [...again, ...newcomers];
      const { sittingId } = granted(
        await createSitting(demo, DEMO, {
          code,
          title,
          blueprintCode: act.written ? blueprints.written : blueprints.regular,
          unitId,
          opensAt,
          closesAt,
          attemptLimit: 1,
          release: { mode: act.unreleased ? 'manual' : 'at-submission' },
          candidateIds: candidates.map((employeeNo) => actorOf(employeeNo).personId),
        }),
      );
      return candidates.flatMap((employeeNo) =>
        tellExam({ employeeNo, sitting: act, sittingId, tries: tries.get(employeeNo) ?? 0, zone }),
      );
    },

    async sitExam({ employeeNo, sittingId, share, at }: ExamAct): Promise<void> {
      const actor = actorOf(employeeNo);
      const random = seededRandom(`demo answers ${employeeNo} ${at}`);
      const { attemptId, lease, items } = granted(await startAttempt(demo, actor, { sittingId }));
      const questions = await getQuestions(
        demo,
        items.map(({ questionVersionId }) => questionVersionId),
      );
      const right = chooseRight({ items: items.length, share, random });
      const responses = items.flatMap(({ slot, questionVersionId }, i) => {
        const question = questions.get(questionVersionId) as QuestionBody;
        const answer = answerQuestion({ question, right: right.has(i), random });
        const clientMs = (i + 1) * (40_000 + random.below(20_000));
        return answer === null ? [] : [{ slot, seq: 1, answer, clientMs }];
      });
      // The browser sends what has gathered; the first half arrives halfway.
      const half = Math.ceil(responses.length / 2);
      for (const part of [responses.slice(0, half), responses.slice(half)]) {
        const clientMs = part.at(-1)?.clientMs ?? 0;
        demo.setNow(at + clientMs);
        const { outcomes } = await saveResponses(demo, [
          { actor, attemptId, lease, responses: part, receivedAt: at + clientMs },
        ]);
        for (const outcome of outcomes) granted(outcome);
      }
      demo.setNow(at + 22 * MINUTE + random.below(6 * MINUTE));
      granted(await submitAttempt(demo, actor, { attemptId, lease }));
      tries.set(employeeNo, (tries.get(employeeNo) ?? 0) + 1);
      const grade = (await listCurrentGrades(demo.database.read, [attemptId])).get(attemptId);
      if (grade?.passed === 0 && employeeNo !== DEMO_LEARNER) failed.add(employeeNo);
    },
  };
}
