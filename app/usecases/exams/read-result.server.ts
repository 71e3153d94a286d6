import { countAnswered, foldAnswers } from '#app/domain/exams/answers.ts';
import { type AttemptStatus, isOver } from '#app/domain/exams/attempt.ts';
import { judgeRelease } from '#app/domain/exams/release.ts';
import { percentHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type AreaScore, sumByArea } from '#app/domain/marking/areas.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { competencyOf } from '#app/domain/standard/standard.ts';
import type { Context } from '#app/usecases/context.ts';
import { findCertificateByAttempt } from '#db/stores/certification.ts';
import { listPublished } from '#db/stores/content.ts';
import {
  type AttemptRow,
  findAttempt,
  findSitting,
  isCandidate,
  listAttemptsOfPerson,
  listCurrentGrades,
  listItemMarks,
  listResponses,
  type SittingRow,
} from '#db/stores/exams.ts';
import { judgeOwn } from './candidacy.server.ts';
import { titleOf } from './create-sitting.server.ts';
import { closeOverdue } from './end-attempts.server.ts';
import { getGradingPolicy, getPaper, getQuestions } from './papers.server.ts';

export type OwnResult =
  | { readonly kind: 'withheld'; readonly status: AttemptStatus; readonly releaseAt: number | null }
  | {
      readonly kind: 'released';
      readonly status: AttemptStatus;
      readonly gradeId: string;
      readonly score: number;
      readonly maxScore: number;
      readonly grade: LocalText;
      readonly passed: boolean;
      readonly certificate: { readonly id: string; readonly number: string } | null;
    };

/** An ended attempt of the caller with its sitting. One whose time is over is closed on the way. */
export async function requireEnded(
  context: Context,
  actor: PersonActor,
  attemptId: string,
): Promise<Result<{ attempt: AttemptRow; sitting: SittingRow }, 'not-found' | 'attempt-running'>> {
  const { read } = context.database;
  let attempt = await findAttempt(read, attemptId);
  if (!attempt || attempt.personId !== actor.personId) return refuse('not-found');
  if (attempt.status === 'in-progress') {
    if (!isOver({ deadlineAt: attempt.deadlineAt, now: context.clock.now() })) return refuse('attempt-running');
    await closeOverdue(context, [attemptId]);
    attempt = await findAttempt(read, attemptId);
  }
  const sitting = attempt && (await findSitting(read, attempt.sittingId));
  if (!attempt || !sitting) throw new Error(`attempt ${attemptId} vanished`);
  return ok({ attempt, sitting });
}

/** The result of an attempt of one's own, as far as the sitting's release rule lets it be seen. */
export async function readResult(
  context: Context,
  actor: PersonActor,
  { attemptId }: { attemptId: string },
): Promise<Result<OwnResult, 'not-found' | 'attempt-running'>> {
  const ended = await requireEnded(context, actor, attemptId);
  return ended.ok ? ok(await resultOf(context, ended.value)) : ended;
}

async function resultOf(
  context: Context,
  { attempt, sitting }: { attempt: AttemptRow; sitting: SittingRow },
): Promise<OwnResult> {
  const { read } = context.database;
  const { status } = attempt;
  const release = judgeRelease({ rule: sitting.release, status, now: context.clock.now() });
  if (!release.released) return { kind: 'withheld', status, releaseAt: release.releaseAt };
  const grade = (await listCurrentGrades(read, [attempt.id])).get(attempt.id);
  if (!grade) throw new Error(`attempt ${attempt.id} is graded without a grade`);
  const certificate = await findCertificateByAttempt(read, attempt.id);
  return {
    kind: 'released',
    status,
    gradeId: grade.id,
    score: grade.score,
    maxScore: grade.maxScore,
    grade: { zh: grade.gradeZh, en: grade.gradeEn },
    passed: grade.passed === 1,
    certificate: certificate && { id: certificate.id, number: certificate.number },
  };
}

/** What the result page shows besides the result. */
export type ResultPage = {
  readonly attemptId: string;
  readonly sittingId: string;
  /** Whether the same sitting can be taken once more now. */
  readonly canStartAgain: boolean;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly endedAt: number;
  readonly endedBy: 'candidate' | 'deadline';
  readonly durationMs: number;
  readonly questionCount: number;
  readonly answeredCount: number;
  readonly receiptCount: number;
  readonly headHash: string;
  readonly result: OwnResult;
  /** With the result only. */
  readonly scale: {
    readonly percent: number;
    readonly passPercent: number;
    readonly bands: readonly { readonly word: LocalText; readonly fromPercent: number }[];
  } | null;
  readonly areas: readonly (AreaScore & { readonly name: LocalText })[];
};

export async function readResultPage(
  context: Context,
  actor: PersonActor,
  { attemptId }: { attemptId: string },
): Promise<Result<ResultPage, 'not-found' | 'attempt-running'>> {
  const ended = await requireEnded(context, actor, attemptId);
  if (!ended.ok) return ended;
  const { attempt, sitting } = ended.value;
  const { read } = context.database;
  const result = await resultOf(context, ended.value);
  const paper = await getPaper(context, attempt.formId);
  const answers = foldAnswers(await listResponses(read, [attemptId]));
  const endedAt = attempt.endedAt ?? attempt.deadlineAt;
  const attempts = await listAttemptsOfPerson(read, { personId: actor.personId, sittingId: sitting.id });
  const named = await isCandidate(read, { sittingId: sitting.id, personId: actor.personId });
  const own = { personId: actor.personId, concerns: [{ sitting, named, attempts }] };
  const again = (await judgeOwn(context, read, own)).get(sitting.id);
  return ok({
    attemptId,
    sittingId: sitting.id,
    canStartAgain: again?.ok === true && again.value.act === 'start',
    title: titleOf(sitting),
    tier: sitting.tier,
    track: sitting.track,
    endedAt,
    endedBy: attempt.endedBy ?? 'deadline',
    durationMs: endedAt - attempt.startedAt,
    questionCount: paper.items.length,
    answeredCount: countAnswered(answers),
    receiptCount: attempt.responseCount,
    headHash: attempt.headHash,
    result,
    scale: result.kind === 'released' ? await scaleOf(context, { sitting, ...result }) : null,
    areas: result.kind === 'released' ? await areasOf(context, result.gradeId) : [],
  });
}

async function scaleOf(
  context: Context,
  { sitting, score, maxScore }: { sitting: SittingRow; score: number; maxScore: number },
) {
  const { passPercent, bands } = await getGradingPolicy(context.database.read, sitting.gradingPolicyVersionId);
  return { percent: percentHundredths({ part: score, whole: maxScore }), passPercent, bands };
}

/** Marks by competency in the order of the standard; a question belongs to the competency of its first point. */
async function areasOf(context: Context, gradeId: string): Promise<(AreaScore & { name: LocalText })[]> {
  const { read } = context.database;
  const marks = await listItemMarks(read, gradeId);
  const questions = await getQuestions(
    context,
    marks.map(({ questionVersionId }) => questionVersionId),
  );
  const areas = sumByArea(
    marks.map(({ questionVersionId, mark, maxMark }) => ({
      area: competencyOf(questions.get(questionVersionId)?.points[0] ?? ''),
      mark,
      maxMark,
    })),
  );
  const competencies = (await listPublished(read, 'standard')).flatMap(({ body }) =>
    body.domains.flatMap((domain) => domain.competencies),
  );
  const place = new Map(competencies.map(({ code }, i) => [code, i]));
  const nameOf = new Map(competencies.map(({ code, name }) => [code, name]));
  return areas
    .map((area) => ({ ...area, name: nameOf.get(area.area) ?? { zh: area.area } }))
    .sort((a, b) => (place.get(a.area) ?? place.size) - (place.get(b.area) ?? place.size));
}
