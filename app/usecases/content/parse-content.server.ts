import { z } from 'zod';
import { appraisalPolicy } from '#app/domain/appraisal/appraisal-policy.ts';
import { certificatePolicy } from '#app/domain/certification/certificate-policy.ts';
import { checkLessonBody, type ImageMention, splitLesson } from '#app/domain/courses/check-lesson.ts';
import { type CourseBody, courseFile } from '#app/domain/courses/course.ts';
import { IMAGE_LIMITS, sniffImageType } from '#app/domain/courses/image-file.ts';
import { lessonFrontMatter } from '#app/domain/courses/lesson.ts';
import { quizPolicy } from '#app/domain/courses/quiz-policy.ts';
import { type BlueprintBody, blueprintFile } from '#app/domain/exams/blueprint.ts';
import { gradingPolicy } from '#app/domain/exams/grading-policy.ts';
import { formatVersion, versionText } from '#app/domain/kernel/authored.ts';
import { checkShape } from '#app/domain/kernel/check-shape.ts';
import type { ContentFault, Place, PlacedFault } from '#app/domain/kernel/content-fault.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';
import { type LocatedYaml, parseLocatedYaml, type YamlPath } from '#app/domain/kernel/located-yaml.ts';
import { POLICY_KINDS, type PolicyKind } from '#app/domain/kernel/policy.ts';
import { type QuestionBody, type QuestionUse, withEnemies } from '#app/domain/questions/envelope.ts';
import { findQuestionType, QUESTION_TYPES } from '#app/domain/questions/types/registry.ts';
import { DEPTHS, type Depth } from '#app/domain/standard/depth.ts';
import { type StandardBody, standardFile } from '#app/domain/standard/standard.ts';
import { type SyllabusBody, syllabusFile } from '#app/domain/standard/syllabus.ts';
import { hoursPolicy } from '#app/domain/training/hours-policy.ts';
import type { DocumentBodies } from '#db/stores/content.ts';
import { decodeFile, oncePerFile, placeOfFile, type SourceFile } from './source-files.server.ts';

/** content/manifest.yaml: what the folder is as a whole. */
export const manifestFile = z.strictObject({ formatVersion, version: versionText, title: localText });
export type Manifest = { readonly version: string; readonly title: LocalText };

/** content/questions/*.yaml and *.quiz.yaml; each question is checked by its own type. */
const questionsFile = z.strictObject({ formatVersion, questions: z.array(z.unknown()).min(1) });

/** The schema of each kind of policy. */
export const POLICY_SCHEMAS = {
  grading: gradingPolicy,
  quiz: quizPolicy,
  hours: hoursPolicy,
  certificate: certificatePolicy,
  appraisal: appraisalPolicy,
} satisfies Record<PolicyKind, z.ZodType>;

/** Something read from a file; `body` is null where its shape is faulty. */
export type Parsed<Body> = {
  readonly path: string;
  readonly body: Body | null;
  /** The same before it was checked: what can be followed even where another field is faulty. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly publish: boolean;
  readonly placeOf: (path: YamlPath) => Place;
};

/** A point named somewhere, with its place: known even where the rest of the document is faulty. */
export type NamedPoint = { readonly point: string; readonly place: Place };

export type ParsedLesson = Omit<Parsed<z.output<typeof lessonFrontMatter>>, 'publish' | 'raw'> & {
  readonly course: string;
  readonly dir: string;
  readonly name: string;
  readonly code: string | null;
  readonly source: string;
  readonly taught: readonly (NamedPoint & { readonly depth: Depth })[];
  readonly images: readonly ImageMention[];
  /** The line of the file on which the body begins; null where it has none. */
  readonly bodyLine: number | null;
};

/** An image file beside the lessons of a module; `name` is what their texts call it. */
export type ParsedImage = {
  readonly path: string;
  readonly course: string;
  readonly dir: string;
  readonly name: string;
};

/** What the bank counts with, read one by one, so that a fault in one field of a question hides nothing else. */
export type ParsedQuestion = {
  readonly path: string;
  readonly place: Place;
  /** Where its id, use and depth stand. */
  readonly placeOf: (path: YamlPath) => Place;
  readonly code: string | null;
  readonly type: string | null;
  readonly use: QuestionUse | null;
  readonly depth: Depth | null;
  readonly points: readonly NamedPoint[];
  /** Codes, as written. */
  readonly enemies: readonly string[];
  readonly body: QuestionBody | null;
};

export type ParsedQuiz = {
  readonly path: string;
  readonly course: string;
  readonly dir: string;
  readonly name: string;
  readonly questions: readonly ParsedQuestion[];
};

export type ParsedContent = {
  readonly manifests: Parsed<Manifest>[];
  readonly standards: Parsed<StandardBody>[];
  readonly syllabi: Parsed<SyllabusBody>[];
  readonly courses: (Parsed<CourseBody> & { readonly course: string })[];
  readonly lessons: ParsedLesson[];
  readonly quizzes: ParsedQuiz[];
  readonly images: ParsedImage[];
  readonly bank: ParsedQuestion[];
  readonly blueprints: Parsed<BlueprintBody>[];
  readonly policies: (Parsed<DocumentBodies['policy']> & { readonly kind: PolicyKind | null })[];
  readonly faults: ContentFault[];
};

/** Reads every file by itself: what each says, and what is wrong with it taken alone. */
export function parseContent(files: readonly SourceFile[]): ParsedContent {
  const content = emptyContent();
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const own = readAlone(file);
    for (const kind of Object.keys(content) as (keyof ParsedContent)[])
      (content[kind] as unknown[]).push(...(own[kind] as readonly unknown[]));
  }
  return content;
}

const emptyContent = (): ParsedContent => ({
  manifests: [],
  standards: [],
  syllabi: [],
  courses: [],
  lessons: [],
  quizzes: [],
  images: [],
  bank: [],
  blueprints: [],
  policies: [],
  faults: [],
});

const readAlone = oncePerFile((file): ParsedContent => {
  const content = emptyContent();
  const report = (faults: readonly PlacedFault[]) =>
    content.faults.push(...faults.map((fault) => ({ path: file.path, ...fault })));
  try {
    readFile({ file, content, report });
  } catch (error) {
    // A file nested so deep that its parser runs out of stack is the file's fault, not ours.
    if (!(error instanceof RangeError)) throw error;
    report([{ line: 1, column: 1, code: 'too-deep', detail: {} }]);
  }
  return content;
});

type Reading = {
  readonly file: SourceFile;
  readonly content: ParsedContent;
  readonly report: (faults: readonly PlacedFault[]) => void;
};

function readFile({ file, content, report }: Reading): void {
  const place = placeOfFile(file.path);
  if (place.kind === 'other' || place.kind === 'help') return;
  if (place.kind === 'unexpected') {
    report([{ line: 1, column: 1, code: 'file-unexpected', detail: {} }]);
    return;
  }
  const { path } = file;
  if (place.kind === 'image') {
    report(checkImageFile(file.bytes));
    content.images.push({ path, course: place.course, dir: place.dir, name: place.name });
    return;
  }
  const { text, faults } = decodeFile(file);
  report(faults);
  if (place.kind === 'lesson') {
    content.lessons.push(readLesson({ path, text, report, ...place }));
    return;
  }
  const source = text === null ? null : parseLocatedYaml(text);
  if (source) report(source.faults);
  // Undefined where the YAML is faulty (told already); an empty file has the value null and is checked.
  const read = <T extends z.ZodType>(schema: T): Parsed<z.output<T>> => {
    const shape = source && source.value !== undefined ? checkShape({ schema, value: source.value, source }) : null;
    if (shape) report(shape.faults);
    const raw = recordOf(source?.value);
    return {
      path,
      body: shape?.data ?? null,
      raw,
      publish: raw.status !== 'draft',
      placeOf: (at) => source?.placeOf(at) ?? TOP,
    };
  };
  switch (place.kind) {
    case 'manifest':
      content.manifests.push(read(manifestFile));
      break;
    case 'standard':
      content.standards.push(withoutStatus(read(standardFile)));
      break;
    case 'syllabus':
      content.syllabi.push(withoutStatus(read(syllabusFile)));
      break;
    case 'blueprint':
      content.blueprints.push(withoutStatus(read(blueprintFile)));
      break;
    case 'course':
      content.courses.push({ ...read(courseFile), course: place.course });
      break;
    case 'policy': {
      const kind = POLICY_KINDS.find((each) => each === recordOf(source?.value).kind) ?? null;
      content.policies.push({
        ...read(kind === null ? anyPolicy : POLICY_SCHEMAS[kind]),
        kind,
      } as ParsedContent['policies'][number]);
      break;
    }
    case 'questions':
      content.bank.push(...readQuestions({ path, source, report }));
      break;
    case 'quiz':
      content.quizzes.push({ path, ...place, questions: readQuestions({ path, source, report }) });
      break;
  }
}

const TOP: Place = { line: 1, column: 1 };

/** What can be told of an image without decoding it; whether it is sound is seen when it is imported. */
function checkImageFile(bytes: Uint8Array): PlacedFault[] {
  if (sniffImageType(bytes) === null) return [{ ...TOP, code: 'image-wrong-type', detail: {} }];
  const { bytes: most } = IMAGE_LIMITS;
  if (bytes.length > most)
    return [{ ...TOP, code: 'image-too-large', detail: { found: megabytes(bytes.length), most: megabytes(most) } }];
  return [];
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** A policy whose kind is missing or unknown: that is all that can be said of it. */
const anyPolicy = z.looseObject({ kind: z.enum(POLICY_KINDS) });

/** The status decides what becomes of a document and is kept with its version, not in its body. */
function withoutStatus<T extends { status: string }>(parsed: Parsed<T>): Parsed<Omit<T, 'status'>> {
  if (parsed.body === null) return { ...parsed, body: null };
  const { status: _status, ...body } = parsed.body;
  return { ...parsed, body };
}

export const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const depthOf = (value: unknown): Depth | null => DEPTHS.find((each) => each === value) ?? null;

/** Reads one lesson's file by itself. */
export function readLesson({
  path,
  text,
  report,
  course,
  dir,
  name,
}: Pick<Reading, 'report'> & {
  path: string;
  text: string | null;
  course: string;
  dir: string;
  name: string;
}): ParsedLesson {
  const parts = text === null ? null : splitLesson(text);
  const yaml = parts && parts.frontMatter !== null ? parseLocatedYaml(parts.frontMatter, { lineOffset: 1 }) : null;
  report([...(parts?.faults ?? []), ...(yaml?.faults ?? [])]);
  const shape =
    yaml && yaml.value !== undefined
      ? checkShape({ schema: lessonFrontMatter, value: yaml.value, source: yaml })
      : null;
  report(shape?.faults ?? []);
  const checked = parts && parts.frontMatter !== null ? checkLessonBody(parts) : null;
  report(checked?.faults ?? []);
  const raw = recordOf(yaml?.value);
  const placeOf = (at: YamlPath) => yaml?.placeOf(at) ?? TOP;
  return {
    path,
    course,
    dir,
    name,
    code: textOf(raw.id),
    body: shape?.data ?? null,
    source: parts?.source ?? '',
    images: checked?.images ?? [],
    bodyLine: parts && parts.frontMatter !== null ? parts.sourceOffset + 1 : null,
    placeOf,
    taught: listOf(raw.objectives).flatMap((objective, i) => {
      const { points, depth } = recordOf(objective);
      const reached = depthOf(depth);
      return listOf(points).flatMap((point, p) =>
        typeof point === 'string' && reached !== null
          ? [{ point, depth: reached, place: placeOf(['objectives', i, 'points', p]) }]
          : [],
      );
    }),
  };
}

/** Reads the questions of one file, each by itself. */
export function readQuestions({
  path,
  source,
  report,
}: Pick<Reading, 'report'> & { path: string; source: LocatedYaml | null }): ParsedQuestion[] {
  if (!source || source.value === undefined) return [];
  report(checkShape({ schema: questionsFile, value: source.value, source }).faults);
  return listOf(recordOf(source.value).questions).map((value, i) => {
    const at: YamlPath = ['questions', i];
    const raw = recordOf(value);
    const type = textOf(raw.type);
    const known = type === null ? null : findQuestionType(type);
    const schema = known ? withEnemies(known.schema) : anyQuestion;
    const { data, faults } = checkShape({ schema, value, source, at });
    report(faults);
    return {
      path,
      place: source.placeOf(at),
      placeOf: (inner) => source.placeOf([...at, ...inner]),
      code: textOf(raw.id),
      type,
      use: raw.use === 'practice' || raw.use === 'exam' ? raw.use : null,
      depth: depthOf(raw.depth),
      points: listOf(raw.points).flatMap((point, p) =>
        typeof point === 'string' ? [{ point, place: source.placeOf([...at, 'points', p]) }] : [],
      ),
      enemies: listOf(raw.enemies).flatMap((enemy) => textOf(enemy) ?? []),
      body: known && data !== null ? ({ formatVersion: 1, ...(data as object) } as QuestionBody) : null,
    };
  });
}

/** A question whose type is missing or unknown. */
const anyQuestion = z.looseObject({ type: z.enum(QUESTION_TYPES.map(({ type }) => type)) });
