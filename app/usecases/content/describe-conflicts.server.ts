import { createTwoFilesPatch } from 'diff';
import { blueprintFile } from '#app/domain/exams/blueprint.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { standardFile } from '#app/domain/standard/standard.ts';
import { syllabusFile } from '#app/domain/standard/syllabus.ts';
import type { Context } from '#app/usecases/context.ts';
import { findPublication, findPublishedByCode } from '#db/stores/content.ts';
import { listPersonNames } from '#db/stores/people.ts';
import { type ContentDocument, checkContent } from './check-content.server.ts';
import { encode, encodeQuestion, lessonFileText, toYaml } from './document-text.server.ts';
import { POLICY_SCHEMAS } from './parse-content.server.ts';
import type { ContentConflict } from './reconcile-documents.server.ts';
import type { SourceFile } from './source-files.server.ts';

/** What files and browser both changed, one line each: kind, code, who published what when; with the difference when wanted. */
export async function describeConflicts(
  context: Context,
  {
    conflicts,
    files,
    language,
    withDifference,
    codes,
  }: {
    conflicts: readonly ContentConflict[];
    files: readonly SourceFile[];
    language: Language;
    withDifference: boolean;
    /** Show the difference of these alone; of all when empty. */
    codes: readonly string[];
  },
): Promise<string[]> {
  const { read } = context.database;
  const documents = withDifference ? (checkContent(files).content?.documents ?? []) : [];
  const lines: string[] = [];
  for (const { kind, code, inFiles } of conflicts) {
    const publication = await findPublication(read, { kind, code });
    const by = publication?.publishedBy ?? '';
    const name = (await listPersonNames(read, [by])).get(by) ?? by;
    const at = publication?.publishedAt ? new Date(publication.publishedAt).toISOString() : '';
    const inForce = publication
      ? `v${publication.number} ${name} ${at}`
      : OUT_OF_FORCE[language === 'en' ? 'en' : 'zh'];
    lines.push(`${kind} ${code}: ${WORDS[inFiles][language === 'en' ? 'en' : 'zh']}; ${inForce}`);
    if (!withDifference || (codes.length > 0 && !codes.includes(code))) continue;
    const version = await findPublishedByCode(read, { kind, code });
    const document = documents.find((each) => each.kind === kind && each.code === code);
    lines.push(
      createTwoFilesPatch(
        `browser/${kind}/${code}`,
        `files/${kind}/${code}`,
        version ? documentText(version) : '',
        document ? documentText(document) : '',
      ),
    );
  }
  return lines;
}

const OUT_OF_FORCE = { zh: '浏览器里已停用', en: 'taken out of force in the browser' };
const WORDS: Record<ContentConflict['inFiles'], { readonly zh: string; readonly en: string }> = {
  changed: { zh: '文件改过', en: 'changed in files' },
  added: { zh: '文件里新增，编号相同', en: 'added in files under the same code' },
  deleted: { zh: '文件已删除', en: 'deleted in files' },
};

/** A document as text in one form, whichever side it comes from. */
export function documentText(document: Pick<ContentDocument, 'kind' | 'body'>): string {
  const { kind, body } = document as ContentDocument;
  switch (kind) {
    case 'lesson':
      return `${lessonFileText(body)}\nquiz: ${body.quiz.join(', ')}\n`;
    case 'question':
      return toYaml(encodeQuestion(body));
    case 'course':
      // Its lessons are codes on both sides.
      return toYaml(body);
    case 'standard':
      return toYaml(encode(standardFile, { ...body, status: 'published' }));
    case 'syllabus':
      return toYaml(encode(syllabusFile, { ...body, status: 'published' }));
    case 'blueprint':
      return toYaml(encode(blueprintFile, { ...body, status: 'published' }));
    case 'policy':
      return toYaml(encode(POLICY_SCHEMAS[body.kind], body));
  }
}
