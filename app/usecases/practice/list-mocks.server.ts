import { fitPlan } from '#app/domain/exams/fit-plan.ts';
import { cellsOf } from '#app/domain/exams/paper-plan.ts';
import { percentHundredths } from '#app/domain/kernel/hundredths.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { type ContentVersion, listPublished, listPublishedOf } from '#db/stores/content.ts';
import { findRunningMock, type MockExamRow, pageMocks } from '#db/stores/mock-exams.ts';
import { listPracticeBank } from '#db/stores/practice-questions.ts';

export type MockOffer = {
  readonly code: string;
  readonly title: LocalText;
  readonly tier: number;
  readonly track: string;
  readonly durationMs: number;
  /** Questions of the real paper, and how many of them practice items can stand for. */
  readonly questions: number;
  readonly available: number;
};

export type MockLine = {
  readonly id: string;
  readonly title: LocalText;
  readonly startedAt: number;
  /** Of 100.00, in hundredths; null where nothing could be marked. */
  readonly scaled: number | null;
};

export type MockPage = {
  readonly offers: readonly MockOffer[];
  readonly running: { readonly id: string } | null;
  readonly rows: readonly MockLine[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
};

const PAGE_SIZE = 20;

/** Marks scaled to 100, so that papers of different length compare: hundredths, rounded down. */
export const scaledMark = ({ score, maxScore }: Pick<MockExamRow, 'score' | 'maxScore'>): number | null =>
  score === null || maxScore === null || maxScore <= 0 ? null : percentHundredths({ part: score, whole: maxScore });

/** What may be tried, and what was: mock exams of every published blueprint. */
export async function listMocks(context: Context, actor: PersonActor, { page }: { page: number }): Promise<MockPage> {
  const { read } = context.database;
  const { personId } = actor;
  const blueprints = await listPublished(read, 'blueprint');
  const { total } = await pageMocks(read, { personId, limit: 0, offset: 0 });
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / PAGE_SIZE)));
  const { rows } = await pageMocks(read, { personId, limit: PAGE_SIZE, offset: (shown - 1) * PAGE_SIZE });
  const titles = new Map(
    (await listPublishedOf(read, [...new Set(rows.map(({ blueprintId }) => blueprintId))])).flatMap((version) =>
      version.kind === 'blueprint' ? [[version.documentId, version.body.title]] : [],
    ),
  );
  const running = await findRunningMock(read, personId);
  return {
    offers: await offersOf(read, blueprints),
    running: running && context.clock.now() < running.deadlineAt ? { id: running.id } : null,
    rows: rows.map(({ id, blueprintId, startedAt, score, maxScore }) => ({
      id,
      title: titles.get(blueprintId) ?? { zh: blueprintId },
      startedAt,
      scaled: scaledMark({ score, maxScore }),
    })),
    total,
    page: shown,
    pageSize: PAGE_SIZE,
  };
}

/** By tier, then code. The bank is read once for all. */
async function offersOf(read: Handle, blueprints: readonly ContentVersion<'blueprint'>[]): Promise<MockOffer[]> {
  const bank = await listPracticeBank(
    read,
    blueprints.flatMap(({ body }) => cellsOf(body)),
  );
  return blueprints
    .flatMap(({ code, body }) => {
      const cells = cellsOf(body);
      // A fixed list of exam questions has no practice questions to stand for them.
      if (cells.length === 0) return [];
      const { plan } = fitPlan({ plan: { ...body, cells }, bank });
      return {
        code,
        title: body.title,
        tier: body.tier,
        track: body.track,
        durationMs: body.durationMinutes * 60_000,
        questions: cells.reduce((sum, cell) => sum + cell.count, 0),
        available: plan.cells.reduce((sum, cell) => sum + cell.count, 0),
      };
    })
    .sort((a, b) => a.tier - b.tier || (a.code < b.code ? -1 : 1));
}
