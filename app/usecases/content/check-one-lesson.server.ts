import type { LessonBody } from '#app/domain/courses/lesson.ts';
import type { ContentFaultCode, FaultDetail, Place, PlacedFault } from '#app/domain/kernel/content-fault.ts';
import { parseLocatedYaml } from '#app/domain/kernel/located-yaml.ts';
import { findConflictMark } from '#app/domain/kernel/merge-texts.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import { listPoints } from '#app/domain/standard/standard.ts';
import type { Handle } from '#db/open.server.ts';
import { listDocumentsByCodes, listPublished } from '#db/stores/content.ts';
import { QUIZ_SIZE } from './check-references.server.ts';
import { type ParsedLesson, type ParsedQuestion, readLesson, readQuestions } from './parse-content.server.ts';

/** What a lesson's text is checked against. */
export type LessonSurroundings = {
  /** Every point of the standard in force. */
  readonly points: ReadonlySet<string>;
  /** The codes of the questions in force that the quiz names too and that do not belong to this lesson. */
  readonly taken: ReadonlySet<string>;
};

export type LessonText = {
  readonly code: string;
  readonly source: string;
  readonly quiz: string;
  readonly images: Readonly<Record<string, string>>;
};

export type PartFault = PlacedFault & { readonly part: 'source' | 'quiz' };

export type ReadLessonText = {
  readonly lesson: ParsedLesson;
  readonly questions: readonly ParsedQuestion[];
  readonly faults: readonly PartFault[];
};

/** Reads a lesson and its quiz by themselves: what each says, and what is wrong with it taken alone. Pure. */
export function readLessonText({ code, source, quiz }: Pick<LessonText, 'code' | 'source' | 'quiz'>): ReadLessonText {
  const faults: PartFault[] = [];
  const into = (part: PartFault['part']) => (found: readonly PlacedFault[]) =>
    faults.push(...found.map((fault) => ({ ...fault, part })));
  const [course = '', name = ''] = code.split('/');
  const at = { course, dir: '', name };
  const lesson = guardDepth(into('source'), () =>
    readLesson({ path: 'source', text: source, report: into('source'), ...at }),
  );
  const questions = guardDepth(into('quiz'), () => {
    const mark = findConflictMark(quiz);
    if (mark !== null) {
      into('quiz')([{ line: mark, column: 1, code: 'conflict-undecided', detail: {} }]);
      return [];
    }
    const yaml = parseLocatedYaml(quiz);
    into('quiz')(yaml.faults);
    return readQuestions({ path: 'quiz', source: yaml, report: into('quiz') });
  });
  return {
    lesson: lesson ?? readLesson({ path: 'source', text: null, report: () => undefined, ...at }),
    questions: questions ?? [],
    faults,
  };
}

/** A text nested so deep that its parser runs out of stack is the text's fault, not ours. */
function guardDepth<T>(report: (faults: readonly PlacedFault[]) => void, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report([{ ...TOP, code: 'too-deep', detail: {} }]);
    return null;
  }
}

const TOP: Place = { line: 1, column: 1 };

/** What of the published content a lesson's quiz and objectives are checked against: two queries. */
export async function readSurroundings(
  handle: Handle,
  { questions, own }: { questions: readonly ParsedQuestion[]; own: readonly string[] },
): Promise<LessonSurroundings> {
  const [standard] = await listPublished(handle, 'standard');
  const codes = questions.flatMap(({ code }) => (code === null || own.includes(code) ? [] : [code]));
  const taken = await listDocumentsByCodes(handle, { kind: 'question', codes });
  return {
    points: new Set(standard ? listPoints(standard.body).map(({ code }) => code) : []),
    taken: new Set(taken.map(({ code }) => code)),
  };
}

/**
 * Every fault of one lesson as the content checker would tell it, in the order of its text. Pure: reading what is
 * around it is `readSurroundings`.
 */
export function checkOneLesson(
  { code, images }: Pick<LessonText, 'code' | 'images'>,
  { lesson, questions, faults: read }: ReadLessonText,
  { points, taken }: LessonSurroundings,
): readonly PartFault[] {
  const faults: PartFault[] = [...read];
  const report = (
    part: PartFault['part'],
    { line, column }: Place,
    fault: ContentFaultCode,
    detail: FaultDetail = {},
  ) => faults.push({ part, line, column, code: fault, detail });
  if (lesson.code !== null && lesson.code !== code)
    report('source', lesson.placeOf(['id']), 'lesson-code-differs', { expected: code, found: lesson.code });
  for (const { point, place } of lesson.taught)
    if (!points.has(point)) report('source', place, 'unknown-point', { point });
  const used = new Set<string>();
  for (const { path, ...place } of lesson.images) {
    used.add(path);
    if (!Object.hasOwn(images, path)) report('source', place, 'image-missing', { found: path });
  }
  for (const path of Object.keys(images)) if (!used.has(path)) report('source', TOP, 'image-unused', { found: path });

  const first = new Map<string, number>();
  for (const { code: id, use, placeOf, points: asked } of questions) {
    const place = placeOf(['id']);
    if (id !== null) {
      const before = first.get(id);
      if (before !== undefined) report('quiz', place, 'duplicate-id', { id, first: `${before}` });
      else if (taken.has(id)) report('quiz', place, 'question-code-taken', { id });
      if (before === undefined) first.set(id, place.line);
    }
    if (use !== null && use !== 'practice')
      report('quiz', placeOf(['use']), 'wrong-use', { expected: 'practice', found: use });
    for (const { point, place: at } of asked) if (!points.has(point)) report('quiz', at, 'unknown-point', { point });
  }
  if (questions.length > 0 && questions.length !== QUIZ_SIZE)
    report('quiz', TOP, 'quiz-size', { found: questions.length, expected: QUIZ_SIZE });
  return faults.sort(
    (a, b) => (a.part === b.part ? 0 : a.part === 'source' ? -1 : 1) || a.line - b.line || a.column - b.column,
  );
}

/** The bodies that are stored of a lesson without faults; null where one of its parts cannot be read. */
export function bodiesOf(
  { lesson, questions }: ReadLessonText,
  images: Readonly<Record<string, string>>,
): { readonly lesson: LessonBody; readonly questions: readonly QuestionBody[] } | null {
  const bodies = questions.flatMap(({ body }) => body ?? []);
  if (!lesson.body || bodies.length !== questions.length) return null;
  const named = new Set(lesson.images.map(({ path }) => path));
  const used = Object.entries(images).filter(([path]) => named.has(path));
  return {
    lesson: {
      ...lesson.body,
      source: lesson.source,
      quiz: bodies.map(({ id }) => id),
      ...(used.length > 0 ? { images: Object.fromEntries(used.sort(([a], [b]) => (a < b ? -1 : 1))) } : {}),
    },
    questions: bodies,
  };
}
