import { splitLesson } from '#app/domain/courses/check-lesson.ts';
import { hashJson } from '#app/domain/kernel/canonical.ts';
import type { ContentFault } from '#app/domain/kernel/content-fault.ts';
import type { Context } from '#app/usecases/context.ts';
import {
  type ContentVersion,
  type DocumentKind,
  type DocumentState,
  listDocumentStates,
  listPublished,
} from '#db/stores/content.ts';
import { checkContent, withImages } from './check-content.server.ts';
import { frontMatterText, lessonFileText } from './document-text.server.ts';
import { bankPath, courseText, fileName, imageFiles, oneFile, textFile } from './export-content.server.ts';
import { listKnownImages } from './import-content.server.ts';
import { type ParsedContent, parseContent } from './parse-content.server.ts';
import { prepareImages } from './prepare-images.server.ts';
import { keyOf } from './publish-documents.server.ts';
import { agreedOf, type ContentConflict } from './reconcile-documents.server.ts';
import { rewriteQuestions } from './rewrite-questions.server.ts';
import type { SourceFile } from './source-files.server.ts';

export type FolderExport = {
  readonly write: readonly SourceFile[];
  readonly remove: readonly string[];
  /** Documents whose file and version in force both changed since they agreed: their files are left as they are. */
  readonly conflicts: readonly ContentConflict[];
  /** Documents that the files alone changed: import them. */
  readonly ahead: number;
};

/** Whether a document's file follows the database; a conflict where both went on by themselves. */
function followsDatabase({
  files,
  agreed,
  inForce,
}: Record<'files' | 'agreed' | 'inForce', string | null>): 'yes' | 'no' | 'conflict' {
  if (files === inForce) return 'no';
  if (files === agreed) return 'yes';
  // Nobody touched it in the browser: the files are ahead, or brought it, or let it go.
  if (inForce === agreed) return 'no';
  return 'conflict';
}

/**
 * Writes what was published in the browser into a folder that is worked in: only documents whose file nobody changed
 * since files and database last agreed, only files that come out differently, and of a file of many questions only
 * those that changed. Names of files, and what is written in the others, stay.
 */
export async function exportIntoFolder(
  context: Context,
  { files, importer }: { files: readonly SourceFile[]; importer: string },
): Promise<
  | { readonly status: 'refused'; readonly faults: readonly ContentFault[] }
  | ({ readonly status: 'exported' } & FolderExport)
> {
  const { read } = context.database;
  const { faults, content } = checkContent(files);
  if (!content) return { status: 'refused', faults };
  const images = await prepareImages(context, { files, images: content.images, known: await listKnownImages(read) });
  const inFiles = new Map(
    withImages(content, images.hashOf).map((document) => [keyOf(document), hashJson(document.body)] as const),
  );
  const drafts = new Set(content.documents.filter(({ publish }) => !publish).map(keyOf));
  const states = new Map((await listDocumentStates(read)).map((state) => [keyOf(state), state]));

  const follow = new Set<string>();
  const conflicts: ContentConflict[] = [];
  let ahead = 0;
  for (const key of new Set([...states.keys(), ...inFiles.keys()])) {
    if (drafts.has(key)) continue;
    const state: DocumentState | undefined = states.get(key);
    const sides = {
      files: inFiles.get(key) ?? null,
      agreed: agreedOf(state, importer),
      inForce: state?.publishedHash ?? null,
    };
    const outcome = followsDatabase(sides);
    if (outcome === 'yes') follow.add(key);
    else if (outcome === 'no') ahead += sides.files === sides.inForce ? 0 : 1;
    else if (state)
      conflicts.push({
        kind: state.kind,
        code: state.code,
        inFiles: sides.files === null ? 'deleted' : sides.agreed === null ? 'added' : 'changed',
        files: sides.files,
      });
  }
  const changes = await new FolderWriter({ context, files, follow, assetOf: images.hashOf }).run();
  return { status: 'exported', ...changes, conflicts, ahead };
}

class FolderWriter {
  private readonly context: Context;
  private readonly follow: ReadonlySet<string>;
  private readonly assetOf: ReadonlyMap<string, string>;
  private readonly parsed: ParsedContent;
  private readonly present: ReadonlyMap<string, SourceFile>;
  private readonly write = new Map<string, SourceFile>();
  private readonly remove = new Set<string>();

  constructor({
    context,
    files,
    follow,
    assetOf,
  }: {
    context: Context;
    files: readonly SourceFile[];
    follow: ReadonlySet<string>;
    assetOf: ReadonlyMap<string, string>;
  }) {
    this.context = context;
    this.follow = follow;
    this.assetOf = assetOf;
    this.parsed = parseContent(files);
    this.present = new Map(files.map((file) => [file.path, file]));
  }

  async run(): Promise<{ write: SourceFile[]; remove: string[] }> {
    const { read } = this.context.database;
    const questions = await listPublished(read, 'question');
    const lessons = await listPublished(read, 'lesson');
    for (const kind of ['standard', 'syllabus', 'blueprint', 'policy'] as const) {
      for (const version of await listPublished(read, kind)) {
        if (!this.follows(kind, version.code)) continue;
        const { path, text } = oneFile(version);
        this.put(textFile(this.pathOf(kind, version.code) ?? path, text));
      }
    }
    for (const course of await listPublished(read, 'course')) await this.writeCourse({ course, lessons, questions });
    const ofLessons = new Set(lessons.flatMap(({ body }) => body.quiz));
    this.writeBank(questions.filter(({ code }) => !ofLessons.has(code)));
    this.removeWhatWent(lessons);
    return {
      write: [...this.write.values()].filter(({ path, bytes }) => {
        const before = this.present.get(path);
        return !before || !Buffer.from(before.bytes).equals(Buffer.from(bytes));
      }),
      remove: [...this.remove].filter((path) => this.present.has(path) && !this.write.has(path)).sort(),
    };
  }

  private follows(kind: DocumentKind, code: string): boolean {
    return this.follow.has(`${kind} ${code}`);
  }

  private put(file: SourceFile): void {
    this.write.set(file.path, file);
  }

  private textAt(path: string): string | null {
    const file = this.write.get(path) ?? this.present.get(path);
    return file ? Buffer.from(file.bytes).toString('utf8') : null;
  }

  private pathOf(kind: 'standard' | 'syllabus' | 'blueprint' | 'policy', code: string): string | null {
    const { standards, syllabi, blueprints, policies } = this.parsed;
    const all = { standard: standards, syllabus: syllabi, blueprint: blueprints, policy: policies }[kind];
    return all.find(({ raw }) => raw.id === code)?.path ?? null;
  }

  private async writeCourse({
    course,
    lessons,
    questions,
  }: {
    course: ContentVersion<'course'>;
    lessons: readonly ContentVersion<'lesson'>[];
    questions: readonly ContentVersion<'question'>[];
  }): Promise<void> {
    const names = new Map<string, string>();
    for (const { dir, lessons: codes } of course.body.modules) {
      for (const [i, code] of codes.entries()) {
        const own = this.parsed.lessons.find((each) => each.code === code);
        const name = own?.name ?? fileName(code, i);
        names.set(code, name);
        const lesson = lessons.find((each) => each.code === code);
        if (lesson)
          await this.writeLesson({ lesson, questions, folder: `courses/${course.code}/${own?.dir ?? dir}`, name });
      }
    }
    const path = `courses/${course.code}/course.yaml`;
    if (this.follows('course', course.code)) this.put(textFile(path, courseText(course, names)));
  }

  private async writeLesson({
    lesson,
    questions,
    folder,
    name,
  }: {
    lesson: ContentVersion<'lesson'>;
    questions: readonly ContentVersion<'question'>[];
    folder: string;
    name: string;
  }): Promise<void> {
    const { body, code } = lesson;
    if (this.follows('lesson', code)) {
      const path = `${folder}/${name}.mdx`;
      this.put(textFile(path, this.lessonText(path, lesson)));
      for (const image of await imageFiles(this.context.database.read, { lesson, folder })) {
        // A file that is this very asset stays in the form in which it was put there.
        const wanted = body.images?.[image.path.slice(folder.length + 1)];
        if (this.assetOf.get(image.path) !== wanted || !this.present.has(image.path)) this.put(image);
      }
    }
    const quizPath = `${folder}/${name}.quiz.yaml`;
    const changed = new Set(body.quiz.filter((id) => this.follows('question', id)));
    // The order and the choice of questions are the lesson's.
    if (changed.size === 0 && !this.follows('lesson', code)) return;
    const wanted = this.follows('lesson', code) ? body.quiz : null;
    this.put(textFile(quizPath, rewriteQuestions({ text: this.textAt(quizPath), questions, changed, wanted })));
  }

  /** A lesson's file with its head as it was typed, where the head says the same. */
  private lessonText(path: string, { body }: ContentVersion<'lesson'>): string {
    const before = this.textAt(path);
    const own = this.parsed.lessons.find((each) => each.path === path);
    if (before === null || !own?.body) return lessonFileText(body);
    const { frontMatter } = splitLesson(before);
    const typed = { ...own.body, source: body.source, quiz: body.quiz };
    const saysTheSame = frontMatterText(typed) === frontMatterText(body);
    return saysTheSame && frontMatter !== null ? `---\n${frontMatter}\n---\n${body.source}` : lessonFileText(body);
  }

  private writeBank(questions: readonly ContentVersion<'question'>[]): void {
    const byPath = new Map<string, Set<string>>();
    for (const question of questions) {
      if (!this.follows('question', question.code)) continue;
      const path = this.parsed.bank.find(({ code }) => code === question.code)?.path ?? bankPath(question);
      byPath.set(path, (byPath.get(path) ?? new Set()).add(question.code));
    }
    const inForce = new Set(questions.map(({ code }) => code));
    const gone = this.parsed.bank.filter(
      ({ code }) => code !== null && !inForce.has(code) && this.follows('question', code),
    );
    for (const { path } of gone) if (!byPath.has(path)) byPath.set(path, new Set());
    for (const [path, changed] of byPath) {
      const held = this.parsed.bank.flatMap(({ path: at, code }) => (at === path && code !== null ? [code] : []));
      const left = gone.flatMap(({ code }) => code ?? []);
      const wanted = [
        ...held.filter((code) => !left.includes(code)),
        ...[...changed].filter((code) => !held.includes(code)),
      ];
      if (wanted.length === 0) this.remove.add(path);
      else this.put(textFile(path, rewriteQuestions({ text: this.textAt(path), questions, changed, wanted })));
    }
  }

  /** The files of lessons that the browser took out of force. */
  private removeWhatWent(lessons: readonly ContentVersion<'lesson'>[]): void {
    for (const { path, code } of this.parsed.lessons) {
      if (code === null || !this.follows('lesson', code) || lessons.some((each) => each.code === code)) continue;
      this.remove.add(path);
      this.remove.add(path.replace(/\.mdx$/, '.quiz.yaml'));
    }
  }
}
