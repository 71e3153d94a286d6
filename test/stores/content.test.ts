import path from 'node:path';
import { expect, test } from 'vitest';
import { queryWords } from '#app/domain/kernel/words.ts';
import { fingerprintOf, readContentFolder } from '#app/platform/content/read-content-folder.server.ts';
import { checkContent } from '#app/usecases/content/check-content.server.ts';
import { exportContent } from '#app/usecases/content/export-content.server.ts';
import { importContent } from '#app/usecases/content/import-content.server.ts';
import type { SourceFile } from '#app/usecases/content/source-files.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import {
  findArtifact,
  findLessonHash,
  findPolicy,
  findPublishedByCode,
  findVersion,
  listCourseLessons,
  listKnowledgePoints,
  listPublished,
  listQuestionPoints,
  listQuizVersionIds,
  listTaughtPoints,
} from '#db/stores/content.ts';
import { findEntries } from '#db/stores/search.ts';
import { makeTestContext } from '#test/support/context.ts';
import { describeOnBothEngines } from '#test/support/database.ts';

const FOLDER = path.join(import.meta.dirname, '../../content');
const files = await readContentFolder(FOLDER);
const importer = systemActor('content-import');
const importFiles = (context: Context, changed: readonly SourceFile[] = files) =>
  importContent(context, importer, { files: changed, fingerprint: fingerprintOf(changed) });

/** The same folder with one file's text changed, or without it. */
function withFile(file: string, change: (text: string) => string | null): SourceFile[] {
  const found = files.find((each) => each.path === file);
  if (!found) throw new Error(`content has no ${file}`);
  const text = change(Buffer.from(found.bytes).toString('utf8'));
  const rest = files.filter((each) => each !== found);
  return text === null ? rest : [...rest, { path: file, bytes: Buffer.from(text, 'utf8') }];
}

const B1 = 'questions/b1-connotation.yaml';
const LESSON = 'courses/egov-basics/01-concepts/01-what-is-egovernment.mdx';

describeOnBothEngines('importing content', (fresh) => {
  test('publishes every document as version 1 in one audited act, with all that queries read', async () => {
    const context = makeTestContext(await fresh());
    const { read } = context.database;
    const outcome = await importFiles(context);
    expect(outcome).toMatchObject({ status: 'imported', report: { updated: 0, retired: 0, compiled: 8 } });

    const lesson = await findPublishedByCode(read, { kind: 'lesson', code: 'egov-basics/01-what-is-egovernment' });
    expect(lesson).toMatchObject({ number: 1, body: { minutes: 18, title: { zh: '什么是电子政务' } } });
    expect(lesson?.body.source).toMatch(/^\n## /);
    expect(await findVersion(read, lesson?.versionId ?? '')).toEqual(lesson);
    const hash = await findLessonHash(read, { versionId: lesson?.versionId ?? '', compiler: 'test' });
    expect(await findArtifact(read, hash ?? '')).toContain('/*');

    expect((await listKnowledgePoints(read)).map(({ code }) => code).slice(0, 3)).toEqual(['A1.01', 'A1.02', 'B1.01']);
    const course = await findPublishedByCode(read, { kind: 'course', code: 'egov-basics' });
    const places = (await listCourseLessons(read)).filter(({ courseId }) => courseId === course?.documentId);
    expect(places.map(({ moduleIndex, position }) => [moduleIndex, position])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 3],
      [1, 4],
    ]);
    const quiz = await listQuizVersionIds(read, lesson?.documentId ?? '');
    expect(quiz).toHaveLength(5);
    expect(await findVersion(read, quiz[0] ?? '')).toMatchObject({
      code: lesson?.body.quiz[0],
      body: { use: 'practice' },
    });
    expect((await listTaughtPoints(read)).filter(({ point }) => point === 'B1.01')).toEqual([
      { lessonId: lesson?.documentId, code: lesson?.code, point: 'B1.01', depth: 'understand' },
    ]);
    const asked = await listQuestionPoints(read);
    expect(asked.filter(({ use }) => use === 'exam').length).toBeGreaterThan(100);

    expect(await findPolicy(read, 'grading', '2026-11-20')).toMatchObject({ body: { passPercent: 6000 } });
    expect(await findPolicy(read, 'grading', '2025-12-31')).toBeNull();

    const [entry] = await listAuditEntries(read, { stream: 'content', after: 0, limit: 100 });
    expect(entry).toMatchObject({
      stream: 'content',
      action: 'content.import',
      actorId: 'content-import',
      outcome: 'done',
    });
  });

  test('does nothing when the same files come again', async () => {
    const context = makeTestContext(await fresh());
    await importFiles(context);
    const before = await listAuditEntries(context.database.read, { stream: 'content', after: 0, limit: 100 });
    expect(await importFiles(context)).toEqual({ status: 'unchanged', conflicts: [] });
    expect(await listAuditEntries(context.database.read, { stream: 'content', after: 0, limit: 100 })).toEqual(before);
  });

  test('changes no version when only comments and spacing changed', async () => {
    const context = makeTestContext(await fresh());
    await importFiles(context);
    const outcome = await importFiles(
      context,
      withFile(B1, (text) => `# a remark\n${text}\n`),
    );
    expect(outcome).toMatchObject({ status: 'imported', report: { created: 0, updated: 0, retired: 0, compiled: 0 } });
  });

  test('gives a changed question its next version and keeps the old one as it was', async () => {
    const context = makeTestContext(await fresh());
    const { read } = context.database;
    await importFiles(context);
    const before = await findPublishedByCode(read, { kind: 'question', code: 'exam-b1-002' });
    const outcome = await importFiles(
      context,
      withFile(B1, (text) => text.replace('从活动发生在谁与谁之间来看', '从活动双方来看')),
    );
    expect(outcome).toMatchObject({ status: 'imported', report: { created: 0, updated: 1, retired: 0, compiled: 0 } });
    const after = await findPublishedByCode(read, { kind: 'question', code: 'exam-b1-002' });
    expect(after).toMatchObject({ number: 2, documentId: before?.documentId });
    expect(after?.versionId).not.toBe(before?.versionId);
    expect(await findVersion(read, before?.versionId ?? '')).toEqual(before);
    const current = (await listQuestionPoints(read)).filter(({ code }) => code === 'exam-b1-002');
    expect(current).toHaveLength(1);
  });

  test('compiles a changed lesson alone, and every lesson anew for a new compiler without new versions', async () => {
    const context = makeTestContext(await fresh());
    await importFiles(context);
    const changed = withFile(LESSON, (text) => text.replace('## 从一次搬家说起', '## 从搬家说起'));
    expect(await importFiles(context, changed)).toMatchObject({ report: { updated: 1, compiled: 1 } });
    const newer = { ...context, lessons: { ...context.lessons, version: 'test-2' } };
    expect(await importFiles(newer, changed)).toMatchObject({ report: { created: 0, updated: 0, compiled: 8 } });
    const lesson = await findPublishedByCode(context.database.read, {
      kind: 'lesson',
      code: 'egov-basics/01-what-is-egovernment',
    });
    expect(lesson?.number).toBe(2);
  });

  test('retires a question whose file no longer holds it, and takes it back as it was', async () => {
    const context = makeTestContext(await fresh());
    const { read } = context.database;
    await importFiles(context);
    const before = await findPublishedByCode(read, { kind: 'question', code: 'exam-b1-001' });
    const shorter = withFile(B1, (text) => text.replace(/ {2}- id: exam-b1-001[\s\S]*?(?= {2}- id: exam-b1-002)/, ''));
    expect(await importFiles(context, shorter)).toMatchObject({ report: { retired: 1, created: 0, updated: 0 } });
    expect(await findPublishedByCode(read, { kind: 'question', code: 'exam-b1-001' })).toBeNull();
    expect((await listQuestionPoints(read)).some(({ code }) => code === 'exam-b1-001')).toBe(false);
    await importFiles(context);
    expect(await findPublishedByCode(read, { kind: 'question', code: 'exam-b1-001' })).toMatchObject({
      number: 1,
      versionId: before?.versionId,
    });
  });

  test('keeps a draft out of force, and publishes the same version when its status changes', async () => {
    const context = makeTestContext(await fresh());
    const { read } = context.database;
    const draft = withFile('blueprints/tier-1-general.yaml', (text) =>
      text.replace('status: published', 'status: draft'),
    );
    await importFiles(context, draft);
    const codes = async () => (await listPublished(read, 'blueprint')).map(({ code, number }) => `${code} ${number}`);
    expect(await codes()).toEqual(['tier-1-written 1']);
    await importFiles(context);
    expect(await codes()).toEqual(['tier-1-general 1', 'tier-1-written 1']);
  });

  test('refuses a folder with a fault as a whole and writes nothing', async () => {
    const context = makeTestContext(await fresh());
    const outcome = await importFiles(
      context,
      withFile(B1, (text) => text.replace('key: [b, c, d]', 'key: [b, c, z]')),
    );
    expect(outcome).toMatchObject({ status: 'refused' });
    expect(outcome.status === 'refused' && outcome.faults.map(({ path: file, code }) => [file, code])).toContainEqual([
      B1,
      'key-not-among-options',
    ]);
    expect(await listPublished(context.database.read, 'question')).toEqual([]);
    expect(await listAuditEntries(context.database.read, { stream: 'content', after: 0, limit: 100 })).toEqual([]);
  });

  test('is exported to files that read as the same documents, so that importing them changes nothing', async () => {
    const context = makeTestContext(await fresh());
    expect(await exportContent(context)).toEqual([]);
    await importFiles(context);
    const exported = await exportContent(context);
    const sorted = (checked: ReturnType<typeof checkContent>) =>
      checked.content?.documents.toSorted((a, b) => (`${a.kind} ${a.code}` < `${b.kind} ${b.code}` ? -1 : 1));
    expect(sorted(checkContent(exported))).toEqual(sorted(checkContent(files)));
    expect(await importFiles(context, exported)).toMatchObject({
      report: { created: 0, updated: 0, retired: 0, compiled: 0 },
    });
  });

  test('leaves one version of each document when two processes import at once', async () => {
    const context = makeTestContext(await fresh());
    const outcomes = await Promise.all([
      importFiles(context),
      importFiles(makeTestContext(context.database, { seed: 'b' })),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['imported', 'unchanged']);
    expect((await listPublished(context.database.read, 'question')).every(({ number }) => number === 1)).toBe(true);
  });
});

describeOnBothEngines('searching content', (fresh) => {
  test('finds Chinese words of two characters, single characters, Latin words and numbers, best first', async () => {
    const context = makeTestContext(await fresh());
    await importFiles(context);
    const search = async (query: string) =>
      (await findEntries(context.database.read, { words: queryWords(query), limit: 20 })).map(({ title }) => title);
    expect(await search('钓鱼')).toContain('认出钓鱼：让骗局停在你这里');
    expect(await search('政务公开')).toEqual(await search('政务 公开 务公'));
    expect(await search('e-government')).toContain('什么是电子政务');
    expect(await search('E－ＧＯＶＥＲＮＭＥＮＴ')).toEqual(await search('e-government'));
    expect((await search('政')).length).toBeGreaterThan(3);
    expect(await search('钓鱼 不存在的词语组合')).toEqual([]);
  });

  test('takes whatever is typed for words, never for syntax', async () => {
    const context = makeTestContext(await fresh());
    await importFiles(context);
    const typed = [
      '"',
      '*',
      '钓鱼" OR "a',
      'words:钓鱼',
      'NEAR(a b)',
      '(',
      ':*',
      "'; DROP TABLE search_entry; --",
      '钓鱼 & | !',
      '\\',
      '%_',
    ];
    for (const query of typed) {
      // Words that did not come through queryWords are no syntax either.
      for (const words of [queryWords(query), [query]])
        await expect(findEntries(context.database.read, { words, limit: 5 }), query).resolves.toBeDefined();
    }
    expect(await findEntries(context.database.read, { words: ['钓鱼" OR "zzzz'], limit: 5 })).toEqual([]);
    expect(await findEntries(context.database.read, { words: [], limit: 5 })).toEqual([]);
  });
});
