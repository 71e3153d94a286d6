import { foldAnswers, type LatestAnswer } from '#app/domain/exams/answers.ts';
import { isOver, judgeLease, type StartVerdict } from '#app/domain/exams/attempt.ts';
import { EMPTY_CHAIN } from '#app/domain/exams/response-chain.ts';
import { allotTime, foldDeadline, remainingMs } from '#app/domain/exams/time-account.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { promptOf } from '#app/domain/questions/types/registry.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type AttemptRow,
  findAttempt,
  findSitting,
  insertAttempt,
  insertTimeEntry,
  isCandidate,
  listAttemptsOfPerson,
  listResponses,
  lockAttempts,
  type SittingRow,
  updateLease,
} from '#db/stores/exams.ts';
import { insertForms } from '#db/stores/papers.ts';
import { lockPerson } from '#db/stores/people.ts';
import { findSession } from '#db/stores/sessions.ts';
import { judgeOwn } from './candidacy.server.ts';
import { titleOf } from './create-sitting.server.ts';
import { type DrawnForm, drawForm } from './draw-form.server.ts';
import { closeOverdue } from './end-attempts.server.ts';
import { getPaper, type PaperItem } from './papers.server.ts';

/** A question as its candidate sees it: no key, no explanation, no other version. */
export type OpenItem = {
  readonly slot: number;
  readonly questionVersionId: string;
  readonly type: string;
  readonly prompt: LocalText;
  readonly options?: readonly { readonly id: string; readonly text: LocalText }[];
  /** How many answers are typed, where they are typed. */
  readonly blanks?: number;
  readonly unit?: LocalText;
  readonly maxMark: number;
  readonly latest?: LatestAnswer;
};

export type OpenPaper = {
  readonly attemptId: string;
  readonly sittingId: string;
  readonly title: LocalText;
  readonly remainingMs: number;
  readonly serverNow: number;
  readonly lease: string;
  readonly items: readonly OpenItem[];
};

export type StartRefusal =
  | 'not-found'
  | 'sitting-not-open'
  | 'attempt-limit-reached'
  | 'certificate-required'
  | 'lease-held'
  | 'attempt-closed'
  | 'bank-too-small';

/** Starts an attempt of a sitting, or resumes the one that runs. However many starts come at once, there is one attempt. */
export async function startAttempt(
  context: Context,
  actor: PersonActor,
  { sittingId }: { sittingId: string },
): Promise<Result<OpenPaper, StartRefusal>> {
  const { read } = context.database;
  const { personId } = actor;
  const sitting = await findSitting(read, sittingId);
  if (!sitting) return refuse('not-found');
  const attempts = await listAttemptsOfPerson(read, { personId, sittingId });
  const now = context.clock.now();
  await closeOverdue(
    context,
    attempts.filter((attempt) => isOverdue(attempt, now)).map(({ id }) => id),
  );
  const verdict = await judgeOwnStart(context, read, { sitting, personId, attempts });
  if (!verdict.ok) return verdict;
  if (verdict.value.act === 'resume') return resumeAttempt(context, actor, { attemptId: verdict.value.attemptId });

  const form = await drawForm(context, { blueprintVersionId: sitting.blueprintVersionId });
  if (!form.ok) return form;
  const started = await context.database.transaction(async (tx): Promise<Result<string, StartRefusal>> => {
    // Whoever starts an attempt for the same person waits here; what the office changed meanwhile counts.
    await lockPerson(tx, personId);
    const now = context.clock.now();
    const sitting = await findSitting(tx, sittingId);
    if (!sitting) return refuse('not-found');
    const attempts = await listAttemptsOfPerson(tx, { personId, sittingId });
    const again = await judgeOwnStart(context, tx, { sitting, personId, attempts });
    if (!again.ok) return again;
    if (again.value.act === 'resume') return ok(again.value.attemptId);
    return ok(
      await insertStarted({ tx, context, actor }, { sitting, form: form.value, number: again.value.number, now }),
    );
  });
  return started.ok ? resumeAttempt(context, actor, { attemptId: started.value }) : started;
}

/** The rule of who may start, in the words of this call: to whom a sitting is nothing, it does not exist. */
async function judgeOwnStart(
  context: Context,
  handle: Handle,
  { sitting, personId, attempts }: { sitting: SittingRow; personId: string; attempts: readonly AttemptRow[] },
): Promise<Result<StartVerdict, StartRefusal>> {
  const named = await isCandidate(handle, { sittingId: sitting.id, personId });
  const concerns = [{ sitting, named, attempts }];
  const verdict = (await judgeOwn(context, handle, { personId, concerns })).get(sitting.id);
  if (!verdict) return refuse('not-found');
  if (verdict.ok) return verdict;
  if (verdict.code === 'certificate-missing')
    return refuse('certificate-required', { tier: sitting.audience?.requiredTier ?? null });
  if (verdict.code === 'sitting-not-open' || verdict.code === 'attempt-limit-reached')
    return refuse(verdict.code, verdict.detail);
  return refuse('not-found');
}

const isOverdue = ({ status, deadlineAt }: AttemptRow, now: number) =>
  status === 'in-progress' && isOver({ deadlineAt, now });

async function insertStarted(
  { tx, context, actor }: { tx: Handle; context: Context; actor: PersonActor },
  { sitting, form, number, now }: { sitting: SittingRow; form: DrawnForm; number: number; now: number },
): Promise<string> {
  const attemptId = newId(context, 'att');
  const allotted = allotTime({ durationMs: sitting.durationMs, closesAt: sitting.closesAt, now });
  await insertForms(tx, [{ ...form, createdAt: now }]);
  await insertAttempt(tx, {
    id: attemptId,
    sittingId: sitting.id,
    personId: actor.personId,
    number,
    formId: form.id,
    status: 'in-progress',
    startedAt: now,
    deadlineAt: foldDeadline({ startedAt: now, entries: [{ kind: 'allotted', ms: allotted }] }),
    lease: makeLease(context),
    leaseSessionId: actor.sessionId,
    responseCount: EMPTY_CHAIN.n,
    headHash: EMPTY_CHAIN.hash,
  });
  await insertTimeEntry(tx, {
    id: newId(context, 'tim'),
    attemptId,
    kind: 'allotted',
    ms: allotted,
    reason: allotted < sitting.durationMs ? 'sitting-closes' : 'duration',
    actorId: actor.personId,
    at: now,
  });
  await recordAudit(
    { tx, context, actor },
    {
      stream: `sitting:${sitting.id}`,
      action: 'attempt.start',
      subject: { kind: 'attempt', id: attemptId },
      detail: { number, formId: form.id, allottedMs: allotted },
    },
  );
  return attemptId;
}

const makeLease = (context: Context) => Buffer.from(context.random.bytes(24)).toString('base64url');

/**
 * Opens a running attempt in the caller's session: at once for the session that holds the lease, with a new lease when
 * the holding session is gone or has expired, and not at all while another session lives.
 */
export async function resumeAttempt(
  context: Context,
  actor: PersonActor,
  { attemptId }: { attemptId: string },
): Promise<Result<OpenPaper, 'not-found' | 'attempt-closed' | 'lease-held'>> {
  const attempt = await findAttempt(context.database.read, attemptId);
  if (!attempt || attempt.personId !== actor.personId) return refuse('not-found');
  if (attempt.status !== 'in-progress') return refuse('attempt-closed');
  if (isOver({ deadlineAt: attempt.deadlineAt, now: context.clock.now() })) {
    await closeOverdue(context, [attemptId]);
    return refuse('attempt-closed');
  }
  const lease =
    attempt.leaseSessionId === actor.sessionId ? ok(attempt.lease) : await takeOver(context, actor, attemptId);
  return lease.ok ? ok(await readOpenPaper(context, { attempt, lease: lease.value })) : lease;
}

async function takeOver(
  context: Context,
  actor: PersonActor,
  attemptId: string,
): Promise<Result<string, 'attempt-closed' | 'lease-held'>> {
  return context.database.transaction(async (tx) => {
    const [attempt] = await lockAttempts(tx, [attemptId]);
    if (attempt?.status !== 'in-progress') return refuse('attempt-closed');
    const verdict = judgeLease({
      holderId: attempt.leaseSessionId,
      holder: await findSession(tx, attempt.leaseSessionId),
      callerId: actor.sessionId,
      now: context.clock.now(),
    });
    if (!verdict.ok) return verdict;
    if (verdict.value === 'keep') return ok(attempt.lease);
    const lease = makeLease(context);
    await updateLease(tx, { attemptId, lease, sessionId: actor.sessionId });
    await recordAudit(
      { tx, context, actor },
      {
        stream: `sitting:${attempt.sittingId}`,
        action: 'attempt.take-over',
        subject: { kind: 'attempt', id: attemptId },
        detail: { responses: attempt.responseCount },
      },
    );
    return ok(lease);
  });
}

async function readOpenPaper(
  context: Context,
  { attempt, lease }: { attempt: AttemptRow; lease: string },
): Promise<OpenPaper> {
  const paper = await getPaper(context, attempt.formId);
  const sitting = await findSitting(context.database.read, attempt.sittingId);
  if (!sitting) throw new Error(`sitting ${attempt.sittingId} does not exist`);
  const answers = foldAnswers(await listResponses(context.database.read, [attempt.id]));
  const serverNow = context.clock.now();
  return {
    attemptId: attempt.id,
    sittingId: attempt.sittingId,
    title: titleOf(sitting),
    remainingMs: remainingMs({ deadlineAt: attempt.deadlineAt, now: serverNow }),
    serverNow,
    lease,
    items: paper.items.map((item) => {
      const latest = answers.get(item.slot);
      return { ...showItem(item), ...(latest && { latest }) };
    }),
  };
}

/** An item without its key, options in the order drawn for this paper. */
export function showItem({ slot, questionVersionId, maxMark, optionOrder, question }: PaperItem): OpenItem {
  const { prompt, options, blanks, unit } = promptOf(question);
  return {
    slot,
    questionVersionId,
    type: question.type,
    prompt,
    ...(options && {
      options: [...options].sort((a, b) => optionOrder.indexOf(a.id) - optionOrder.indexOf(b.id)),
    }),
    ...(blanks !== undefined && { blanks }),
    ...(unit && { unit }),
    maxMark,
  };
}
