import { type AttemptStatus, isOver, moveStatus } from '#app/domain/exams/attempt.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId, systemActor } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { type AttemptRow, listOverdueAttemptIds, lockAttempts, updateEnded } from '#db/stores/exams.ts';
import { insertMarkingTasks, type MarkingTaskRow } from '#db/stores/marking.ts';
import { describeGrade, type Grading, gradeAttempts, tellGraded } from './grade-attempts.server.ts';
import type { Paper } from './papers.server.ts';

type End = { readonly attempt: AttemptRow; readonly endedAt: number; readonly endedBy: 'candidate' | 'deadline' };

/**
 * Ends attempts that are in progress and grades those that need no human marker, all in the caller's transaction, which
 * holds the attempts' locks: there is no moment at which an attempt is over and its answers could still change, and
 * none at which it is graded but nobody was told. Deterministic: the same answers always get the same grade.
 */
export async function endAttempts(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  ends: readonly End[],
): Promise<Map<string, AttemptStatus>> {
  const statuses = new Map<string, AttemptStatus>();
  if (ends.length === 0) return statuses;
  const gradings = await gradeAttempts(
    { tx, context },
    ends.map(({ attempt }) => attempt),
  );
  const tasks: MarkingTaskRow[] = [];
  for (const { attempt } of ends) {
    const grading = gradings.get(attempt.id);
    if (!grading) throw new Error(`attempt ${attempt.id} was not looked at`);
    statuses.set(
      attempt.id,
      moveStatus(attempt.status, 'submitted', 'waiting' in grading ? 'awaiting-marking' : 'graded'),
    );
    if ('waiting' in grading) tasks.push(...openTasks(context, { attempt, ...grading }));
  }

  await updateEnded(
    tx,
    ends.map(({ attempt, endedAt, endedBy }) => ({
      attemptId: attempt.id,
      status: statuses.get(attempt.id) ?? 'submitted',
      endedAt,
      endedBy,
    })),
  );
  await insertMarkingTasks(tx, tasks);
  // By sitting, so that two nodes lock the heads of the audit streams in the same order.
  for (const end of [...ends].sort((a, b) => (a.attempt.sittingId < b.attempt.sittingId ? -1 : 1))) {
    await tellEnd({ tx, context, actor }, { end, grading: gradings.get(end.attempt.id) });
  }
  return statuses;
}

/** What a person has to mark of an attempt, under ids made by chance: their order tells nobody whose answer it is. */
function openTasks(
  context: Context,
  { attempt, waiting, paper }: { attempt: AttemptRow; waiting: readonly number[]; paper: Paper },
): MarkingTaskRow[] {
  return waiting.map((slot) => {
    const item = paper.bySlot.get(slot);
    if (!item) throw new Error(`attempt ${attempt.id} has no slot ${slot}`);
    return {
      id: newId(context, 'mtk'),
      attemptId: attempt.id,
      slot,
      sittingId: attempt.sittingId,
      questionVersionId: item.questionVersionId,
      maxMark: item.maxMark,
      shuffled: Buffer.from(context.random.bytes(10)).toString('hex'),
      state: 'waiting',
      claimedBy: null,
      claimedUntil: null,
      createdAt: context.clock.now(),
    };
  });
}

/** The audit entry holds the head of the answer chain, so that the chain cannot be cut short afterwards. */
async function tellEnd(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  { end: { attempt, endedAt, endedBy }, grading }: { end: End; grading: Grading | undefined },
): Promise<void> {
  const graded = grading && 'grade' in grading ? grading : null;
  await recordAudit(
    { tx, context, actor },
    {
      stream: `sitting:${attempt.sittingId}`,
      action: endedBy === 'candidate' ? 'attempt.submit' : 'attempt.expire',
      subject: { kind: 'attempt', id: attempt.id },
      detail: {
        endedAt,
        responses: attempt.responseCount,
        headHash: attempt.headHash,
        ...(graded && describeGrade(graded)),
      },
    },
  );
  if (graded) await tellGraded({ tx, context }, { attempt, gradeId: graded.gradeId });
}

/**
 * Closes those of the named attempts whose time is over and that nobody closed yet, as of the deadline itself. Whoever
 * comes second changes nothing.
 */
export async function closeOverdue(context: Context, attemptIds: readonly string[]): Promise<number> {
  if (attemptIds.length === 0) return 0;
  const now = context.clock.now();
  const closed = await context.database.transaction(async (tx) => {
    const due = (await lockAttempts(tx, attemptIds)).filter(
      ({ status, deadlineAt }) => status === 'in-progress' && isOver({ deadlineAt, now }),
    );
    await endAttempts(
      { tx, context, actor: systemActor('exam-clock') },
      due.map((attempt) => ({ attempt, endedAt: attempt.deadlineAt, endedBy: 'deadline' })),
    );
    return due.length;
  });
  if (closed > 0) context.events.kick();
  return closed;
}

/** Attempts per transaction: short enough that answers of other candidates do not wait. */
const BATCH = 25;
/** An answer that the server had before the deadline may still be in its queue; its turn comes within this time. */
const SETTLE_MS = 2_000;

/** Closes everything whose time is over. Run every second, on any node. */
export async function closeOverdueAttempts(context: Context): Promise<number> {
  let closed = 0;
  for (;;) {
    const before = context.clock.now() - SETTLE_MS;
    const ids = await listOverdueAttemptIds(context.database.read, { before, limit: BATCH });
    if (ids.length === 0) return closed;
    closed += await closeOverdue(context, ids);
  }
}
