import { type BankEntry, findShortages, type PaperPlan } from '#app/domain/exams/assembly.ts';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
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
    const plan = (times: number): PaperPlan => ({
      ...body,
      cells: body.cells.map((cell) => ({ ...cell, count: cell.count * times })),
    });
    const short = findShortages({ plan: plan(1), bank: entries });
    const thin = findShortages({ plan: plan(COMFORTABLE), bank: entries });
    body.cells.forEach(({ competency, depth, count }, i) => {
      const isSame = (each: { competency: string; depth: string }) =>
        each.competency === competency && each.depth === depth;
      const lacking = short.find(isSame);
      const scarce = thin.find(isSame);
      const place = placeOf(['cells', i]);
      if (lacking) report(path, place, 'cell-not-fillable', { competency, depth, count, found: lacking.available });
      else if (scarce) report(path, place, 'cell-thin', { competency, depth, count, found: scarce.available });
    });
  }
}

function toBankEntry({ code, type, use, depth, points: [first] }: ParsedQuestion, index: number): BankEntry[] {
  if (type === null || use !== 'exam' || depth === null || !first) return [];
  return [{ code: code ?? `#${index}`, versionId: '', type, depth, competency: competencyOf(first.point) }];
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
