import type { BlueprintBody } from '#app/domain/exams/blueprint.ts';
import { toPaperEntry } from '#app/domain/exams/draw-paper.ts';
import { judgeBlueprint, nameFaults } from '#app/domain/exams/judge-blueprint.ts';
import { cellsOf } from '#app/domain/exams/paper-plan.ts';
import type { PaperEntry } from '#app/domain/exams/paper-pool.ts';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import type { YamlPath } from '#app/domain/kernel/located-yaml.ts';
import { type CoverageLink, coverageOf } from '#app/domain/standard/coverage.ts';
import { competencyOf, listPoints } from '#app/domain/standard/standard.ts';
import { type Report, reporter } from './check-references.server.ts';
import type { ParsedContent, ParsedQuestion } from './parse-content.server.ts';

/** A bank that holds no more than a paper draws gives everybody the same paper. */
const COMFORTABLE = 2;

/**
 * What the whole leaves open: a syllabus that no lesson or question keeps, a blueprint that the bank cannot fill, a
 * tier without a certificate. Lessons and questions count even where another of their fields is faulty, or one slip
 * would be told a dozen times.
 */
export function checkPromises(content: ParsedContent): ContentFault[] {
  const faults: ContentFault[] = [];
  const report = reporter(faults);
  checkCells(content, report);
  checkCoverage(content, report);
  checkCertificates(content, report);
  return faults;
}

function checkCells({ blueprints, bank }: ParsedContent, report: Report): void {
  const entries = bank.flatMap(toBankEntry);
  for (const { path, body, placeOf } of blueprints) {
    if (!body) continue;
    const state = judgeBlueprint({ body, bank: entries });
    const told = new Set<string>();
    cellPaths(body).forEach(({ competency, depth, at }) => {
      const isSame = (each: { competency: string; depth: string }) =>
        each.competency === competency && each.depth === depth;
      const lacking = state.shortages.find(isSame);
      const cell = state.cells.find(isSame);
      const key = `${competency}/${depth}`;
      if (!cell || told.has(key)) return;
      told.add(key);
      const { count, available } = cell;
      const place = placeOf(at);
      if (lacking) report(path, place, 'cell-not-fillable', { competency, depth, count, found: lacking.available });
      else if (available < count * COMFORTABLE)
        report(path, place, 'cell-thin', { competency, depth, count, found: available });
    });
    // Questions that a list names and nobody wrote are told where they stand, as references that lead nowhere.
    if (state.shortages.length > 0 || state.missing.length > 0) continue;
    if (state.feasibility.verdict === 'undecided') report(path, placeOf(['id']), 'paper-undecided');
    else if (state.feasibility.verdict === 'impossible')
      report(path, placeOf(['id']), 'paper-impossible', { rule: nameFaults(state).join(', ') });
  }
}

/** Every cell of a blueprint with its place in the file. */
function cellPaths(body: BlueprintBody) {
  const parts: { at: YamlPath; cells: ReturnType<typeof cellsOf> }[] = body.sections
    ? body.sections.map(({ cells = [] }, i) => ({ at: ['sections', i, 'cells'], cells }))
    : [{ at: ['cells'], cells: cellsOf(body) }];
  return parts.flatMap(({ at, cells }) =>
    cells.map(({ competency, depth }, i) => ({ competency, depth, at: [...at, i] })),
  );
}

function toBankEntry({ code, type, use, depth, points: [first], body }: ParsedQuestion, index: number): PaperEntry[] {
  if (type === null || use !== 'exam' || depth === null || !first) return [];
  const known = body ? { difficulty: body.difficulty, enemies: body.enemies ?? [] } : {};
  const competency = competencyOf(first.point);
  return [toPaperEntry({ code: code ?? `#${index}`, versionId: '', type, depth, competency, ...known })];
}

/** What a published syllabus promises must be taught deep enough and be asked somewhere. */
function checkCoverage({ standards, syllabi, lessons, bank }: ParsedContent, report: Report): void {
  const standard = standards[0]?.body;
  const known = standard ? new Set(listPoints(standard).map(({ code }) => code)) : null;
  const links: CoverageLink[] = [
    ...lessons.flatMap(({ path, taught }) =>
      taught.map(({ point, depth }): CoverageLink => ({ point, depth, kind: 'taught', ref: path })),
    ),
    ...bank.flatMap(({ code, use, depth, points }) =>
      use === 'exam' && depth !== null
        ? points.map(({ point }): CoverageLink => ({ point, depth, kind: 'assessed', ref: code ?? '' }))
        : [],
    ),
  ];
  for (const { path, body, publish, placeOf } of syllabi) {
    if (!body || !publish) continue;
    const rows = coverageOf({ points: body.points.map(({ point }) => point), demands: body.points, links });
    rows.forEach(({ point, demanded, taught, gaps }, i) => {
      // A point that does not exist is told as such, and cannot be taught.
      if (known && !known.has(point)) return;
      const place = placeOf(['points', i, 'point']);
      if (gaps.includes('not-taught')) report(path, place, 'point-not-taught', { point });
      if (gaps.includes('taught-too-shallow'))
        report(path, place, 'point-taught-too-shallow', { point, expected: demanded ?? '', found: taught.depth ?? '' });
      if (gaps.includes('not-assessed')) report(path, place, 'point-not-examined', { point });
    });
  }
}

function checkCertificates({ syllabi, policies }: ParsedContent, report: Report): void {
  const certificates = policies.filter(({ kind }) => kind === 'certificate');
  if (certificates.length === 0 || certificates.some(({ body }) => body === null)) return;
  const named = certificates.flatMap(({ body }) => (body?.kind === 'certificate' ? body.tiers : []));
  for (const { path, body, publish, placeOf } of syllabi) {
    if (body && publish && !named.some(({ tier, track }) => tier === body.tier && track === body.track))
      report(path, placeOf(['tier']), 'tier-without-certificate', { tier: body.tier, track: body.track });
  }
}
