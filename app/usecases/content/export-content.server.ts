import { courseFile, orderedName } from '#app/domain/courses/course.ts';
import { blueprintFile } from '#app/domain/exams/blueprint.ts';
import { competencyOf, standardFile } from '#app/domain/standard/standard.ts';
import { syllabusFile } from '#app/domain/standard/syllabus.ts';
import type { Context } from '#app/usecases/context.ts';
import { type ContentVersion, listPublished } from '#db/stores/content.ts';
import { encode, lessonFileText, questionsFileText, toYaml } from './document-text.server.ts';
import { findLoadedManifest } from './import-content.server.ts';
import { POLICY_SCHEMAS } from './parse-content.server.ts';

export type ExportedFile = { readonly path: string; readonly text: string };

/**
 * What is in force, as a content folder: every body encoded by its own schema, so that reading the files again gives
 * bodies of the same hash. Names of files may differ from those that were imported; codes do not. Empty before the
 * first import.
 */
export async function exportContent(context: Context): Promise<ExportedFile[]> {
  const { read } = context.database;
  const manifest = await findLoadedManifest(read);
  if (!manifest) return [];
  const questions = await listPublished(read, 'question');
  const lessons = await listPublished(read, 'lesson');
  const files: ExportedFile[] = [{ path: 'manifest.yaml', text: toYaml({ formatVersion: 1, ...manifest }) }];
  for (const { body } of await listPublished(read, 'standard'))
    files.push({
      path: 'standard/standard.yaml',
      text: toYaml(encode(standardFile, { ...body, status: 'published' })),
    });
  for (const { code, body } of await listPublished(read, 'syllabus'))
    files.push({ path: `syllabus/${code}.yaml`, text: toYaml(encode(syllabusFile, { ...body, status: 'published' })) });
  for (const { code, body } of await listPublished(read, 'blueprint'))
    files.push({
      path: `blueprints/${code}.yaml`,
      text: toYaml(encode(blueprintFile, { ...body, status: 'published' })),
    });
  for (const { code, body } of await listPublished(read, 'policy'))
    files.push({ path: `policies/${code}.yaml`, text: toYaml(encode(POLICY_SCHEMAS[body.kind], body)) });
  for (const course of await listPublished(read, 'course')) files.push(...courseFiles({ course, lessons, questions }));
  files.push(...bankFiles(questions));
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function courseFiles({
  course: { code, body },
  lessons,
  questions,
}: {
  course: ContentVersion<'course'>;
  lessons: readonly ContentVersion<'lesson'>[];
  questions: readonly ContentVersion<'question'>[];
}): ExportedFile[] {
  const files: ExportedFile[] = [];
  const modules = body.modules.map((module) => {
    const names = module.lessons.map((lesson, i) => fileName(lesson, i));
    module.lessons.forEach((lessonCode, i) => {
      const lesson = lessons.find((each) => each.code === lessonCode);
      if (!lesson) return;
      const path = `courses/${code}/${module.dir}/${names[i]}`;
      files.push({ path: `${path}.mdx`, text: lessonFileText(lesson.body) });
      const own = lesson.body.quiz.flatMap((id) => questions.find((each) => each.code === id)?.body ?? []);
      files.push({ path: `${path}.quiz.yaml`, text: questionsFileText(own) });
    });
    return { ...module, lessons: names };
  });
  files.push({ path: `courses/${code}/course.yaml`, text: toYaml(encode(courseFile, { ...body, modules })) });
  return files;
}

/** A file's name from its lesson's code: the code's own tail where it has a place in front, else with one given. */
function fileName(code: string, index: number): string {
  const tail = code.split('/')[1] ?? code;
  return orderedName.safeParse(tail).success ? tail : `${String(index + 1).padStart(2, '0')}-${tail}`;
}

function bankFiles(questions: readonly ContentVersion<'question'>[]): ExportedFile[] {
  const groups = new Map<string, ContentVersion<'question'>[]>();
  for (const question of questions) {
    if (question.body.use !== 'exam') continue;
    const competency = competencyOf(question.body.points[0] ?? '').toLowerCase();
    groups.set(competency, [...(groups.get(competency) ?? []), question]);
  }
  return [...groups].map(([competency, group]) => ({
    path: `questions/${competency}.yaml`,
    text: questionsFileText(group.map(({ body }) => body)),
  }));
}
