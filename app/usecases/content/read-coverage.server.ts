import { toPaperEntry } from '#app/domain/exams/draw-paper.ts';
import { judgeBlueprint } from '#app/domain/exams/judge-blueprint.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import type { Actor } from '#app/domain/people/actor.ts';
import { type CoverageLink, coverageOf, type PointCoverage, SERIOUS_GAPS } from '#app/domain/standard/coverage.ts';
import type { Depth } from '#app/domain/standard/depth.ts';
import { listPoints } from '#app/domain/standard/standard.ts';
import type { Context } from '#app/usecases/context.ts';
import { type ContentVersion, listPublished, listQuestionPoints, listTaughtPoints } from '#db/stores/content.ts';

/** One cell of a blueprint and what the bank holds for it. */
export type CellCoverage = {
  readonly blueprint: string;
  readonly competency: string;
  readonly depth: Depth;
  readonly count: number;
  readonly available: number;
  /** `thin`: less than twice what one paper draws, so papers are alike. */
  readonly state: 'enough' | 'thin' | 'short';
};

export type CoverageRow = PointCoverage & {
  readonly competency: string;
  readonly domain: string;
  readonly name: LocalText;
  /** How many questions of its competency each paper draws, over all depths. */
  readonly drawn: number;
};

export type Coverage = {
  readonly syllabi: readonly { readonly code: string; readonly title: LocalText; readonly version: string }[];
  /** The one that the rows are measured by; null where none is published. */
  readonly syllabus: string | null;
  readonly domains: readonly { readonly code: string; readonly name: LocalText }[];
  /** The names of the competencies, by code. */
  readonly competencies: Readonly<Record<string, LocalText>>;
  readonly rows: readonly CoverageRow[];
  readonly cells: readonly CellCoverage[];
  /** The lessons behind the links, by code. */
  readonly lessons: Readonly<Record<string, LocalText>>;
};

const TWICE = 2;

/** Knowledge point × lesson × question × blueprint, from what is in force now. */
export async function readCoverage(
  context: Context,
  _actor: Actor,
  { syllabus: asked }: { syllabus: string | null },
): Promise<Result<Coverage, 'not-found'>> {
  const { read } = context.database;
  const syllabi = await listPublished(read, 'syllabus');
  const syllabus = asked === null ? syllabi[0] : syllabi.find(({ code }) => code === asked);
  if (asked !== null && !syllabus) return refuse('not-found');
  const [standard] = await listPublished(read, 'standard');
  const points = standard ? listPoints(standard.body) : [];
  const taught = await listTaughtPoints(read);
  const asking = await listQuestionPoints(read);
  const blueprints = (await listPublished(read, 'blueprint')).filter(({ body }) => body.syllabus === syllabus?.code);
  const lessons = await listPublished(read, 'lesson');

  const links: CoverageLink[] = [
    ...taught.map(
      ({ point, depth, code }): CoverageLink => ({ point, kind: 'taught', ref: code, depth: depth as Depth }),
    ),
    ...asking.map(
      ({ point, depth, code, use }): CoverageLink => ({
        point,
        kind: use === 'exam' ? 'assessed' : 'practised',
        ref: code,
        depth: depth as Depth,
      }),
    ),
  ];
  const rows = coverageOf({
    points: points.map(({ code }) => code),
    demands: syllabus?.body.points ?? [],
    links,
  });
  const cells = blueprints.flatMap((blueprint) => cellsOf(blueprint, asking));
  const drawn = (competency: string) =>
    cells.reduce((sum, cell) => sum + (cell.competency === competency ? cell.count : 0), 0);
  return ok({
    syllabi: syllabi.map(({ code, body }) => ({ code, title: body.title, version: body.version })),
    syllabus: syllabus?.code ?? null,
    domains: standard?.body.domains.map(({ code, name }) => ({ code, name })) ?? [],
    competencies: Object.fromEntries(
      standard?.body.domains.flatMap((domain) => domain.competencies.map(({ code, name }) => [code, name])) ?? [],
    ),
    rows: rows.flatMap((row, i) => {
      const point = points[i];
      return point
        ? [
            {
              ...row,
              competency: point.competencyCode,
              domain: point.domainCode,
              name: point.name,
              drawn: drawn(point.competencyCode),
            },
          ]
        : [];
    }),
    cells,
    lessons: Object.fromEntries(lessons.map(({ code, body }) => [code, body.title])),
  });
}

type Asking = Awaited<ReturnType<typeof listQuestionPoints>>[number];

function cellsOf({ code: blueprint, body }: ContentVersion<'blueprint'>, asking: readonly Asking[]): CellCoverage[] {
  const bank = asking
    .filter(({ use }) => use === 'exam')
    .map(({ code, questionId, type, competencyCode, depth }) =>
      toPaperEntry({ code, versionId: questionId, type, competency: competencyCode, depth }),
    );
  return judgeBlueprint({ body, bank }).cells.map(({ competency, depth, count, available }) => {
    const state = available < count ? 'short' : available < count * TWICE ? 'thin' : 'enough';
    return { blueprint, competency, depth, count, available, state };
  });
}

/** Whether a row or cell breaks what the syllabus or the blueprint promises. */
export const isSeriousGap = ({ gaps }: Pick<CoverageRow, 'gaps'>): boolean =>
  gaps.some((gap) => SERIOUS_GAPS.includes(gap));

export type CoverageFilter = {
  /** A domain's code. */
  readonly domain: string | null;
  readonly onlyGaps: boolean;
  /** Part of a code or a name. */
  readonly text: string;
};

export type CoverageView = CoverageFilter & { readonly page: number; readonly pageSize: number };

/** One page of the matrix with what a reader sees of each row; counts are of the whole syllabus, whatever is filtered. */
export function viewCoverage(
  { syllabi, syllabus, domains, rows, cells, lessons, competencies }: Coverage,
  { page, pageSize, ...filter }: CoverageView,
) {
  const filtered = filterCoverage(rows, filter);
  const pages = Math.max(1, Math.ceil(filtered.length / pageSize));
  const shown = Math.min(Math.max(page, 1), pages);
  return {
    syllabi,
    syllabus,
    domains,
    demanded: rows.filter((row) => row.demanded !== null).length,
    gaps: rows.filter(isSeriousGap).length,
    shortCells: cells.filter(({ state }) => state === 'short').length,
    total: filtered.length,
    page: shown,
    pageSize,
    rows: filtered
      .slice((shown - 1) * pageSize, shown * pageSize)
      .map(({ point, name, demanded, taught, practised, assessed, drawn, gaps }) => ({
        point,
        name,
        demanded,
        taught: {
          depth: taught.depth,
          lessons: taught.refs.map((code) => ({ code, title: lessons[code] ?? { zh: code } })),
        },
        practised: { depth: practised.depth, questions: practised.refs.length },
        assessed: { depth: assessed.depth, questions: assessed.refs.length },
        drawn,
        gaps,
      })),
    cells: cells.map((cell) => ({ ...cell, name: competencies[cell.competency] ?? { zh: cell.competency } })),
  };
}

function filterCoverage(rows: readonly CoverageRow[], { domain, onlyGaps, text }: CoverageFilter): CoverageRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(
    ({ domain: own, gaps, point, name }) =>
      (domain === null || own === domain) &&
      (!onlyGaps || gaps.length > 0) &&
      (wanted === '' ||
        [point, pickText(name, 'zh-CN').text, pickText(name, 'en').text].some((each) =>
          each.toLowerCase().includes(wanted),
        )),
  );
}
