import { foldAnswers } from '#app/domain/exams/answers.ts';
import { type AttemptStatus, isOver, moveStatus } from '#app/domain/exams/attempt.ts';
import type { GradingPolicy } from '#app/domain/exams/grading-policy.ts';
import type { ResponseEntry } from '#app/domain/exams/response-chain.ts';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import { gradePaper, type Marker } from '#app/domain/marking/grade.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { classifyAnswer, findQuestionType, gradeAnswer } from '#app/domain/questions/types/registry.ts';
import { emitEvent, recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId, systemActor } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type AttemptRow,
  insertGrades,
  insertItemMarks,
  listOverdueAttemptIds,
  listResponses,
  listSittings,
  lockAttempts,
  updateEnded,
} from '#db/stores/exams.ts';
import { getGradingPolicies, getPapers, type Paper } from './papers.server.ts';

const REGISTRY: Marker<QuestionBody> = {
  mark: ({ question, answer, maxMark }) => gradeAnswer({ question, answer, maxMark }).mark,
  label: classifyAnswer,
};

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
  const attempts = ends.map(({ attempt }) => attempt);
  const sittings = new Map(
    (
      await listSittings(
        tx,
        attempts.map((attempt) => attempt.sittingId),
      )
    ).map((row) => [row.id, row]),
  );
  const policies = await getGradingPolicies(
    tx,
    [...sittings.values()].map(({ gradingPolicyVersionId }) => gradingPolicyVersionId),
  );
  const papers = await getPapers(
    context,
    attempts.map(({ formId }) => formId),
    tx,
  );
  const responses = new Map<string, ResponseEntry[]>();
  for (const entry of await listResponses(
    tx,
    attempts.map(({ id }) => id),
  )) {
    const own = responses.get(entry.attemptId) ?? [];
    own.push(entry);
    responses.set(entry.attemptId, own);
  }

  const gradedAt = context.clock.now();
  const graded: Graded[] = [];
  for (const end of ends) {
    const { attempt } = end;
    const paper = papers.get(attempt.formId);
    const policyVersionId = sittings.get(attempt.sittingId)?.gradingPolicyVersionId ?? '';
    const policy = policies.get(policyVersionId);
    if (!paper || !policy) throw new Error(`attempt ${attempt.id} lacks its form or its grading policy`);
    const automatic = paper.items.every(({ question }) => findQuestionType(question.type) !== null);
    if (!automatic) {
      statuses.set(attempt.id, moveStatus(attempt.status, 'submitted', 'awaiting-marking'));
      continue;
    }
    statuses.set(attempt.id, moveStatus(attempt.status, 'submitted', 'graded'));
    const marked = markPaper({ paper, entries: responses.get(attempt.id) ?? [], policy });
    graded.push({ ...marked, attempt, gradeId: newId(context, 'grd'), policyVersionId });
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
  await insertGrades(
    tx,
    graded.map(({ gradeId, attempt, grade, policyVersionId }) => ({
      id: gradeId,
      attemptId: attempt.id,
      number: 1,
      score: grade.score,
      maxScore: grade.maxScore,
      gradeZh: grade.word.zh,
      gradeEn: grade.word.en ?? grade.word.zh,
      passed: grade.passed ? 1 : 0,
      policyVersionId,
      gradedAt,
    })),
  );
  await insertItemMarks(
    tx,
    graded.flatMap(({ gradeId, marks }) => marks.map((mark) => ({ gradeId, ...mark }))),
  );
  const gradeOf = new Map(graded.map((each) => [each.attempt.id, each]));
  // By sitting, so that two nodes lock the heads of the audit streams in the same order.
  for (const end of [...ends].sort((a, b) => (a.attempt.sittingId < b.attempt.sittingId ? -1 : 1))) {
    await tellEnd({ tx, context, actor }, { end, graded: gradeOf.get(end.attempt.id) });
  }
  return statuses;
}

type Graded = ReturnType<typeof markPaper> & {
  readonly attempt: AttemptRow;
  readonly gradeId: string;
  readonly policyVersionId: string;
};

function markPaper({
  paper,
  entries,
  policy,
}: {
  paper: Paper;
  entries: readonly ResponseEntry[];
  policy: GradingPolicy;
}) {
  const answers = foldAnswers(entries);
  return gradePaper({
    items: paper.items.map(({ slot, questionVersionId, maxMark, question }) => ({
      slot,
      questionVersionId,
      maxMark,
      question,
      answer: answers.get(slot)?.answer ?? null,
    })),
    marker: REGISTRY,
    lines: policy,
  });
}

/** The audit entry holds the head of the answer chain, so that the chain cannot be cut short afterwards. */
async function tellEnd(
  { tx, context, actor }: { tx: Handle; context: Context; actor: Actor },
  { end: { attempt, endedAt, endedBy }, graded }: { end: End; graded: Graded | undefined },
): Promise<void> {
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
        ...(graded && {
          gradeId: graded.gradeId,
          score: formatHundredths(graded.grade.score),
          maxScore: formatHundredths(graded.grade.maxScore),
          grade: graded.grade.word.zh,
          passed: graded.grade.passed,
          policyVersionId: graded.policyVersionId,
        }),
      },
    },
  );
  if (!graded) return;
  await emitEvent(
    { tx, context },
    { type: 'exam-graded', attemptId: attempt.id, gradeId: graded.gradeId, personId: attempt.personId },
  );
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
