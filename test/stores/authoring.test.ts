import { readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mergeDraftTexts } from '#app/domain/courses/merge-draft-texts.ts';
import type { PersonActor } from '#app/domain/people/actor.ts';
import { fingerprintOf, readContentFolder } from '#app/platform/content/read-content-folder.server.ts';
import { addImage } from '#app/usecases/authoring/add-image.server.ts';
import { checkDraft } from '#app/usecases/authoring/check-draft.server.ts';
import { createDraft } from '#app/usecases/authoring/create-draft.server.ts';
import { compareConflict, decideConflict } from '#app/usecases/authoring/decide-conflict.server.ts';
import { discardDraft } from '#app/usecases/authoring/discard-draft.server.ts';
import { compareRevisions, listRevisions, restoreRevision } from '#app/usecases/authoring/draft-history.server.ts';
import { beatPresence, leaveDraft } from '#app/usecases/authoring/draft-presence.server.ts';
import { listContentConflicts } from '#app/usecases/authoring/list-content-conflicts.server.ts';
import { listDrafts } from '#app/usecases/authoring/list-drafts.server.ts';
import { listDraftPlaces, listLessons } from '#app/usecases/authoring/list-lessons.server.ts';
import { listReviews } from '#app/usecases/authoring/list-reviews.server.ts';
import { openDraft } from '#app/usecases/authoring/open-draft.server.ts';
import { previewDraft, readPreviewCode } from '#app/usecases/authoring/preview-draft.server.ts';
import { previewPublished } from '#app/usecases/authoring/preview-published.server.ts';
import { publishDraft } from '#app/usecases/authoring/publish-draft.server.ts';
import { readAsset } from '#app/usecases/authoring/read-asset.server.ts';
import { readDraftText } from '#app/usecases/authoring/read-draft-text.server.ts';
import { readEffect } from '#app/usecases/authoring/read-effect.server.ts';
import { readReview } from '#app/usecases/authoring/read-review.server.ts';
import { readRebase, rebaseDraft } from '#app/usecases/authoring/rebase-draft.server.ts';
import { returnDraft } from '#app/usecases/authoring/return-draft.server.ts';
import { addComment, resolveComment } from '#app/usecases/authoring/review-comments.server.ts';
import { saveDraft } from '#app/usecases/authoring/save-draft.server.ts';
import { submitDraft, withdrawDraft } from '#app/usecases/authoring/submit-draft.server.ts';
import { exportContent } from '#app/usecases/content/export-content.server.ts';
import { exportIntoFolder } from '#app/usecases/content/export-into-folder.server.ts';
import { importContent } from '#app/usecases/content/import-content.server.ts';
import { readLessonCode } from '#app/usecases/content/read-lesson-code.server.ts';
import type { SourceFile } from '#app/usecases/content/source-files.server.ts';
import { type Context, systemActor } from '#app/usecases/context.ts';
import { openLesson } from '#app/usecases/learning/open-lesson.server.ts';
import { readAttention } from '#app/usecases/operation/read-attention.server.ts';
import type { Database } from '#db/open.server.ts';
import { listAuditEntries } from '#db/stores/audit.ts';
import { findPublishedByCode, listQuizVersionIds } from '#db/stores/content.ts';
import { insertCompletion, insertQuizAttempt, listCompletions, touchProgress } from '#db/stores/learning.ts';
import { makeTestContext, TEST_NOW } from '#test/support/context.ts';
import { onBothEnginesHolding } from '#test/support/database.ts';
import { actorOf, taken } from '#test/support/people.ts';

const FOLDER = path.join(import.meta.dirname, '../../content');
const files = await readContentFolder(FOLDER);
const CODE = 'egov-basics/01-what-is-egovernment';
const LESSON = 'courses/egov-basics/01-concepts/01-what-is-egovernment.mdx';
const QUIZ = 'courses/egov-basics/01-concepts/01-what-is-egovernment.quiz.yaml';

const someone = (personId: string, ...roles: ('trainer' | 'reviewer' | 'learner')[]): PersonActor =>
  actorOf(personId, { name: personId, grants: roles.map((role) => ({ role, unitId: 'org_root' })) });
const anna = someone('per_anna', 'trainer', 'learner');
const ben = someone('per_ben', 'trainer', 'reviewer');
const rita = someone('per_rita', 'reviewer');
const lena = someone('per_lena', 'learner');

const handedIn = (name: string, text: string) => ({
  name,
  size: Buffer.byteLength(text),
  read: async () => Buffer.from(text),
});

const importFiles = (context: Context, changed: readonly SourceFile[] = files) =>
  importContent(context, systemActor('content-import'), { files: changed, fingerprint: fingerprintOf(changed) });

const describeWithContent = onBothEnginesHolding((database) =>
  importFiles(makeTestContext(database, { seed: 'content' })),
);

/** The folder with the texts of some files changed; null removes one. */
function withFiles(changes: Record<string, (text: string) => string | null>, from = files): SourceFile[] {
  return from.flatMap((file) => {
    const change = changes[file.path];
    if (!change) return [file];
    const text = change(Buffer.from(file.bytes).toString('utf8'));
    return text === null ? [] : [{ path: file.path, bytes: Buffer.from(text, 'utf8') }];
  });
}

async function started(database: Database, code = CODE) {
  const context = makeTestContext(database);
  const { draftId } = taken(await createDraft(context, anna, { from: 'published', code }));
  const draft = taken(await openDraft(context, anna, { draftId }));
  return { context, draftId, draft };
}

type Started = Awaited<ReturnType<typeof started>>;
/** Saves a change of the draft's text and hands it in. */
async function submitted(
  { context, draftId, draft }: Started,
  {
    change = 'minor' as const,
    source = (text: string) => text.replace('## 从一次搬家说起', '## 从搬家说起'),
    quiz = (text: string) => text,
  }: { change?: 'minor' | 'material'; source?: (text: string) => string; quiz?: (text: string) => string } = {},
) {
  const { revision } = taken(
    await saveDraft(context, anna, {
      draftId,
      revision: draft.revision,
      source: source(draft.source),
      quiz: quiz(draft.quiz),
      images: draft.images,
    }),
  );
  taken(await submitDraft(context, anna, { draftId, revision, change, note: '改了小标题' }));
  return revision + 1;
}

describeWithContent('drafts of lessons', (fresh) => {
  test('one opened from a lesson in force passes the check as it is, and a second one is refused', async () => {
    const { context, draftId, draft } = await started(await fresh());
    const { faults } = taken(await checkDraft(context, anna, { ...draft, language: 'zh-CN' }));
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(draft).toMatchObject({ revision: 1, status: 'editing', isBaseStale: false, published: { number: 1 } });
    expect(await createDraft(context, ben, { from: 'published', code: CODE })).toEqual({
      ok: false,
      code: 'draft-open',
      detail: { draftId },
    });
    expect(await createDraft(context, lena, { from: 'published', code: CODE })).toMatchObject({ code: 'forbidden' });
    expect(await createDraft(context, anna, { from: 'published', code: 'egov-basics/99-none' })).toMatchObject({
      code: 'not-found',
    });
    taken(await discardDraft(context, ben, { draftId, revision: 1 }));
    taken(await createDraft(context, ben, { from: 'published', code: CODE }));
  });

  test('two who open one lesson at the same moment get one draft', async () => {
    const context = makeTestContext(await fresh());
    const both = await Promise.all([
      createDraft(context, anna, { from: 'published', code: CODE }),
      createDraft(context, ben, { from: 'published', code: CODE }),
    ]);
    expect(both.map((result) => (result.ok ? 'ok' : result.code)).sort()).toEqual(['draft-open', 'ok']);
  });

  test('the template has every part in place: what is at fault is what must be written', async () => {
    const context = makeTestContext(await fresh());
    const place = { courseCode: 'egov-basics', moduleDir: '01-concepts', name: '09-new', title: '新课: "引号"' };
    const { draftId } = taken(await createDraft(context, anna, { from: 'template', place }));
    const draft = taken(await openDraft(context, anna, { draftId }));
    expect(draft).toMatchObject({ code: 'egov-basics/09-new', title: '新课: "引号"', published: null });
    const { faults } = taken(await checkDraft(context, anna, { ...draft, language: 'zh-CN' }));
    const errors = faults.filter(({ severity }) => severity === 'error').map(({ part, code }) => `${part} ${code}`);
    expect([...new Set(errors)].sort()).toEqual(['quiz too-few', 'source lesson-length', 'source too-few']);
    const shown = taken(await previewDraft(context, anna, { ...draft, language: 'zh-CN' }));
    expect(shown.preview?.headings.length).toBeGreaterThan(1);
    expect(
      await createDraft(context, anna, { from: 'template', place: { ...place, courseCode: 'no', name: 'Bad Name' } }),
    ).toMatchObject({ code: 'invalid-input', detail: { errors: ['courseCode', 'name'] } });
    expect(
      await createDraft(context, anna, { from: 'template', place: { ...place, name: '01-what-is-egovernment' } }),
    ).toMatchObject({ code: 'lesson-exists' });
  });

  test('pasted Markdown becomes a draft with a report, whose text is what the converter made', async () => {
    const context = makeTestContext(await fresh());
    const place = { courseCode: 'egov-basics', moduleDir: '01-concepts', name: '09-new' };
    const { draftId, report } = taken(
      await createDraft(context, anna, { from: 'text', place, text: '# 标题\n\n<b>粗</b> {x}\r\n\n## 节\n' }),
    );
    expect(report.map(({ code, line }) => `${line} ${code}`)).toEqual([
      '1 title-from-heading',
      '3 html-tag',
      '3 bare-sign',
      '6 sections-added',
    ]);
    const draft = taken(await openDraft(context, anna, { draftId }));
    expect(draft.title).toBe('标题');
    expect(draft.source).toContain('**粗** \\{x\\}');
  });

  test('a save over what was not seen is refused and changes nothing; the same save again is the same', async () => {
    const { context, draftId, draft } = await started(await fresh());
    const save = (actor: PersonActor, revision: number, source: string) =>
      saveDraft(context, actor, { draftId, revision, source, quiz: draft.quiz, images: {} });
    expect(taken(await save(anna, 1, 'one'))).toMatchObject({ revision: 2, kept: false });
    expect(taken(await save(anna, 1, 'one'))).toMatchObject({ revision: 2 });
    expect(await save(ben, 1, 'two')).toMatchObject({
      code: 'stale-version',
      detail: { revision: 2, savedBy: 'per_anna', savedAt: TEST_NOW },
    });
    expect(taken(await openDraft(context, ben, { draftId })).source).toBe('one');
    expect(await save(lena, 2, 'x')).toMatchObject({ code: 'forbidden' });
    expect(await save(anna, 2, 'x'.repeat(60_001))).toMatchObject({ code: 'invalid-input' });
    const both = await Promise.all([save(anna, 2, 'from a'), save(ben, 2, 'from b')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('what two typed at once is merged where it lies apart, and asked about where it does not', async () => {
    const { context, draftId, draft } = await started(await fresh());
    const base = { source: 'a\nb\nc\nd\ne', quiz: draft.quiz, images: {} };
    taken(await saveDraft(context, anna, { draftId, revision: 1, ...base }));
    taken(await saveDraft(context, ben, { draftId, revision: 2, ...base, source: 'a\nb\nc\nd\nE' }));
    const theirs = taken(await readDraftText(context, anna, { draftId }));
    expect(theirs).toMatchObject({ revision: 3, savedBy: { personId: 'per_ben' } });
    const mergeMine = (source: string) =>
      mergeDraftTexts({ base, mine: { ...base, source }, theirs, labels: { mine: 'Anna', theirs: 'Ben' } });
    const merged = mergeMine('A\nb\nc\nd\ne');
    expect(merged).toMatchObject({ conflicts: 0, source: { text: 'A\nb\nc\nd\nE' } });
    const asked = mergeMine('a\nb\nc\nd\nx');
    expect(asked.conflicts).toBe(1);
    const { faults } = taken(
      await checkDraft(context, anna, { draftId, ...base, source: `---\n---\n${asked.source.text}`, language: 'en' }),
    );
    expect(faults.map(({ code }) => code)).toContain('conflict-undecided');
    expect(
      taken(
        await saveDraft(context, anna, { draftId, revision: 3, ...base, source: merged.source.text, merged: true }),
      ),
    ).toMatchObject({ revision: 4, kept: true });
  });

  test('history holds the beginning, every other author and every ten minutes, and restoring loses nothing', async () => {
    const { context, draftId, draft } = await started(await fresh());
    const save = async (actor: PersonActor, revision: number, source: string) =>
      taken(await saveDraft(context, actor, { draftId, revision, source, quiz: draft.quiz, images: {} }));
    await save(anna, 1, 'one');
    context.pass(10 * 60_000);
    expect(await save(anna, 2, 'two')).toMatchObject({ kept: false });
    context.pass(1);
    expect(await save(anna, 3, 'three')).toMatchObject({ kept: true });
    await save(anna, 4, 'four');
    expect(await save(ben, 5, 'five')).toMatchObject({ kept: true });
    const list = async () =>
      taken(await listRevisions(context, anna, { draftId, page: 1 })).revisions.map(
        ({ revision, kind, author }) => `${revision} ${kind} ${author.personId}`,
      );
    expect(await list()).toEqual(['6 saved per_ben', '5 saved per_anna', '4 saved per_anna', '1 created per_anna']);
    const difference = taken(await compareRevisions(context, ben, { draftId, from: 5, to: 'current' }));
    expect(difference.source.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    await save(ben, 6, 'six');
    expect(taken(await restoreRevision(context, anna, { draftId, revision: 7, restore: 1 }))).toEqual({ revision: 8 });
    expect(taken(await openDraft(context, anna, { draftId })).source).toBe(draft.source);
    expect((await list()).slice(0, 2)).toEqual(['8 restored per_anna', '7 saved per_ben']);
    expect(await restoreRevision(context, anna, { draftId, revision: 8, restore: 2 })).toMatchObject({
      code: 'not-found',
    });
  });

  test('who else has it open is told for a minute, and how the draft stands', async () => {
    const { context, draftId } = await started(await fresh());
    taken(await beatPresence(context, anna, { draftId, tab: 'tab-anna-1' }));
    taken(await beatPresence(context, anna, { draftId, tab: 'tab-anna-2' }));
    const seen = taken(await beatPresence(context, ben, { draftId, tab: 'tab-ben-01' }));
    expect(seen).toMatchObject({ others: [{ personId: 'per_anna', tabs: 2, writes: false }], ownTabs: 0, revision: 1 });
    taken(await leaveDraft(context, anna, { draftId, tab: 'tab-anna-1' }));
    context.pass(60_000);
    expect(taken(await beatPresence(context, ben, { draftId, tab: 'tab-ben-01' })).others).toMatchObject([{ tabs: 1 }]);
    context.pass(1);
    expect(taken(await beatPresence(context, ben, { draftId, tab: 'tab-ben-01' })).others).toEqual([]);
  });

  test('lists drafts by course, status, author and text, and the lessons with their drafts', async () => {
    const { context, draftId } = await started(await fresh());
    const list = (filter: Partial<Parameters<typeof listDrafts>[2]>) =>
      listDrafts(context, ben, { course: null, status: 'open', mine: false, text: '', page: 9, ...filter });
    expect(taken(await list({}))).toMatchObject({ total: 1, page: 1, drafts: [{ draftId, isNew: false }] });
    expect(taken(await list({ mine: true })).total).toBe(0);
    expect(taken(await list({ course: 'daily-security' })).total).toBe(0);
    expect(taken(await list({ text: '电子政务' })).total).toBe(1);
    expect(taken(await list({ text: '100%' })).total).toBe(0);
    expect(taken(await list({ status: 'published' }))).toMatchObject({ total: 0, counts: { open: 1, published: 0 } });
    const lessons = taken(await listLessons(context, anna, { course: 'egov-basics', page: 1 }));
    expect(lessons.lessons[0]).toMatchObject({ code: CODE, number: 1, draft: { draftId, status: 'editing' } });
    expect(taken(await listDraftPlaces(context, anna))[0]?.modules.length).toBeGreaterThan(0);
    expect(
      await listDrafts(context, lena, { course: null, status: null, mine: false, text: '', page: 1 }),
    ).toMatchObject({
      code: 'forbidden',
    });
  });
});

describeWithContent('checking and previewing a draft', (fresh) => {
  test('names the line and column of every fault in the words of the language, as the content checker does', async () => {
    const { context, draft } = await started(await fresh());
    const source = draft.source
      .replace('points:\n      - B1.01', 'points:\n      - Z9.99')
      .replace('## 从一次搬家说起', '## 从一次搬家说起\n\n![](images/none.png)\n\n{alert(1)}');
    const quiz = draft.quiz.replace(/id: practice-b1-001/, 'id: exam-b1-001');
    const { faults } = taken(await checkDraft(context, ben, { ...draft, source, quiz, language: 'en' }));
    const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;
    expect(faults.map(({ part, line, code }) => `${part} ${line} ${code}`)).toEqual(
      expect.arrayContaining([
        `source ${lineOf(source, 'Z9.99')} unknown-point`,
        `source ${lineOf(source, 'none.png')} image-alt-missing`,
        `source ${lineOf(source, 'none.png')} image-missing`,
        `source ${lineOf(source, '{alert')} mdx-expression`,
        `quiz ${lineOf(quiz, 'exam-b1-001')} question-code-taken`,
      ]),
    );
    expect(faults.find(({ code }) => code === 'mdx-expression')?.message).toMatch(/braces/);
    const renamed = draft.source.replace(`id: ${CODE}`, 'id: egov-basics/99-other');
    expect(
      taken(await checkDraft(context, ben, { ...draft, source: renamed, language: 'en' })).faults.map(
        ({ code }) => code,
      ),
    ).toContain('lesson-code-differs');
  });

  test('shows a sound body, gives its code to authors alone, and never compiles what could run', async () => {
    const { context, draftId, draft } = await started(await fresh());
    const { preview } = taken(await previewDraft(context, anna, { ...draft, language: 'zh-CN' }));
    expect(preview).toMatchObject({ head: { title: { zh: '什么是电子政务' } } });
    expect(preview?.quiz).toHaveLength(5);
    expect(JSON.stringify(preview?.quiz)).not.toMatch(/"key"|scoring/);
    const hash = preview?.moduleHash ?? '';
    expect(taken(await readPreviewCode(context, rita, { draftId, hash }))).toContain('/*');
    expect(await readPreviewCode(context, lena, { draftId, hash })).toMatchObject({ code: 'forbidden' });
    context.pass(31 * 60_000);
    // Gone from the shelf, it is made again: the draft's saved text is the same.
    expect(taken(await readPreviewCode(context, anna, { draftId, hash }))).toContain('/*');
    expect(await readPreviewCode(context, anna, { draftId, hash: '0'.repeat(64) })).toMatchObject({
      code: 'not-found',
    });
    for (const bad of [
      '<script>alert(1)</script>',
      '{process.exit()}',
      'import x from "fs"',
      '<Figure {...x}>',
      '<a',
      '> '.repeat(2000),
    ]) {
      const result = taken(
        await previewDraft(context, anna, {
          ...draft,
          source: `${draft.source}\n\n${bad}\n`,
          language: 'zh-CN',
        }),
      );
      expect(result.preview === null ? result.errors > 0 : bad.startsWith('>'), bad).toBe(true);
    }
    expect(
      taken(await previewDraft(context, anna, { ...draft, source: 'no front matter', language: 'zh-CN' })).preview,
    ).toBeNull();
  });
});

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3366cc' } });

/** A whole PNG of one white square in one bit for each pixel: few bytes for very many pixels. */
function hugePng(side: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((1 + Math.ceil(side / 8)) * side), { level: 9 });
  const parts = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

describeWithContent('images of lessons', (fresh) => {
  test('are drawn anew, stored by their hash, shown in the lesson and served to whoever signed in', async () => {
    const { context, draftId, draft } = await started(await fresh());
    const bytes = await picture(3000, 1500)
      .jpeg()
      .withExif({ IFD0: { Copyright: 'nobody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 20/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const image = taken(await addImage(context, anna, { draftId, name: 'C:\\图\\My Screen.JPG', bytes }));
    expect(image).toMatchObject({ width: 800, height: 1600, path: `images/my-screen-${image.hash.slice(0, 8)}.webp` });
    const asset = taken(await readAsset(context, lena, { hash: image.hash }));
    const { format, exif, orientation } = await sharp(asset.bytes).metadata();
    expect({ format, exif, orientation }).toEqual({ format: 'webp', exif: undefined, orientation: undefined });
    // What was exported comes back as the same asset.
    expect(taken(await addImage(context, anna, { draftId, name: 'again.webp', bytes: asset.bytes })).hash).toBe(
      image.hash,
    );

    const revision = await submitted(
      { context, draftId, draft: { ...draft, images: { [image.path]: image.hash } } },
      { source: (text) => text.replace('## 从一次搬家说起', `## 从一次搬家说起\n\n![蓝色](${image.path})`) },
    );
    taken(await publishDraft(context, rita, { draftId, revision, note: '' }));
    const lesson = await findPublishedByCode(context.database.read, { kind: 'lesson', code: CODE });
    expect(lesson?.body.images).toEqual({ [image.path]: image.hash });

    const exported = await exportContent(context);
    const file = exported.find((each) => each.path === `courses/egov-basics/01-concepts/${image.path}`);
    expect(file && Buffer.from(file.bytes).equals(Buffer.from(asset.bytes))).toBe(true);
    const outcome = await importFiles(context, exported);
    expect(outcome).toMatchObject({ report: { created: 0, updated: 0, retired: 0 }, conflicts: [] });
  });

  test.each([
    [
      'an SVG with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'svg',
    ],
    ['a photograph of a telephone as HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'heic'],
    ['a PNG of 20 KB that says 30,000 by 30,000 pixels', hugePng(30_000), 'too-many-pixels'],
    ['a page that calls itself a PNG', Buffer.from('<html><script>alert(1)</script>'), 'wrong-type'],
    [
      'a PNG that ends in the middle',
      readFileSync(path.join(FOLDER, '../test/pictures/home.png')).subarray(0, 5000),
      'broken',
    ],
    ['a GIF head before a program', Buffer.from('GIF89a=1;alert(1)//'), 'broken'],
  ])('%s is refused', async (_title, bytes, reason) => {
    const { context, draftId } = await started(await fresh());
    expect(await addImage(context, anna, { draftId, name: 'a.png', bytes })).toMatchObject({
      code: 'image-refused',
      detail: { reason },
    });
  });

  test('an image is taken for what it is, whatever its name says, and of one that moves the first frame stays', async () => {
    const { context, draftId } = await started(await fresh());
    const jpeg = await picture(40, 40).jpeg().toBuffer();
    expect(taken(await addImage(context, anna, { draftId, name: 'shot.png', bytes: jpeg }))).toMatchObject({
      path: expect.stringMatching(/^images\/shot-[0-9a-f]{8}\.webp$/),
      firstFrameOnly: false,
    });
    const two = Buffer.concat([Buffer.alloc(40 * 40 * 3, 10), Buffer.alloc(40 * 40 * 3, 200)]);
    const moving = await sharp(two, { raw: { width: 40, height: 80, channels: 3, pageHeight: 40 } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const first = taken(await addImage(context, anna, { draftId, name: 'moves.gif', bytes: moving }));
    expect(first).toMatchObject({ width: 40, height: 40, firstFrameOnly: true });
    const { bytes } = taken(await readAsset(context, anna, { hash: first.hash }));
    expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
  });

  test('a name without an asset is not saved, and a program behind a picture does not come through', async () => {
    const { context, draftId, draft } = await started(await fresh());
    const images = { 'images/a.webp': 'a'.repeat(64) };
    expect(await saveDraft(context, anna, { ...draft, draftId, revision: 1, images })).toMatchObject({
      code: 'invalid-input',
      detail: { errors: ['images'] },
    });
    const plain = await picture(40, 40).webp().toBuffer();
    for (const bytes of [
      Buffer.concat([await picture(40, 40).png().toBuffer(), Buffer.from('<script>alert(1)</script>')]),
      Buffer.concat([plain, Buffer.from('<script>alert(1)</script>')]),
    ]) {
      const result = await addImage(context, anna, { draftId, name: 'a.png', bytes });
      if (!result.ok) continue;
      const { bytes: kept } = taken(await readAsset(context, anna, { hash: result.value.hash }));
      expect(Buffer.from(kept).includes('script')).toBe(false);
    }
  });

  test('a folder’s image becomes an asset once, whatever else changes, and is exported beside its lesson', async () => {
    const context = makeTestContext(await fresh());
    const withImage = [
      ...withFiles({
        [LESSON]: (text) => text.replace('## 从一次搬家说起', '## 从一次搬家说起\n\n![一片蓝](images/blue.png)'),
      }),
      {
        path: 'courses/egov-basics/01-concepts/images/blue.png',
        bytes: await picture(300, 200).png().toBuffer(),
      },
    ];
    expect(await importFiles(context, withImage)).toMatchObject({ status: 'imported' });
    const lesson = await findPublishedByCode(context.database.read, { kind: 'lesson', code: CODE });
    const hash = lesson?.body.images?.['images/blue.png'] ?? '';
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    // Another encoder would make other bytes; the file is known already.
    const other = { ...context, images: { prepare: async () => ({ ok: false, reason: 'broken' }) as const } };
    expect(await importFiles(other, [...withImage, { path: 'x.md', bytes: Buffer.from('x') }])).toMatchObject({
      report: { created: 0, updated: 0 },
    });
    const broken = withImage.map((file) =>
      file.path.endsWith('.png') ? { ...file, bytes: Buffer.from(file.bytes).subarray(0, 60) } : file,
    );
    expect(await importFiles(context, broken)).toMatchObject({ status: 'refused', faults: [{ code: 'image-broken' }] });
    const huge = withImage.map((file) => (file.path.endsWith('.png') ? { ...file, bytes: hugePng(30_000) } : file));
    expect(await importFiles(context, huge)).toMatchObject({
      status: 'refused',
      faults: [{ code: 'image-too-many-pixels', path: 'courses/egov-basics/01-concepts/images/blue.png' }],
    });
  });
});

describeWithContent('review and publishing', (fresh) => {
  test('a submission is decided on by another person, and put into force as a whole', async () => {
    const state = await started(await fresh());
    const { context, draftId } = state;
    const { read } = context.database;
    const before = await findPublishedByCode(read, { kind: 'lesson', code: CODE });
    const revision = await submitted(state, {
      change: 'material',
      quiz: (text) => text.replace('给每名工作人员配备电脑和电子邮箱', '给每个人配电脑'),
    });
    // Nobody writes to it now.
    expect(await saveDraft(context, anna, { draftId, revision, source: 'x', quiz: '', images: {} })).toMatchObject({
      code: 'draft-in-review',
    });
    expect(await publishDraft(context, anna, { draftId, revision, note: '' })).toMatchObject({ code: 'forbidden' });
    const review = taken(await readReview(context, rita, { draftId, language: 'zh-CN' }));
    expect(review).toMatchObject({ mayDecide: true, whyNot: null, effect: { isNew: false } });
    expect(review.comparison.source.filter(({ kind }) => kind !== 'same')).toMatchObject([{ kind: 'changed' }]);
    expect(review.comparison.quiz.filter(({ kind }) => kind !== 'same')).toHaveLength(1);

    const done = taken(await publishDraft(context, rita, { draftId, revision, note: '好' }));
    expect(done).toMatchObject({ code: CODE, number: 2 });
    const lesson = await findPublishedByCode(read, { kind: 'lesson', code: CODE });
    expect(lesson).toMatchObject({ number: 2, documentId: before?.documentId });
    const question = await findPublishedByCode(read, { kind: 'question', code: lesson?.body.quiz[0] ?? '' });
    expect(question?.number).toBe(2);
    expect(await listQuizVersionIds(read, lesson?.documentId ?? '')).toContain(question?.versionId);
    const audit = await listAuditEntries(read, { stream: 'content', after: 0, limit: 100 });
    expect(audit.at(-1)).toMatchObject({
      action: 'content.publish',
      actorId: 'per_rita',
      detail: { change: 'material' },
    });
    expect(taken(await openDraft(context, anna, { draftId }))).toMatchObject({ status: 'published', mayEdit: false });
    // Pressed twice, the button shows what was published; to anybody else, or of another text, it is decided.
    expect(taken(await publishDraft(context, rita, { draftId, revision, note: '好' }))).toEqual(done);
    const another = { ...rita, personId: 'per_another' };
    for (const [who, what] of [
      [another, revision],
      [rita, revision + 1],
    ] as const)
      expect(await publishDraft(context, who, { draftId, revision: what, note: '' })).toMatchObject({
        code: 'not-in-review',
      });
    const again = await listAuditEntries(read, { stream: 'content', after: 0, limit: 100 });
    expect(again).toHaveLength(audit.length);
    // Whoever looks at the decision later sees what was decided on.
    const later = taken(await readReview(context, rita, { draftId, language: 'zh-CN' }));
    expect(later).toMatchObject({ against: 'earlier', mayDecide: false, comparison: review.comparison });
  });

  test('the lesson in force is shown beside the submitted one, as learners are served it and without its keys', async () => {
    const state = await started(await fresh());
    const { context, draftId } = state;
    const revision = await submitted(state, {
      source: (text) => text.replace('minutes: 18', 'minutes: 19').replace('## 从一次搬家说起', '## 搬家'),
      quiz: (text) => text.replace('给每名工作人员配备电脑和电子邮箱', '给每个人配电脑'),
    });
    const address = { courseCode: 'egov-basics', lessonSlug: '01-what-is-egovernment' };
    const seen = taken(await previewPublished(context, rita, { draftId }));
    expect(seen).toMatchObject({ number: 1, publishedAt: TEST_NOW, preview: { head: { minutes: 18 } } });
    const opened = taken(await openLesson(context, lena, address));
    expect(seen?.preview?.moduleHash).toBe(opened.moduleHash);
    expect(seen?.preview?.quiz).toEqual(opened.quiz.questions);
    expect(JSON.stringify(seen?.preview)).not.toMatch(/"key"|scoring|explanation/);
    expect(taken(await readLessonCode(context, rita, { hash: opened.moduleHash }))).toContain('/*');
    expect(await previewPublished(context, lena, { draftId })).toMatchObject({ code: 'forbidden' });
    expect(await previewPublished(context, rita, { draftId: 'dft_none' })).toMatchObject({ code: 'not-found' });

    taken(await publishDraft(context, rita, { draftId, revision, note: '' }));
    expect(taken(await previewPublished(context, rita, { draftId }))).toMatchObject({
      number: 2,
      preview: { head: { minutes: 19 } },
    });
  });

  test('of a lesson without compiled code the version is told all the same, and of a new lesson there is none', async () => {
    const { context, draftId, draft } = await started(await fresh());
    const version = await findPublishedByCode(context.database.read, { kind: 'lesson', code: draft.code });
    await context.database.transaction(({ db, tables: { lessonArtifact } }) =>
      db.delete(lessonArtifact).where(eq(lessonArtifact.versionId, version?.versionId ?? '')),
    );
    expect(taken(await previewPublished(context, rita, { draftId }))).toMatchObject({ number: 1, preview: null });

    const place = { courseCode: 'egov-basics', moduleDir: '01-concepts', name: '09-new', title: '新课' };
    const made = taken(await createDraft(context, anna, { from: 'template', place }));
    expect(taken(await previewPublished(context, rita, made))).toBeNull();
  });

  test('nobody decides on what they wrote any of, even holding the role', async () => {
    const state = await started(await fresh());
    const { context, draftId, draft } = state;
    taken(
      await saveDraft(context, ben, {
        draftId,
        revision: 1,
        source: `${draft.source}\n`,
        quiz: draft.quiz,
        images: {},
      }),
    );
    const revision = await submitted({ ...state, draft: { ...draft, revision: 2 } });
    expect(await publishDraft(context, ben, { draftId, revision, note: '' })).toMatchObject({ code: 'own-work' });
    expect(await returnDraft(context, ben, { draftId, note: '不行' })).toMatchObject({ code: 'own-work' });
    expect(taken(await readReview(context, ben, { draftId, language: 'en' }))).toMatchObject({ whyNot: 'own-work' });
    expect(taken(await listReviews(context, ben, { page: 1 })).reviews).toMatchObject([
      { isOwn: true, mayDecide: false },
    ]);
    expect(taken(await listReviews(context, rita, { page: 1 })).reviews).toMatchObject([
      { draftId, isOwn: false, mayDecide: true },
    ]);
    const other = someone('per_tom', 'trainer');
    expect(taken(await listReviews(context, other, { page: 1 })).reviews).toMatchObject([
      { isOwn: false, mayDecide: false },
    ]);
  });

  test('remarks keep to their lines while the text goes back and forth', async () => {
    const state = await started(await fresh());
    const { context, draftId, draft } = state;
    expect(await addComment(context, rita, { draftId, part: 'source', line: 1, text: '为什么？' })).toMatchObject({
      code: 'not-in-review',
    });
    await submitted(state);
    const line = draft.source.split('\n').findIndex((each) => each.startsWith('<Quiz')) + 1;
    const { commentId } = taken(await addComment(context, rita, { draftId, part: 'source', line, text: '位置？' }));
    expect(await addComment(context, rita, { draftId, part: 'quiz', line: 99_999, text: '为什么？' })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await returnDraft(context, rita, { draftId, note: ' ' })).toMatchObject({ code: 'invalid-input' });
    const toLookAt = async (actor: PersonActor) => {
      const items = await readAttention(context, actor);
      return items.map((item) => `${item.kind} ${'count' in item ? item.count : ''}`);
    };
    expect(await toLookAt(rita)).toEqual(['to-review 1']);
    expect(await toLookAt(anna)).toEqual([]);
    taken(await returnDraft(context, rita, { draftId, note: '请改' }));
    expect(await toLookAt(rita)).toEqual([]);
    expect(await toLookAt(anna)).toEqual(['returned 1']);
    expect(await toLookAt(someone('per_tom', 'trainer'))).toEqual([]);
    const back = taken(await openDraft(context, anna, { draftId }));
    expect(back).toMatchObject({
      status: 'returned',
      mayEdit: true,
      review: { decision: 'returned' },
      openComments: 1,
    });
    const revision = await submitted(
      { context, draftId, draft: back },
      { source: (text) => text.replace('---\nformatVersion: 1', '---\n# 注\n# 注\nformatVersion: 1') },
    );
    const review = taken(await readReview(context, rita, { draftId, language: 'zh-CN' }));
    expect(review.comments).toMatchObject([{ line: line + 2, madeAt: line, resolved: null }]);
    taken(await resolveComment(context, anna, { commentId, resolved: true }));
    // Who sent it back wrote nothing of it, and may decide again.
    taken(await publishDraft(context, rita, { draftId, revision, note: '' }));
  });

  test('what is at fault, unchanged or not the text that was seen is not submitted; what is can be withdrawn', async () => {
    const { context, draftId, draft } = await started(await fresh());
    const submit = (revision: number, note = 'x') =>
      submitDraft(context, anna, { draftId, revision, change: 'minor', note });
    expect(await submit(1)).toMatchObject({ code: 'unchanged' });
    expect(await submit(1, '')).toMatchObject({ code: 'invalid-input', detail: { errors: ['note'] } });
    taken(await saveDraft(context, anna, { ...draft, draftId, revision: 1, source: `${draft.source}\n{1}\n` }));
    expect(await submit(1)).toMatchObject({ code: 'stale-version' });
    expect(await submit(2)).toMatchObject({ code: 'draft-at-fault', detail: { errors: 1 } });
    taken(await saveDraft(context, anna, { ...draft, draftId, revision: 2, source: `${draft.source}\n` }));
    taken(await submit(3));
    taken(await withdrawDraft(context, ben, { draftId }));
    expect(await withdrawDraft(context, ben, { draftId })).toMatchObject({ code: 'not-in-review' });
    expect(taken(await openDraft(context, anna, { draftId })).status).toBe('editing');
  });

  test('a new lesson enters its course at the end of its module', async () => {
    const context = makeTestContext(await fresh());
    const { read } = context.database;
    const old = taken(await createDraft(context, anna, { from: 'published', code: CODE }));
    const { source, quiz } = taken(await openDraft(context, anna, { draftId: old.draftId }));
    const place = { courseCode: 'egov-basics', moduleDir: '01-concepts', name: '09-again' };
    const { draftId, report } = taken(
      await createDraft(context, anna, {
        from: 'upload',
        place,
        files: [handedIn('a.mdx', source), handedIn('a.quiz.yaml', quiz.replaceAll('practice-b1', 'practice-again'))],
      }),
    );
    expect(report).toMatchObject([{ code: 'id-changed', detail: { found: CODE } }]);
    const { reviewId } = taken(
      await submitDraft(context, anna, { draftId, revision: 1, change: 'minor', note: '新课' }),
    );
    expect(reviewId).toMatch(/^rev_/);
    taken(await publishDraft(context, rita, { draftId, revision: 2, note: '' }));
    const course = await findPublishedByCode(read, { kind: 'course', code: 'egov-basics' });
    expect(course).toMatchObject({ number: 2 });
    expect(course?.body.modules[0]?.lessons.at(-1)).toBe('egov-basics/09-again');
    const opened = taken(await openLesson(context, lena, { courseCode: 'egov-basics', lessonSlug: '09-again' }));
    expect(opened.place.at).toBe(4);
    // The files know nothing of it, and take nothing away from it.
    expect(await importFiles(context)).toMatchObject({ status: 'unchanged' });
    const touched = withFiles({ [QUIZ]: (text) => `# touched\n${text}` });
    expect(await importFiles(context, touched)).toMatchObject({ report: { updated: 0, retired: 0 }, conflicts: [] });
    expect((await findPublishedByCode(read, { kind: 'course', code: 'egov-basics' }))?.number).toBe(2);
  });

  test('a question that the quiz no longer has goes out of force, and the file does not bring it back', async () => {
    const state = await started(await fresh());
    const { context, draftId } = state;
    const { read } = context.database;
    const revision = await submitted(state, { quiz: (text) => text.slice(0, text.lastIndexOf('  - id: ')) });
    taken(await publishDraft(context, rita, { draftId, revision, note: '' }));
    const lesson = await findPublishedByCode(read, { kind: 'lesson', code: CODE });
    expect(lesson?.body.quiz).toHaveLength(4);
    expect(await listQuizVersionIds(read, lesson?.documentId ?? '')).toHaveLength(4);
    const touched = withFiles({ [QUIZ]: (text) => `# touched\n${text}` });
    expect(await importFiles(context, touched)).toMatchObject({ report: { created: 0, updated: 0 }, conflicts: [] });
    expect(await listQuizVersionIds(read, lesson?.documentId ?? '')).toHaveLength(4);
  });

  test('publishing on top of what came meanwhile is refused, and the merge keeps both', async () => {
    const state = await started(await fresh());
    const { context, draftId } = state;
    const revision = await submitted(state);
    const changed = withFiles({ [LESSON]: (text) => text.replace('minutes: 18', 'minutes: 19') });
    expect(await importFiles(context, changed)).toMatchObject({ report: { updated: 1 }, conflicts: [] });
    expect(await publishDraft(context, rita, { draftId, revision, note: '' })).toMatchObject({ code: 'stale-base' });
    taken(await returnDraft(context, rita, { draftId, note: '先合并' }));
    expect(taken(await openDraft(context, anna, { draftId }))).toMatchObject({
      isBaseStale: true,
      revision: revision + 1,
    });
    expect(
      await submitDraft(context, anna, { draftId, revision: revision + 1, change: 'minor', note: 'x' }),
    ).toMatchObject({
      code: 'stale-base',
    });
    const rebase = taken(await readRebase(context, anna, { draftId }));
    if (!rebase) throw new Error('nothing to merge');
    expect(rebase).toMatchObject({ number: 2, conflicts: 0 });
    expect(rebase.source.text).toContain('minutes: 19');
    expect(rebase.source.text).toContain('## 从搬家说起');
    const merged = taken(
      await rebaseDraft(context, anna, {
        draftId,
        revision: rebase.revision,
        versionId: rebase.versionId,
        source: rebase.source.text,
        quiz: rebase.quiz.text,
        images: rebase.images,
      }),
    );
    expect(taken(await readRebase(context, anna, { draftId }))).toBeNull();
    taken(await submitDraft(context, anna, { draftId, revision: merged.revision, change: 'minor', note: '合并' }));
    expect(taken(await publishDraft(context, rita, { draftId, revision: merged.revision + 1, note: '' })).number).toBe(
      3,
    );
  });
});

describeWithContent('what a new version does to completions', (fresh) => {
  const completed = async (
    context: Context,
    personId: string,
    lesson: { documentId: string; versionId: string },
    year = 2026,
  ) => {
    await context.database.transaction(async (tx) => {
      await touchProgress(tx, {
        personId,
        lessonId: lesson.documentId,
        versionId: lesson.versionId,
        at: TEST_NOW,
        year,
      });
      await insertCompletion(tx, {
        id: `cmp_${personId}_${year}`,
        personId,
        lessonId: lesson.documentId,
        lessonVersionId: lesson.versionId,
        year,
        completedAt: TEST_NOW,
      });
    });
  };
  const stateOf = async (context: Context, actor: PersonActor) => {
    const { state, changedSince, standing } = taken(
      await openLesson(context, actor, { courseCode: 'egov-basics', lessonSlug: '01-what-is-egovernment' }),
    );
    return { state, changedSince, done: standing.completedAt !== null };
  };

  test.each(['minor', 'material'] as const)(
    'a %s change does what it says beforehand, and the record stays',
    async (change) => {
      const state = await started(await fresh());
      const { context, draftId } = state;
      const { read } = context.database;
      const lesson = await findPublishedByCode(read, { kind: 'lesson', code: CODE });
      if (!lesson) throw new Error('no lesson');
      await completed(context, lena.personId, lesson);
      await context.database.transaction((tx) =>
        touchProgress(tx, {
          personId: 'per_mid',
          lessonId: lesson.documentId,
          versionId: lesson.versionId,
          at: TEST_NOW,
          year: 2026,
        }),
      );
      const lost = change === 'material';
      expect(taken(await readEffect(context, rita, { draftId, change }))).toEqual({
        isNew: false,
        learnersMidway: 1,
        completionsKept: lost ? 0 : 1,
        completionsLost: lost ? 1 : 0,
      });
      const revision = await submitted(state, { change });
      const { versionId } = taken(await publishDraft(context, rita, { draftId, revision, note: '' }));
      expect(await stateOf(context, lena)).toEqual(
        lost
          ? { state: 'in-progress', changedSince: true, done: false }
          : { state: 'completed', changedSince: false, done: true },
      );
      expect(await listCompletions(read, { personId: lena.personId })).toHaveLength(1);
      if (!lost) return;
      expect(taken(await readEffect(context, rita, { draftId, change }))).toMatchObject({
        learnersMidway: 2,
        completionsLost: 0,
      });
      // Passing the new quiz in the same year renews the one record there can be.
      await context.database.transaction((tx) =>
        insertQuizAttempt(tx, {
          id: 'qza_1',
          personId: lena.personId,
          lessonId: lesson.documentId,
          lessonVersionId: versionId,
          policyVersionId: 'pol',
          submittedAt: context.clock.now(),
          score: 500,
          maxScore: 500,
          passed: true,
          answers: [],
        }),
      );
      expect(await stateOf(context, lena)).toEqual({ state: 'completed', changedSince: false, done: true });
      expect(taken(await readEffect(context, rita, { draftId, change }))).toMatchObject({
        learnersMidway: 1,
        completionsLost: 1,
      });
    },
  );
});

describeWithContent('files and browser', (fresh) => {
  async function publishedInBrowser(database: Database) {
    const state = await started(database);
    const revision = await submitted(state);
    taken(await publishDraft(state.context, rita, { draftId: state.draftId, revision, note: '' }));
    return state.context;
  }
  const sourceOf = async (context: Context) =>
    (await findPublishedByCode(context.database.read, { kind: 'lesson', code: CODE }))?.body.source ?? '';
  const other = withFiles({ [QUIZ]: (text) => `# touched\n${text}` });
  const both = withFiles({ [LESSON]: (text) => text.replace('minutes: 18', 'minutes: 19') });

  test('an unchanged file leaves what the browser published', async () => {
    const context = await publishedInBrowser(await fresh());
    expect(await importFiles(context, other)).toMatchObject({ report: { updated: 0 }, conflicts: [] });
    expect(await sourceOf(context)).toContain('## 从搬家说起');
  });

  test('what both changed is left alone and told at every import until somebody decides', async () => {
    const context = await publishedInBrowser(await fresh());
    const conflict = { kind: 'lesson', code: CODE, inFiles: 'changed' };
    expect(await importFiles(context, both)).toMatchObject({ status: 'imported', conflicts: [conflict] });
    expect(await sourceOf(context)).toContain('## 从搬家说起');
    expect(await importFiles(context, both)).toMatchObject({ status: 'unchanged', conflicts: [conflict] });
    expect(taken(await listContentConflicts(context, anna))).toMatchObject([
      { code: CODE, published: { number: 2, by: { personId: 'per_rita' } } },
    ]);
    const { draftId } = taken(await createDraft(context, anna, { from: 'published', code: CODE }));
    expect(taken(await openDraft(context, anna, { draftId })).fileConflict).toMatchObject(conflict);

    const take = (side: 'files' | 'browser', codes: string[]) =>
      importContent(context, systemActor('content-import'), {
        files: both,
        fingerprint: fingerprintOf(both),
        take: { side, codes },
      });
    expect(await take('files', ['egov-basics/other'])).toMatchObject({ conflicts: [conflict] });
    expect(await take('browser', [CODE])).toMatchObject({ status: 'imported', conflicts: [] });
    expect(await sourceOf(context)).toContain('## 从搬家说起');
    expect(await importFiles(context, both)).toEqual({ status: 'unchanged', conflicts: [] });
    expect(taken(await listContentConflicts(context, anna))).toEqual([]);
  });

  test('a reviewer compares both sides in the browser and takes one, on what was seen and with a reason alone', async () => {
    const context = await publishedInBrowser(await fresh());
    await importFiles(context, both);
    const folder = { files: both, fingerprint: fingerprintOf(both) };
    const compared = taken(await compareConflict(context, anna, { code: CODE, folder }));
    const { browser, files: inFiles, agreed, seen } = compared;
    expect(compared).toMatchObject({ elsewhere: false, ownWork: true });
    expect(agreed).toContain('## 从一次搬家说起');
    expect(agreed).toContain('minutes: 18');
    expect(browser).toContain('## 从搬家说起');
    expect(inFiles).toContain('minutes: 19');
    const decide = (actor: PersonActor, over: Partial<Parameters<typeof decideConflict>[2]> = {}) =>
      decideConflict(context, actor, { code: CODE, side: 'files', seen, reason: '已核对', folder, ...over });
    expect(await decide(anna)).toMatchObject({ code: 'forbidden' });
    expect(await decide(someone('per_anna', 'trainer', 'reviewer'))).toMatchObject({ code: 'own-work' });
    expect(await decide(rita, { reason: '\u200b' })).toMatchObject({ code: 'invalid-input' });
    expect(await decide(rita, { seen: 'else' })).toMatchObject({ code: 'stale-version' });
    expect(await decide(rita, { code: 'egov-basics/other' })).toMatchObject({ code: 'not-found' });
    const touched = [...both, { path: 'x.md', bytes: Buffer.from('x') }];
    const newer = { files: touched, fingerprint: fingerprintOf(touched) };
    const again = taken(await compareConflict(context, rita, { code: CODE, folder: newer }));
    expect(again).toMatchObject({ elsewhere: true, ownWork: false });
    expect(await decide(rita, { folder: newer, seen: again.seen })).toMatchObject({ code: 'stale-version' });
    expect(await sourceOf(context)).toContain('## 从搬家说起');
    taken(await decide(rita));
    expect(await sourceOf(context)).toContain('## 从一次搬家说起');
    expect(taken(await listContentConflicts(context, rita))).toEqual([]);
    expect(await decide(rita)).toMatchObject({ code: 'not-found' });
    const [entry] = (
      await listAuditEntries(context.database.read, { stream: 'content', after: 0, limit: 100 })
    ).toReversed();
    expect(entry).toMatchObject({
      actorId: 'per_rita',
      action: 'content.import',
      detail: { reason: '已核对', taken: [`files lesson ${CODE}`] },
    });
  });

  test('of two who decide at the same moment one does', async () => {
    const context = await publishedInBrowser(await fresh());
    await importFiles(context, both);
    const folder = { files: both, fingerprint: fingerprintOf(both) };
    const { seen } = taken(await compareConflict(context, rita, { code: CODE, folder }));
    const decide = (side: 'files' | 'browser') =>
      decideConflict(context, rita, { code: CODE, side, seen, reason: '已核对', folder });
    const outcomes = await Promise.all([decide('browser'), decide('files')]);
    expect(outcomes.map((each) => (each.ok ? 'done' : each.code)).sort()).toEqual(['done', 'stale-version']);
  });

  test('taking the files’ side brings theirs into force, and a draft on the other version learns of it', async () => {
    const context = await publishedInBrowser(await fresh());
    const { draftId } = taken(await createDraft(context, anna, { from: 'published', code: CODE }));
    const outcome = await importContent(context, systemActor('content-import'), {
      files: both,
      fingerprint: fingerprintOf(both),
      take: { side: 'files', codes: [] },
    });
    expect(outcome).toMatchObject({ status: 'imported', report: { updated: 1 }, conflicts: [] });
    expect(await sourceOf(context)).toContain('## 从一次搬家说起');
    expect(taken(await openDraft(context, anna, { draftId }))).toMatchObject({ isBaseStale: true });
  });

  test('a deleted file of a lesson that the browser changed is a conflict, and its quiz stays with it', async () => {
    const context = await publishedInBrowser(await fresh());
    const without = withFiles({
      [LESSON]: () => null,
      [QUIZ]: () => null,
      'courses/egov-basics/course.yaml': (text) => text.replace(/^\s*- 01-what-is-egovernment\n/m, ''),
    });
    // The promise of the syllabus is not what is asked about here.
    const outcome = await importFiles(context, without);
    if (outcome.status === 'refused') {
      expect(outcome.faults.every(({ code }) => code.startsWith('point-'))).toBe(true);
      return;
    }
    expect(outcome.conflicts).toMatchObject([{ kind: 'lesson', code: CODE, inFiles: 'deleted' }]);
    const lesson = await findPublishedByCode(context.database.read, { kind: 'lesson', code: CODE });
    expect(await listQuizVersionIds(context.database.read, lesson?.documentId ?? '')).toHaveLength(5);
  });

  test('a database from before agreements were kept takes what the import published for what was agreed on', async () => {
    const context = makeTestContext(await fresh());
    const { document } = context.database.read.tables;
    await context.database.transaction(async (tx) => {
      await tx.db.update(document).set({ fileHash: null });
    });
    const changed = withFiles({ [LESSON]: (text) => text.replace('minutes: 18', 'minutes: 19') });
    expect(await importFiles(context, changed)).toMatchObject({
      report: { created: 0, updated: 1, retired: 0 },
      conflicts: [],
    });
    const rows = await context.database.read.db.select().from(document);
    expect(rows.filter(({ fileHash }) => fileHash === null)).toEqual([]);
  });

  test('an export into a checkout writes what the browser changed and leaves every other letter as it was typed', async () => {
    const state = await started(await fresh());
    const { context, draftId } = state;
    const into = async (present: readonly SourceFile[]) => {
      const outcome = await exportIntoFolder(context, { files: present, importer: 'content-import' });
      if (outcome.status !== 'exported') throw new Error(JSON.stringify(outcome.faults.slice(0, 3)));
      return outcome;
    };
    expect(await into(files)).toEqual({ status: 'exported', write: [], remove: [], conflicts: [], ahead: 0 });

    const image = taken(
      await addImage(context, anna, { draftId, name: 'x.png', bytes: await picture(9, 9).png().toBuffer() }),
    );
    const revision = await submitted(
      { ...state, draft: { ...state.draft, images: { [image.path]: image.hash } } },
      {
        source: (text) => text.replace('## 从一次搬家说起', `## 从搬家说起\n\n![图](${image.path})`),
        quiz: (text) => text.replace('给每名工作人员配备电脑和电子邮箱', '给每个人配电脑'),
      },
    );
    taken(await publishDraft(context, rita, { draftId, revision, note: '' }));
    const { write, remove, conflicts } = await into(files);
    expect({ remove, conflicts }).toEqual({ remove: [], conflicts: [] });
    expect(write.map(({ path: file }) => file).sort()).toEqual(
      [LESSON, QUIZ, `courses/egov-basics/01-concepts/${image.path}`].sort(),
    );
    const textAt = (of: readonly SourceFile[], file: string) =>
      Buffer.from(of.find((each) => each.path === file)?.bytes ?? []).toString('utf8');
    expect(textAt(write, LESSON)).toBe(
      textAt(files, LESSON).replace('## 从一次搬家说起', `## 从搬家说起\n\n![图](${image.path})`),
    );
    const before = textAt(files, QUIZ).split('- id: practice-');
    const after = textAt(write, QUIZ).split('- id: practice-');
    expect(after.length).toBe(before.length);
    expect(after.slice(2)).toEqual(before.slice(2));
    expect(after[1]).toContain('给每个人配电脑');
    // A file that somebody changed meanwhile is left alone, and told.
    const touched = await into(both);
    expect(touched.conflicts).toMatchObject([{ kind: 'lesson', code: CODE }]);
    expect(touched.write.some(({ path: file }) => file === LESSON)).toBe(false);

    const checkout = [...files.filter((file) => !write.some(({ path: at }) => at === file.path)), ...write];
    expect((await into(checkout)).write).toEqual([]);
    expect(await importFiles(context, checkout)).toMatchObject({
      report: { created: 0, updated: 0, retired: 0 },
      conflicts: [],
    });
    // What the files alone changed since is not the browser's to write.
    expect(await into(both)).toMatchObject({ write: [], conflicts: [] });
  });
});
