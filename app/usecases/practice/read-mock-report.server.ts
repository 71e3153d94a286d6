import { cellsOf } from '#app/domain/exams/paper-plan.ts';
import type { Json } from '#app/domain/kernel/canonical.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type AreaScore, sumByArea } from '#app/domain/marking/areas.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';
import { gradeAnswer, reviewOf } from '#app/domain/questions/types/registry.ts';
import type { ReviewKey } from '#app/domain/questions/types/review-key.ts';
import type { Outcome, PartVerdict } from '#app/domain/questions/types/verdict.ts';
import { DEPTHS } from '#app/domain/standard/depth.ts';
import { competencyOf } from '#app/domain/standard/standard.ts';
import type { Context } from '#app/usecases/context.ts';
import { getBlueprint, getQuestions } from '#app/usecases/exams/papers.server.ts';
import type { Handle } from '#db/open.server.ts';
import { listPublished } from '#db/stores/content.ts';
import { findOwnMock, listMockAnswers, type MockExamRow, pageMocks } from '#db/stores/mock-exams.ts';
import { scaledMark } from './list-mocks.server.ts';
import { type LessonLink, readLessonLinks } from './name-points.server.ts';
import { showQuestion } from './session-items.server.ts';

export type MockReviewItem = Prompt & {
  readonly type: string;
  readonly slot: number;
  readonly answer: Json;
  readonly mark: number;
  readonly maxMark: number;
  readonly outcome: Outcome;
  readonly parts: readonly PartVerdict[];
  readonly key: ReviewKey;
  readonly explanation: LocalText;
  readonly lesson: LessonLink | null;
};

export type MockReport = {
  readonly mockId: string;
  readonly blueprintCode: string;
  readonly title: LocalText;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly endedBy: 'learner' | 'deadline';
  readonly durationMs: number;
  readonly questions: number;
  readonly answered: number;
  readonly score: number;
  readonly maxScore: number;
  /** Of 100.00, in hundredths; null where nothing could be marked by machine. */
  readonly scaled: number | null;
  readonly competencies: readonly (AreaScore & { readonly name: LocalText })[];
  readonly depths: readonly AreaScore[];
  /** How the paper differs from the real one. */
  readonly differences: {
    readonly realQuestions: number;
    readonly lacks: readonly {
      readonly competency: string;
      readonly name: LocalText;
      readonly depth: string;
      readonly needed: number;
      readonly available: number;
    }[];
    /** Questions that only a person could mark: out of the score. */
    readonly unmarked: number;
  };
  /** Earlier and later ones of the same blueprint, this one among them, the oldest first; ten at most. */
  readonly series: readonly { readonly id: string; readonly startedAt: number; readonly scaled: number | null }[];
  /** What earned less than its full mark, in the order of the paper. */
  readonly missed: readonly MockReviewItem[];
};

const MOST_COMPARED = 10;

/** What came of a mock exam. `attempt-running` while it runs: nothing is told before the end. */
export async function readMockReport(
  context: Context,
  actor: PersonActor,
  { mockId }: { mockId: string },
): Promise<Result<MockReport, 'not-found' | 'attempt-running'>> {
  const { read } = context.database;
  const { personId } = actor;
  const mock = await findOwnMock(read, { personId, mockId });
  if (!mock) return refuse('not-found');
  const { endedAt, endedBy, score, maxScore, marks } = mock;
  if (endedAt === null || endedBy === null || score === null || maxScore === null || marks === null)
    return refuse('attempt-running');
  const blueprint = await getBlueprint(read, mock.blueprintVersionId);
  const nameOf = await readCompetencyNames(read);
  const items = await readMarked(context, mock);
  const marked = items.flatMap((item) => (item.isMarked ? [item] : []));
  const { rows } = await pageMocks(read, { personId, blueprintId: mock.blueprintId, limit: MOST_COMPARED, offset: 0 });
  const depths = sumByArea(
    marked.map(({ depth, shown }) => ({ area: depth, mark: shown.mark, maxMark: shown.maxMark })),
  );
  return ok({
    mockId,
    blueprintCode: blueprint.id,
    title: blueprint.title,
    startedAt: mock.startedAt,
    endedAt,
    endedBy,
    durationMs: endedAt - mock.startedAt,
    questions: items.length,
    answered: items.filter(({ shown }) => shown.answer !== null).length,
    score,
    maxScore,
    scaled: scaledMark({ score, maxScore }),
    competencies: sumByArea(
      [...marked]
        .sort((a, b) => (a.competency < b.competency ? -1 : a.competency > b.competency ? 1 : 0))
        .map(({ competency, shown }) => ({ area: competency, mark: shown.mark, maxMark: shown.maxMark })),
    ).map((area) => ({ ...area, name: nameOf(area.area) })),
    depths: DEPTHS.flatMap((depth) => depths.filter(({ area }) => area === depth)),
    differences: {
      realQuestions: cellsOf(blueprint).reduce((sum, { count }) => sum + count, 0),
      lacks: mock.lacks.map((lack) => ({ ...lack, name: nameOf(lack.competency) })),
      unmarked: items.length - marked.length,
    },
    series: rows.map(({ id, startedAt, ...line }) => ({ id, startedAt, scaled: scaledMark(line) })).reverse(),
    missed: marked.flatMap(({ shown }) => (shown.mark < shown.maxMark ? [shown] : [])),
  });
}

type MarkedItem = {
  readonly shown: MockReviewItem;
  readonly competency: string;
  readonly depth: string;
  readonly isMarked: boolean;
};

/** The paper with its answers and what they earned, as it was marked when it ended. */
async function readMarked(context: Context, mock: MockExamRow): Promise<MarkedItem[]> {
  const { read } = context.database;
  const questions = await getQuestions(
    context,
    mock.items.map(({ questionVersionId }) => questionVersionId),
  );
  const given = await listMockAnswers(read, mock.id);
  const links = await readLessonLinks(
    read,
    [...questions.values()].flatMap(({ points }) => points),
  );
  return mock.items.map(({ slot, questionVersionId, optionOrder, maxMark }) => {
    const question = questions.get(questionVersionId);
    if (!question) throw new Error(`question version ${questionVersionId} does not exist`);
    const answer = given.get(slot)?.answer ?? null;
    const kept = mock.marks?.find((each) => each.slot === slot);
    const { parts } = gradeAnswer({ question, answer, maxMark });
    const [first = ''] = question.points;
    return {
      competency: competencyOf(first),
      depth: question.depth,
      isMarked: kept !== undefined && kept.mark !== null,
      shown: {
        ...showQuestion({ question, optionOrder }),
        slot,
        answer,
        mark: kept?.mark ?? 0,
        maxMark,
        outcome: kept?.outcome ?? 'empty',
        parts,
        ...reviewOf(question),
        lesson: question.points.map((point) => links.get(point)).find((link) => link !== undefined) ?? null,
      },
    };
  });
}

async function readCompetencyNames(read: Handle): Promise<(code: string) => LocalText> {
  const names = new Map(
    (await listPublished(read, 'standard')).flatMap(({ body }) =>
      body.domains.flatMap(({ competencies }) => competencies.map(({ code, name }) => [code, name] as const)),
    ),
  );
  return (code) => names.get(code) ?? { zh: code };
}
