import { addDays, dayOf, type Instant } from '#app/domain/kernel/instant.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Role } from '#app/domain/people/roles.ts';
import { createDraft } from '#app/usecases/authoring/create-draft.server.ts';
import { findPublishedLesson } from '#app/usecases/authoring/draft-state.server.ts';
import { returnDraft } from '#app/usecases/authoring/return-draft.server.ts';
import { addComment } from '#app/usecases/authoring/review-comments.server.ts';
import { saveDraft } from '#app/usecases/authoring/save-draft.server.ts';
import { submitDraft } from '#app/usecases/authoring/submit-draft.server.ts';
import { systemActor } from '#app/usecases/context.ts';
import { transferPerson } from '#app/usecases/people/transfer-person.server.ts';
import type { DemoContext } from './demo-context.server.ts';
import { DEMO_ROOT, type DemoPerson } from './demo-roster.ts';
import { isLearner } from './demo-story.ts';
import { granted } from './granted.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Desks = {
  readonly roster: readonly DemoPerson[];
  readonly personIds: ReadonlyMap<string, string>;
  readonly unitIds: ReadonlyMap<string, string>;
  /** Codes of the lessons of the first course, in their order. */
  readonly lessonCodes: readonly string[];
  readonly now: Instant;
};

/**
 * What waits on the desks when the demo opens: a lesson to review, one that was returned, a transfer planned for the
 * next month.
 */
export async function fillDesks(demo: DemoContext, desks: Desks): Promise<void> {
  // Its last lessons: whoever tries the writer's desk begins with the first.
  const [last, beforeLast] = desks.lessonCodes.toReversed();
  if (beforeLast !== undefined) await returnOnce(demo, desks, beforeLast);
  if (last !== undefined) await submit(demo, desks, { code: last, at: desks.now - 20 * HOUR });
  await planTransfer(demo, desks);
}

async function returnOnce(demo: DemoContext, desks: Desks, code: string): Promise<void> {
  const { draftId, line } = await submit(demo, desks, { code, at: desks.now - 6 * DAY });
  const reviewer = actorAs(desks, 'reviewer');
  demo.setNow(desks.now - 5 * DAY);
  granted(
    await addComment(demo, reviewer, {
      draftId,
      part: 'source',
      line,
      text: '核对时看的是哪一份规定？请写明文件名称和日期。',
    }),
  );
  granted(await returnDraft(demo, reviewer, { draftId, note: '补上核对所依据的文件后再提交。' }));
}

/** A trainer looks over a published lesson as every year, adds a sentence, and hands it in. */
async function submit(
  demo: DemoContext,
  desks: Desks,
  { code, at }: { code: string; at: Instant },
): Promise<{ draftId: string; line: number }> {
  const trainer = actorAs(desks, 'trainer');
  demo.setNow(at);
  const { draftId } = granted(await createDraft(demo, trainer, { from: 'published', code }));
  const published = await findPublishedLesson(demo.database.read, code);
  if (!published) throw new Error(`the demo has no lesson ${code}`);
  const day = dayOf(at, demo.zone);
  const lines = published.text.source.replace(/^checkedOn:.*$/m, `checkedOn: "${day}"`).split('\n');
  // Behind the first paragraph of the first section.
  const heading = lines.findIndex((line) => line.startsWith('## '));
  const end = lines.findIndex((line, i) => i > heading + 1 && line.trim() === '');
  if (heading === -1 || end === -1) throw new Error(`the demo found no paragraph in ${code}`);
  lines.splice(end, 0, '', `${day.slice(0, 4)}年核对：这一节所说的做法没有变化。`);
  demo.setNow(at + HOUR);
  const { revision } = granted(
    await saveDraft(demo, trainer, { draftId, revision: 1, ...published.text, source: lines.join('\n') }),
  );
  demo.setNow(at + HOUR + 60_000);
  const note = '年度核对：第一节补充核对结果，更新核对日期。';
  granted(await submitDraft(demo, trainer, { draftId, revision, change: 'minor', note }));
  return { draftId, line: end + 2 };
}

async function planTransfer(demo: DemoContext, { roster, personIds, unitIds, now }: Desks): Promise<void> {
  const person = roster.findLast((each) => isLearner(each) && each.username === null && each.postings.length === 1);
  const [posting] = person?.postings ?? [];
  const personId = personIds.get(person?.employeeNo ?? '');
  const target = [...unitIds].find(([code]) => code !== DEMO_ROOT && code !== posting?.unit)?.[1];
  if (!posting || personId === undefined || target === undefined) return;
  demo.setNow(now);
  const today = dayOf(now, demo.zone);
  const nextMonth = `${addDays(`${today.slice(0, 7)}-01`, 32).slice(0, 7)}-01`;
  const { positionLevel, category } = posting;
  granted(
    await transferPerson(demo, systemActor('demo'), {
      personId,
      unitId: target,
      positionLevel,
      category,
      validFrom: nextMonth,
    }),
  );
}

function actorAs({ roster, personIds, unitIds }: Desks, role: Role): PersonActor {
  const person = roster.find(({ username }) => username === role);
  const personId = personIds.get(person?.employeeNo ?? '');
  if (!person || personId === undefined) throw new Error(`the demo has no ${role}`);
  return {
    kind: 'person',
    personId,
    name: person.name,
    employeeNo: person.employeeNo,
    grants: [{ role, unitId: unitIds.get(DEMO_ROOT) ?? '' }],
    sessionId: `demo ${role}`,
    address: '192.0.2.10',
    mustChangePassword: false,
  };
}
