import { findShortages, type PaperPlan } from '#app/domain/exams/assembly.ts';
import type { ContentFault, ContentFaultCode, FaultDetail, Place } from '#app/domain/kernel/content-fault.ts';
import { POLICY_KINDS } from '#app/domain/kernel/policy.ts';
import { suggestWord } from '#app/domain/kernel/similar.ts';
import { findQuestionType, QUESTION_TYPES } from '#app/domain/questions/types/registry.ts';
import { type CoverageLink, coverageOf } from '#app/domain/standard/coverage.ts';
import { competencyOf, listPoints } from '#app/domain/standard/standard.ts';
import type { NamedPoint, ParsedContent, ParsedQuestion } from './parse-content.server.ts';

/** What a quiz should have; another number is told, not refused. */
const QUIZ_SIZE = 5;

/** A bank that holds no more than a paper draws gives everybody the same paper. */
const COMFORTABLE = 2;

/** What the documents of a folder say of each other: every reference that leads nowhere, every promise not kept. */
export function checkReferences(content: ParsedContent): ContentFault[] {
  const faults: ContentFault[] = [];
  const report: Report = (path, { line, column }, code, detail = {}) =>
    faults.push({ path, line, column, code, detail });
  checkPresence(content, report);
  checkIds(content, report);
  checkPoints(content, report);
  checkCourses(content, report);
  checkQuizzes(content, report);
  checkBlueprints(content, report);
  checkCoverage(content, report);
  return faults;
}

type Report = (path: string, place: Place, code: ContentFaultCode, detail?: FaultDetail) => void;
const TOP: Place = { line: 1, column: 1 };

function checkPresence({ manifests, standards, policies }: ParsedContent, report: Report): void {
  if (manifests.length === 0) report('manifest.yaml', TOP, 'file-missing');
  if (standards.length === 0) report('standard/standard.yaml', TOP, 'file-missing');
  for (const { path } of standards.slice(1))
    report(path, TOP, 'standard-repeated', { first: standards[0]?.path ?? '' });
  // A policy whose kind cannot be read may be the one that is missing; its own fault says so already.
  if (policies.some(({ kind }) => kind === null)) return;
  for (const kind of POLICY_KINDS) {
    if (!policies.some((policy) => policy.kind === kind))
      report(`policies/${kind}.yaml`, TOP, 'policy-missing', { kind });
  }
}

function checkIds(
  { courses, lessons, quizzes, bank, syllabi, blueprints, policies }: ParsedContent,
  report: Report,
): void {
  const firstOf = (entries: readonly { path: string; code: string | null; place: Place }[]) => {
    const first = new Map<string, string>();
    for (const { path, code, place } of entries) {
      if (code === null) continue;
      const before = first.get(code);
      if (before === undefined) first.set(code, `${path}:${place.line}`);
      else report(path, place, 'duplicate-id', { id: code, first: before });
    }
  };
  const idOf = ({ path, body, placeOf }: ParsedContent['courses' | 'syllabi' | 'blueprints' | 'policies'][number]) => ({
    path,
    code: body?.id ?? null,
    place: placeOf(['id']),
  });
  firstOf(courses.map(idOf));
  firstOf(syllabi.map(idOf));
  firstOf(blueprints.map(idOf));
  firstOf(policies.map(idOf));
  firstOf(lessons.map(({ path, code, placeOf }) => ({ path, code, place: placeOf(['id']) })));
  firstOf(
    [...quizzes.flatMap(({ questions }) => questions), ...bank].map(({ path, code, placeOf }) => ({
      path,
      code,
      place: placeOf(['id']),
    })),
  );
}

/** Every point that is named must be in the standard. */
function checkPoints(content: ParsedContent, report: Report): void {
  const standard = content.standards[0]?.body;
  // Without a readable standard every point would seem unknown.
  if (!standard) return;
  const known = new Set(listPoints(standard).map(({ code }) => code));
  const check = (path: string, { point, place }: NamedPoint) => {
    if (known.has(point)) return;
    const suggestion = suggestWord(point, known);
    report(path, place, 'unknown-point', { point, ...(suggestion === null ? {} : { suggestion }) });
  };
  for (const { path, taught } of content.lessons) for (const each of taught) check(path, each);
  for (const { path, points } of [...content.bank, ...content.quizzes.flatMap(({ questions }) => questions)]) {
    for (const each of points) check(path, each);
  }
  for (const { path, body, placeOf } of content.syllabi) {
    body?.points.forEach(({ point }, i) => {
      check(path, { point, place: placeOf(['points', i, 'point']) });
    });
  }
}

function checkCourses({ courses, lessons }: ParsedContent, report: Report): void {
  const byFile = new Map(lessons.map((lesson) => [`${lesson.course}/${lesson.dir}/${lesson.name}`, lesson]));
  const named = new Set<string>();
  for (const { path, course, body, placeOf } of courses) {
    if (body && body.id !== course)
      report(path, placeOf(['id']), 'course-folder-differs', { id: body.id, folder: course });
    body?.modules.forEach(({ dir, lessons: names }, m) => {
      names.forEach((name, l) => {
        const file = `${course}/${dir}/${name}`;
        named.add(file);
        if (byFile.has(file)) return;
        const siblings = lessons.filter((each) => each.course === course && each.dir === dir).map((each) => each.name);
        const suggestion = suggestWord(name, siblings);
        report(path, placeOf(['modules', m, 'lessons', l]), 'lesson-file-missing', {
          file: `courses/${file}.mdx`,
          ...(suggestion === null ? {} : { suggestion }),
        });
      });
    });
  }
  for (const { path, course, dir, name, code, placeOf } of lessons) {
    const owner = courses.find((each) => each.course === course);
    if (!owner) report(path, TOP, 'course-file-missing', { file: `courses/${course}/course.yaml` });
    else if (owner.body && !named.has(`${course}/${dir}/${name}`))
      report(path, TOP, 'lesson-not-in-course', { file: owner.path });
    if (code !== null && !code.startsWith(`${course}/`))
      report(path, placeOf(['id']), 'lesson-outside-course', { id: code, course });
  }
}

function checkQuizzes({ lessons, quizzes, bank }: ParsedContent, report: Report): void {
  const sameAs =
    (a: { course: string; dir: string; name: string }) => (b: { course: string; dir: string; name: string }) =>
      a.course === b.course && a.dir === b.dir && a.name === b.name;
  for (const lesson of lessons) {
    if (!quizzes.some(sameAs(lesson)))
      report(lesson.path, TOP, 'quiz-file-missing', { file: lesson.path.replace(/\.mdx$/, '.quiz.yaml') });
  }
  for (const quiz of quizzes) {
    if (!lessons.some(sameAs(quiz)))
      report(quiz.path, TOP, 'quiz-without-lesson', { file: quiz.path.replace(/\.quiz\.yaml$/, '.mdx') });
    if (quiz.questions.length !== QUIZ_SIZE && quiz.questions.length > 0)
      report(quiz.path, TOP, 'quiz-size', { found: quiz.questions.length, expected: QUIZ_SIZE });
  }
  const checkUse = (question: ParsedQuestion, expected: 'practice' | 'exam') => {
    if (question.use !== null && question.use !== expected)
      report(question.path, question.placeOf(['use']), 'wrong-use', { expected, found: question.use });
  };
  for (const question of quizzes.flatMap(({ questions }) => questions)) checkUse(question, 'practice');
  for (const question of bank) checkUse(question, 'exam');
}

function checkBlueprints({ blueprints, syllabi, standards, bank, policies }: ParsedContent, report: Report): void {
  const standard = standards[0]?.body;
  const competencies = new Set(standard ? listPoints(standard).map(({ competencyCode }) => competencyCode) : []);
  for (const { path, body, placeOf } of blueprints) {
    if (!body) continue;
    const syllabus = syllabi.find((each) => each.body?.id === body.syllabus)?.body;
    if (!syllabus && syllabi.every((each) => each.body !== null)) {
      const suggestion = suggestWord(
        body.syllabus,
        syllabi.flatMap((each) => each.body?.id ?? []),
      );
      report(path, placeOf(['syllabus']), 'unknown-syllabus', {
        id: body.syllabus,
        ...(suggestion === null ? {} : { suggestion }),
      });
    }
    if (syllabus && (syllabus.tier !== body.tier || syllabus.track !== body.track))
      report(path, placeOf(['tier']), 'tier-differs', {
        found: `${body.tier} ${body.track}`,
        expected: `${syllabus.tier} ${syllabus.track}`,
      });
    body.allowedTypes.forEach((type, i) => {
      if (findQuestionType(type)) return;
      const suggestion = suggestWord(
        type,
        QUESTION_TYPES.map((each) => each.type),
      );
      report(path, placeOf(['allowedTypes', i]), 'unknown-type', {
        type,
        ...(suggestion === null ? {} : { suggestion }),
      });
    });
    if (standard) {
      body.cells.forEach(({ competency }, i) => {
        if (!competencies.has(competency))
          report(path, placeOf(['cells', i, 'competency']), 'unknown-competency', { competency });
      });
    }
    const entries = bank.flatMap(({ code, type, use, depth, points: [first] }, i) =>
      type !== null && use === 'exam' && depth !== null && first
        ? [{ code: code ?? `#${i}`, versionId: '', type, depth, competency: competencyOf(first.point) }]
        : [],
    );
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
  const named = policies.flatMap(({ body }) => (body?.kind === 'certificate' ? body.tiers : []));
  if (policies.some(({ body }) => body === null)) return;
  for (const { path, body, publish, placeOf } of syllabi) {
    if (body && publish && !named.some(({ tier, track }) => tier === body.tier && track === body.track))
      report(path, placeOf(['tier']), 'tier-without-certificate', { tier: body.tier, track: body.track });
  }
}

/** What a published syllabus promises must be taught deep enough and be asked somewhere. */
function checkCoverage({ syllabi, lessons, bank }: ParsedContent, report: Report): void {
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
      const place = placeOf(['points', i, 'point']);
      if (gaps.includes('not-taught')) report(path, place, 'point-not-taught', { point });
      if (gaps.includes('taught-too-shallow'))
        report(path, place, 'point-taught-too-shallow', { point, expected: demanded ?? '', found: taught.depth ?? '' });
      if (gaps.includes('not-assessed')) report(path, place, 'point-not-examined', { point });
    });
  }
}
