import { courseFile, orderedName } from '#app/domain/courses/course.ts';
import { blueprintFile } from '#app/domain/exams/blueprint.ts';
import { competencyOf, standardFile } from '#app/domain/standard/standard.ts';
import { syllabusFile } from '#app/domain/standard/syllabus.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { type ContentVersion, listPublished } from '#db/stores/content.ts';
import { findAsset } from '#db/stores/drafts.ts';
import { encode, lessonFileText, questionsFileText, toYaml } from './document-text.server.ts';
import { findLoadedManifest } from './import-content.server.ts';
import { POLICY_SCHEMAS } from './parse-content.server.ts';
import { PRACTICE_FILES, type SourceFile } from './source-files.server.ts';

/**
 * What is in force, as a content folder: every body encoded by its own schema, so that reading the files again gives
 * bodies of the same hash. Names of files may differ from those that were imported; codes do not. Empty before the
 * first import.
 */
export async function exportContent(context: Context): Promise<SourceFile[]> {
  const { read } = context.database;
  const manifest = await findLoadedManifest(read);
  if (!manifest) return [];
  const questions = await listPublished(read, 'question');
  const lessons = await listPublished(read, 'lesson');
  const files: SourceFile[] = [textFile('manifest.yaml', toYaml({ formatVersion: 1, ...manifest }))];
  for (const kind of ['standard', 'syllabus', 'blueprint', 'policy'] as const) {
    for (const version of await listPublished(read, kind)) {
      const { path, text } = oneFile(version);
      files.push(textFile(path, text));
    }
  }
  for (const course of await listPublished(read, 'course')) {
    const names = namesOf(course);
    files.push(textFile(`courses/${course.code}/course.yaml`, courseText(course, names)));
    for (const { dir, lessons: codes } of course.body.modules) {
      for (const code of codes) {
        const lesson = lessons.find((each) => each.code === code);
        if (!lesson) continue;
        const folder = `courses/${course.code}/${dir}`;
        const own = lesson.body.quiz.flatMap((id) => questions.find((each) => each.code === id)?.body ?? []);
        files.push(
          textFile(`${folder}/${names.get(code)}.mdx`, lessonFileText(lesson.body)),
          textFile(`${folder}/${names.get(code)}.quiz.yaml`, questionsFileText(own)),
          ...(await imageFiles(read, { lesson, folder })),
        );
      }
    }
  }
  const ofLessons = new Set(lessons.flatMap(({ body }) => body.quiz));
  files.push(...bankFiles(questions.filter(({ code }) => !ofLessons.has(code))));
  const byPath = new Map(files.map((file) => [file.path, file]));
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

export const textFile = (path: string, text: string): SourceFile => ({ path, bytes: Buffer.from(text, 'utf8') });

type OneFileKind = 'standard' | 'syllabus' | 'blueprint' | 'policy';

/** A document that has a file to itself. */
export function oneFile(version: ContentVersion<OneFileKind>): { readonly path: string; readonly text: string } {
  const { code } = version;
  switch (version.kind) {
    case 'standard':
      return {
        path: 'standard/standard.yaml',
        text: toYaml(encode(standardFile, { ...version.body, status: 'published' })),
      };
    case 'syllabus':
      return {
        path: `syllabus/${code}.yaml`,
        text: toYaml(encode(syllabusFile, { ...version.body, status: 'published' })),
      };
    case 'blueprint':
      return {
        path: `blueprints/${code}.yaml`,
        text: toYaml(encode(blueprintFile, { ...version.body, status: 'published' })),
      };
    case 'policy':
      return { path: `policies/${code}.yaml`, text: toYaml(encode(POLICY_SCHEMAS[version.body.kind], version.body)) };
  }
}

/** A course names its lessons by their files. */
export function courseText({ body }: ContentVersion<'course'>, names: ReadonlyMap<string, string>): string {
  const modules = body.modules.map((module) => ({
    ...module,
    lessons: module.lessons.map((code) => names.get(code) ?? code),
  }));
  return toYaml(encode(courseFile, { ...body, modules }));
}

/** The file of each lesson of a course, by the lesson's code: the code's own tail where it has a place in front. */
export function namesOf({ body }: ContentVersion<'course'>): Map<string, string> {
  return new Map(body.modules.flatMap(({ lessons }) => lessons.map((code, i) => [code, fileName(code, i)] as const)));
}

export function fileName(code: string, index: number): string {
  const tail = code.split('/')[1] ?? code;
  return orderedName.safeParse(tail).success ? tail : `${String(index + 1).padStart(2, '0')}-${tail}`;
}

/** A lesson's images beside it, as they are stored. */
export async function imageFiles(
  handle: Handle,
  { lesson, folder }: { lesson: ContentVersion<'lesson'>; folder: string },
): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const [name, hash] of Object.entries(lesson.body.images ?? {})) {
    const asset = await findAsset(handle, hash);
    if (asset) files.push({ path: `${folder}/${name}`, bytes: asset.bytes });
  }
  return files;
}

/** Where a question of the bank goes that no file holds yet. */
export const bankPath = ({ body }: ContentVersion<'question'>): string =>
  `questions/${body.use === 'practice' ? PRACTICE_FILES : ''}${competencyOf(body.points[0] ?? '').toLowerCase()}.yaml`;

function bankFiles(questions: readonly ContentVersion<'question'>[]): SourceFile[] {
  const groups = new Map<string, ContentVersion<'question'>[]>();
  for (const question of questions) {
    const path = bankPath(question);
    groups.set(path, [...(groups.get(path) ?? []), question]);
  }
  return [...groups].map(([path, group]) => textFile(path, questionsFileText(group.map(({ body }) => body))));
}
