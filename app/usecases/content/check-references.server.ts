import type { ContentFault, ContentFaultCode, FaultDetail, Place } from '#app/domain/kernel/content-fault.ts';
import type { YamlPath } from '#app/domain/kernel/located-yaml.ts';
import { POLICY_KINDS } from '#app/domain/kernel/policy.ts';
import { suggestWord } from '#app/domain/kernel/similar.ts';
import { findQuestionType, QUESTION_TYPES } from '#app/domain/questions/types/registry.ts';
import { competencyCode, listPoints, pointCode } from '#app/domain/standard/standard.ts';
import {
  listOf,
  type NamedPoint,
  type ParsedContent,
  type ParsedQuestion,
  recordOf,
  textOf,
} from './parse-content.server.ts';
import { PRACTICE_FILES } from './source-files.server.ts';

/** What a quiz should have; another number is told, not refused. */
export const QUIZ_SIZE = 5;

/**
 * What the documents of a folder say of each other: every reference that leads nowhere, every name used twice. Looks
 * at what was written rather than at what was accepted, so that a fault in one field hides no other.
 */
export function checkReferences(content: ParsedContent): ContentFault[] {
  const faults: ContentFault[] = [];
  const report = reporter(faults);
  checkPresence(content, report);
  checkIds(content, report);
  checkPoints(content, report);
  checkCourses(content, report);
  checkQuizzes(content, report);
  checkImages(content, report);
  checkBlueprints(content, report);
  checkEnemies(content, report);
  return faults;
}

export type Report = (path: string, place: Place, code: ContentFaultCode, detail?: FaultDetail) => void;

export const reporter =
  (faults: ContentFault[]): Report =>
  (path, { line, column }, code, detail = {}) => {
    faults.push({ path, line, column, code, detail });
  };

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
  const idOf = ({ path, raw, placeOf }: ParsedContent['courses' | 'syllabi' | 'blueprints' | 'policies'][number]) => ({
    path,
    code: textOf(raw.id),
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
    if (!known.has(point)) report(path, place, 'unknown-point', { point });
  };
  for (const { path, taught } of content.lessons) for (const each of taught) check(path, each);
  for (const { path, points } of [...content.bank, ...content.quizzes.flatMap(({ questions }) => questions)]) {
    for (const each of points) check(path, each);
  }
  for (const { path, raw, placeOf } of content.syllabi) {
    listOf(raw.points).forEach((entry, i) => {
      const point = textOf(recordOf(entry).point);
      if (point !== null && pointCode.safeParse(point).success)
        check(path, { point, place: placeOf(['points', i, 'point']) });
    });
  }
}

function checkCourses({ courses, lessons }: ParsedContent, report: Report): void {
  const byFile = new Map(lessons.map((lesson) => [`${lesson.course}/${lesson.dir}/${lesson.name}`, lesson]));
  const named = new Set<string>();
  for (const { path, course, raw, placeOf } of courses) {
    const id = textOf(raw.id);
    if (id !== null && id !== course) report(path, placeOf(['id']), 'course-folder-differs', { id, folder: course });
    listOf(raw.modules).forEach((entry, m) => {
      const { dir, lessons: names } = recordOf(entry);
      listOf(names).forEach((name, l) => {
        const file = `${course}/${dir}/${name}`;
        named.add(file);
        if (byFile.has(file) || typeof dir !== 'string' || typeof name !== 'string') return;
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
    else if (Array.isArray(owner.raw.modules) && !named.has(`${course}/${dir}/${name}`))
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
  // A file of the bank says by its name what its questions are for, so that the two never stand in one file.
  for (const question of bank) checkUse(question, isPracticeFile(question.path) ? 'practice' : 'exam');
}

const isPracticeFile = (path: string): boolean => path.startsWith(`questions/${PRACTICE_FILES}`);

function checkImages({ lessons, images }: ParsedContent, report: Report): void {
  const used = new Set<string>();
  for (const { path, course, dir, images: mentions } of lessons) {
    for (const { path: name, ...place } of mentions) {
      const image = images.find((each) => each.course === course && each.dir === dir && each.name === name);
      if (image) used.add(image.path);
      else report(path, place, 'image-missing', { found: name });
    }
  }
  for (const { path, name } of images) if (!used.has(path)) report(path, TOP, 'image-unused', { found: name });
}

function checkBlueprints({ blueprints, syllabi, standards, bank }: ParsedContent, report: Report): void {
  const standard = standards[0]?.body;
  const competencies = new Set(standard ? listPoints(standard).map((point) => point.competencyCode) : []);
  const hint = (word: string, known: readonly string[]): FaultDetail => {
    const suggestion = suggestWord(word, known);
    return suggestion === null ? {} : { suggestion };
  };
  const examCodes = examCodesOf(bank);
  const checkTypes = (path: string, types: unknown, at: YamlPath, placeOf: (path: YamlPath) => Place) =>
    listOf(types).forEach((type, i) => {
      if (typeof type !== 'string' || findQuestionType(type)) return;
      const known = QUESTION_TYPES.map((each) => each.type);
      report(path, placeOf([...at, i]), 'unknown-type', { type, ...hint(type, known) });
    });
  for (const { path, raw, placeOf } of blueprints) {
    const id = textOf(raw.syllabus);
    const syllabus = syllabi.find((each) => textOf(each.raw.id) === id)?.raw;
    if (id !== null && !syllabus) {
      const known = syllabi.flatMap((each) => textOf(each.raw.id) ?? []);
      report(path, placeOf(['syllabus']), 'unknown-syllabus', { id, ...hint(id, known) });
    }
    if (syllabus && (syllabus.tier !== raw.tier || syllabus.track !== raw.track))
      report(path, placeOf(['tier']), 'tier-differs', {
        found: `${raw.tier} ${raw.track}`,
        expected: `${syllabus.tier} ${syllabus.track}`,
      });
    checkTypes(path, raw.allowedTypes, ['allowedTypes'], placeOf);
    const parts: { at: YamlPath; part: Record<string, unknown> }[] = [
      { at: [], part: raw },
      ...listOf(raw.sections).map((section, i) => ({ at: ['sections', i], part: recordOf(section) })),
    ];
    for (const { at, part } of parts) {
      listOf(part.cells).forEach((cell, i) => {
        const competency = textOf(recordOf(cell).competency);
        if (
          standard &&
          competency !== null &&
          competencyCode.safeParse(competency).success &&
          !competencies.has(competency)
        )
          report(path, placeOf([...at, 'cells', i, 'competency']), 'unknown-competency', { competency });
        checkTypes(path, recordOf(cell).types, [...at, 'cells', i, 'types'], placeOf);
      });
      if (at.length > 0) checkTypes(path, part.types, [...at, 'types'], placeOf);
      listOf(part.items).forEach((item, i) => {
        const question = textOf(recordOf(item).question);
        if (question !== null && !examCodes.has(question))
          report(path, placeOf([...at, 'items', i, 'question']), 'unknown-question', {
            question,
            ...hint(question, [...examCodes]),
          });
      });
    }
  }
}

/** Enemies are exam questions that exist; naming one side is enough. */
function checkEnemies({ bank, quizzes }: ParsedContent, report: Report): void {
  const codes = examCodesOf(bank);
  for (const { path, code, enemies, placeOf } of [...bank, ...quizzes.flatMap(({ questions }) => questions)]) {
    enemies.forEach((enemy, i) => {
      const place = placeOf(['enemies', i]);
      if (enemy === code) report(path, place, 'enemy-of-itself');
      else if (!codes.has(enemy)) {
        const suggestion = suggestWord(enemy, [...codes]);
        report(path, place, 'unknown-question', { question: enemy, ...(suggestion === null ? {} : { suggestion }) });
      }
    });
  }
}

const examCodesOf = (bank: readonly ParsedQuestion[]) =>
  new Set(bank.flatMap(({ code, use }) => (code !== null && use === 'exam' ? [code] : [])));
