import { foldAnswers } from '#app/domain/exams/answers.ts';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import { type Grade, type GradedPaper, gradePaper, type Marker } from '#app/domain/marking/grade.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { classifyAnswer, gradeAnswer } from '#app/domain/questions/types/registry.ts';
import { emitEvent } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import {
  type AttemptRow,
  insertGrades,
  insertItemMarks,
  listResponsesByAttempt,
  listSittings,
} from '#db/stores/exams.ts';
import { listGivenMarks } from '#db/stores/marking.ts';
import { getGradingPolicies, getPapers, type Paper } from './papers.server.ts';

const REGISTRY: Marker<QuestionBody> = {
  mark: (input) => {
    const { mark, outcome } = gradeAnswer(input);
    return outcome === 'to-mark' ? null : mark;
  },
  label: classifyAnswer,
};

export type GradedAttempt = {
  readonly gradeId: string;
  readonly policyVersionId: string;
  readonly grade: Grade;
};
/** What became of an attempt: graded, or these slots of its paper wait for a person. */
export type Grading = GradedAttempt | { readonly waiting: readonly number[]; readonly paper: Paper };

/**
 * Grades attempts that are over, in the caller's transaction, which holds their locks: from the stored answers and the
 * marks that people gave. Deterministic: the same answers and marks always get the same grade. What still waits for a
 * person is not graded.
 */
export async function gradeAttempts(
  { tx, context }: { tx: Handle; context: Context },
  attempts: readonly AttemptRow[],
): Promise<Map<string, Grading>> {
  const ids = attempts.map(({ id }) => id);
  const sittings = new Map(
    (
      await listSittings(
        tx,
        attempts.map(({ sittingId }) => sittingId),
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
  const responses = await listResponsesByAttempt(tx, ids);
  const given = await listGivenMarks(tx, ids);

  const gradings = new Map<string, Grading>();
  const graded: (GradedAttempt & { attemptId: string; marks: Extract<GradedPaper, { grade: Grade }>['marks'] })[] = [];
  for (const attempt of attempts) {
    const paper = papers.get(attempt.formId);
    const policyVersionId = sittings.get(attempt.sittingId)?.gradingPolicyVersionId ?? '';
    const policy = policies.get(policyVersionId);
    if (!paper || !policy) throw new Error(`attempt ${attempt.id} lacks its form or its grading policy`);
    const answers = foldAnswers(responses.get(attempt.id) ?? []);
    const outcome = gradePaper({
      items: paper.items.map((item) => ({ ...item, answer: answers.get(item.slot)?.answer ?? null })),
      marker: REGISTRY,
      lines: policy,
      given: given.get(attempt.id) ?? new Map(),
    });
    if ('waiting' in outcome) {
      gradings.set(attempt.id, { ...outcome, paper });
      continue;
    }
    const gradeId = newId(context, 'grd');
    gradings.set(attempt.id, { gradeId, policyVersionId, grade: outcome.grade });
    graded.push({ ...outcome, attemptId: attempt.id, gradeId, policyVersionId });
  }

  const gradedAt = context.clock.now();
  await insertGrades(
    tx,
    graded.map(({ gradeId, attemptId, grade, policyVersionId }) => ({
      id: gradeId,
      attemptId,
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
  return gradings;
}

/** A grade as the log has it. */
export const describeGrade = ({ gradeId, policyVersionId, grade }: GradedAttempt) => ({
  gradeId,
  score: formatHundredths(grade.score),
  maxScore: formatHundredths(grade.maxScore),
  grade: grade.word.zh,
  passed: grade.passed,
  policyVersionId,
});

/** Lets those who act on a grade know of it: certificates, the appraisal. */
export async function tellGraded(
  { tx, context }: { tx: Handle; context: Context },
  { attempt, gradeId }: { attempt: AttemptRow; gradeId: string },
): Promise<void> {
  await emitEvent({ tx, context }, { type: 'exam-graded', attemptId: attempt.id, gradeId, personId: attempt.personId });
}
