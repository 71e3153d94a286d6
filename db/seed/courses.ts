import type { CourseBody } from '#app/domain/courses/course.ts';
import type { LessonBody } from '#app/domain/courses/lesson.ts';
import type { QuizPolicy } from '#app/domain/courses/quiz-policy.ts';
import { hashJson, type Json } from '#app/domain/kernel/canonical.ts';
import { indexWords } from '#app/domain/kernel/words.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import type { HoursPolicy } from '#app/domain/training/hours-policy.ts';
import type { Handle } from '#db/open.server.ts';
import {
  insertArtifacts,
  insertVersions,
  replaceCourseLessons,
  replaceCurrentFacets,
  upsertDocuments,
} from '#db/stores/content.ts';
import { replaceSearchEntries } from '#db/stores/search.ts';
import type { DocumentKind } from '#db/tables/content.ts';

export type SeededLesson = {
  readonly name: string;
  readonly title?: string;
  readonly minutes?: number;
  /** Credited minutes that completion asks for. */
  readonly completionMinutes?: number;
  readonly source?: string;
  /** Chinese statements that are true; each becomes one true/false question, answered with "true". */
  readonly statements?: readonly string[];
};
export type SeededCourse = {
  readonly code: string;
  readonly kind?: CourseBody['kind'];
  readonly title?: string;
  readonly lessons: readonly SeededLesson[];
};

const HEADER = {
  formatVersion: 1,
  version: '2026.1',
  effectiveFrom: '2020-01-01',
  title: { zh: '政策' },
  note: { zh: '起始值' },
} as const;
const QUIZ_POLICY: QuizPolicy = { ...HEADER, id: 'quiz', kind: 'quiz', passPercent: 6000, counts: 'best', hours: 50 };
const HOURS_POLICY: HoursPolicy = {
  ...HEADER,
  id: 'hours',
  kind: 'hours',
  yearlyRequired: 9000,
  onlineMinimum: 5000,
  tariff: [
    { fromMinutes: 30, hours: 100 },
    { fromMinutes: 15, hours: 50 },
    { fromMinutes: 0, hours: 25 },
  ],
  oncePerYear: true,
};

/**
 * Published courses with lessons, practice questions and the policies that learning needs, as an import leaves them.
 * Ids are made from codes, so that a test can name them: `lsn:basics/01-first`, `qsv:basics/01-first/1`.
 */
export async function seedCourses(
  tx: Handle,
  {
    courses,
    quiz = {},
    hours = {},
    at = 0,
    compiler = 'test',
  }: {
    courses: readonly SeededCourse[];
    quiz?: Partial<QuizPolicy>;
    hours?: Partial<HoursPolicy>;
    at?: number;
    compiler?: string;
  },
): Promise<void> {
  const lessons = courses.flatMap((course) => course.lessons.map((lesson) => lessonOf(course, lesson)));
  const questions = lessons.flatMap((lesson) => lesson.questions.map((body, slot) => ({ body, slot, lesson })));
  const documents: { kind: DocumentKind; code: string; body: unknown }[] = [
    ...courses.map((course) => ({ kind: 'course' as const, code: course.code, body: courseBody(course) })),
    ...lessons.map(({ code, body }) => ({ kind: 'lesson' as const, code, body })),
    ...questions.map(({ body }) => ({ kind: 'question' as const, code: body.id, body })),
    { kind: 'policy', code: 'quiz', body: { ...QUIZ_POLICY, ...quiz } },
    { kind: 'policy', code: 'hours', body: { ...HOURS_POLICY, ...hours } },
  ];
  await upsertDocuments(
    tx,
    documents.map(({ kind, code }) => ({
      id: documentId(kind, code),
      kind,
      code,
      publishedVersionId: versionId(kind, code),
      createdAt: at,
    })),
  );
  await insertVersions(
    tx,
    documents.map(({ kind, code, body }) => ({
      id: versionId(kind, code),
      documentId: documentId(kind, code),
      number: 1,
      status: 'published' as const,
      body: body as Json,
      hash: hashJson(body),
      createdBy: 'seed',
      createdAt: at,
      publishedBy: 'seed',
      publishedAt: at,
    })),
  );
  await replaceCourseLessons(
    tx,
    lessons.map(({ code, courseCode }, position) => ({
      lessonId: documentId('lesson', code),
      courseId: documentId('course', courseCode),
      moduleIndex: 0,
      position,
    })),
  );
  await replaceCurrentFacets(
    tx,
    questions.map(({ body, slot, lesson }) => ({
      versionId: versionId('question', body.id),
      questionId: documentId('question', body.id),
      use: body.use,
      type: body.type,
      depth: body.depth,
      competencyCode: 'B1',
      lessonId: documentId('lesson', lesson.code),
      lessonSlot: slot,
    })),
  );
  await insertArtifacts(
    tx,
    lessons.map(({ code, body }) => ({
      versionId: versionId('lesson', code),
      compiler,
      language: 'zh-CN',
      hash: hashJson({ code }),
      code: `/* ${body.source.length} */`,
      createdAt: at,
    })),
  );
  await replaceSearchEntries(
    tx,
    documents.flatMap(({ kind, code, body }) => {
      if (kind !== 'course' && kind !== 'lesson') return [];
      const { title } = body as CourseBody | LessonBody;
      return [{ kind, documentId: documentId(kind, code), title: title.zh, words: indexWords(title.zh) }];
    }),
  );
}

const PREFIX: Partial<Record<DocumentKind, readonly [string, string]>> = {
  course: ['crs', 'ver'],
  lesson: ['lsn', 'lsv'],
  question: ['qst', 'qsv'],
};
const documentId = (kind: DocumentKind, code: string) => `${PREFIX[kind]?.[0] ?? 'pol'}:${code}`;
const versionId = (kind: DocumentKind, code: string) => `${PREFIX[kind]?.[1] ?? 'ver'}:${code}`;

function courseBody({ code, kind = 'general', title = code, lessons }: SeededCourse): CourseBody {
  return {
    formatVersion: 1,
    id: code,
    kind,
    tier: 1,
    track: 'general',
    title: { zh: title },
    summary: { zh: `${title}的内容` },
    modules: [{ dir: '01-all', title: { zh: '全部' }, lessons: lessons.map(({ name }) => `${code}/${name}`) }],
  };
}

function lessonOf(
  { code: courseCode }: SeededCourse,
  {
    name,
    title = name,
    minutes = 18,
    completionMinutes = 5,
    source = '## 一\n\n正文\n',
    statements = ['一', '二'],
  }: SeededLesson,
) {
  const code = `${courseCode}/${name}`;
  const questions = statements.map(
    (statement, index): QuestionBody => ({
      formatVersion: 1,
      id: `${code}/${index + 1}`,
      type: 'true-false',
      use: 'practice',
      points: ['B1.01'],
      depth: 'understand',
      difficulty: 70,
      body: { prompt: { zh: statement } },
      scoring: { key: 'true' },
      feedback: { explanation: { zh: `${statement}是对的` } },
    }),
  );
  const objective = { text: { zh: '目标' }, points: ['B1.01'], depth: 'understand' } as const;
  const body: LessonBody = {
    formatVersion: 1,
    id: code,
    title: { zh: title },
    summary: { zh: `${title}讲什么` },
    objectives: [objective, objective],
    minutes,
    completion: { minutes: completionMinutes, quiz: 'passed' },
    checkedOn: '2026-11-20',
    sources: [
      { title: '甲', date: '2002' },
      { title: '乙', date: '2003' },
    ],
    source,
    quiz: questions.map(({ id }) => id),
  };
  return { code, courseCode, body, questions };
}
