import type { CourseBody } from '#app/domain/courses/course.ts';
import { type ContentFault, compareFaults, isWarning } from '#app/domain/kernel/content-fault.ts';
import type { DocumentBodies, DocumentKind } from '#db/stores/content.ts';
import { checkHelp } from './check-help.server.ts';
import { checkPromises } from './check-promises.server.ts';
import { checkReferences } from './check-references.server.ts';
import { type Manifest, type ParsedContent, parseContent } from './parse-content.server.ts';
import type { SourceFile } from './source-files.server.ts';

/** A document as it goes into the database. */
export type ContentDocument = {
  [K in DocumentKind]: {
    readonly kind: K;
    readonly code: string;
    /** False: it is kept as a draft. */
    readonly publish: boolean;
    readonly body: DocumentBodies[K];
  };
}[DocumentKind];

export type ContentPackage = {
  readonly manifest: Manifest;
  /** Of lessons without their images, which become assets only when they are imported (`withImages`). */
  readonly documents: readonly ContentDocument[];
  readonly images: readonly ContentImage[];
};

/** A lesson's image and the file that holds it. */
export type ContentImage = { readonly lesson: string; readonly name: string; readonly path: string };

/** The same with the images of every lesson. @param hashOf the asset of an image file, by the file's path. */
export function withImages(
  { documents, images }: Pick<ContentPackage, 'documents' | 'images'>,
  hashOf: ReadonlyMap<string, string>,
): readonly ContentDocument[] {
  if (images.length === 0) return documents;
  return documents.map((document) => {
    if (document.kind !== 'lesson') return document;
    const own = images.flatMap(({ lesson, name, path }) => {
      const hash = lesson === document.code ? hashOf.get(path) : undefined;
      return hash === undefined ? [] : [[name, hash] as const];
    });
    return own.length === 0 ? document : { ...document, body: { ...document.body, images: Object.fromEntries(own) } };
  });
}

export type ContentCheck = {
  /** All of them at once, by path and place; warnings among them. */
  readonly faults: readonly ContentFault[];
  /** Null while there is a fault that is no warning. */
  readonly content: ContentPackage | null;
};

/**
 * Reads a content folder without a database: every file by itself, then what the files say of each other, then what
 * the whole leaves open. Pure: the same files give the same faults in the same order.
 */
export function checkContent(files: readonly SourceFile[]): ContentCheck {
  const parsed = parseContent(files);
  const faults = [...parsed.faults, ...checkReferences(parsed), ...checkPromises(parsed), ...checkHelp(files)].sort(
    compareFaults,
  );
  const failed = faults.some(({ code }) => !isWarning(code));
  return { faults, content: failed ? null : toPackage(parsed) };
}

/** Every document normalised; nothing is missing here, since nothing was at fault. */
function toPackage(parsed: ParsedContent): ContentPackage | null {
  const manifest = parsed.manifests[0]?.body;
  if (!manifest) return null;
  const documents: ContentDocument[] = [];
  for (const { body, publish } of parsed.standards)
    if (body) documents.push({ kind: 'standard', code: body.id, publish, body });
  for (const { body, publish } of parsed.syllabi)
    if (body) documents.push({ kind: 'syllabus', code: body.id, publish, body });
  for (const { body, source, course, dir, name } of parsed.lessons) {
    const quiz = parsed.quizzes.find((each) => each.course === course && each.dir === dir && each.name === name);
    if (body)
      documents.push({
        kind: 'lesson',
        code: body.id,
        publish: true,
        body: { ...body, source, quiz: quiz?.questions.flatMap(({ code }) => code ?? []) ?? [] },
      });
  }
  for (const { body, course } of parsed.courses)
    if (body)
      documents.push({ kind: 'course', code: body.id, publish: true, body: withLessonCodes(body, course, parsed) });
  for (const { body } of [...parsed.bank, ...parsed.quizzes.flatMap(({ questions }) => questions)])
    if (body) documents.push({ kind: 'question', code: body.id, publish: true, body });
  for (const { body, publish } of parsed.blueprints)
    if (body) documents.push({ kind: 'blueprint', code: body.id, publish, body });
  for (const { body } of parsed.policies)
    if (body) documents.push({ kind: 'policy', code: body.id, publish: true, body });
  const images = parsed.lessons.flatMap(({ code, course, dir, images: mentions }) =>
    [...new Set(mentions.map(({ path }) => path))].flatMap((name): ContentImage[] => {
      const file = parsed.images.find((each) => each.course === course && each.dir === dir && each.name === name);
      return file && code !== null ? [{ lesson: code, name, path: file.path }] : [];
    }),
  );
  return { manifest: { version: manifest.version, title: manifest.title }, documents, images };
}

/** A stored course names its lessons by code: files may be renamed, codes stay. */
function withLessonCodes(body: CourseBody, course: string, { lessons }: ParsedContent): CourseBody {
  return {
    ...body,
    modules: body.modules.map((module) => ({
      ...module,
      lessons: module.lessons.flatMap(
        (name) =>
          lessons.find((each) => each.course === course && each.dir === module.dir && each.name === name)?.code ?? [],
      ),
    })),
  };
}
