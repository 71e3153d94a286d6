import type { Conversion } from '#app/domain/courses/convert-markdown.ts';
import { orderedName } from '#app/domain/courses/course.ts';
import { draftText } from '#app/domain/courses/draft.ts';
import { lessonCode } from '#app/domain/courses/lesson.ts';
import { lessonTemplate } from '#app/domain/courses/lesson-template.ts';
import { dayOf } from '#app/domain/kernel/instant.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { type Context, newId } from '#app/usecases/context.ts';
import { findPublishedByCode, listPublished, lockContent } from '#db/stores/content.ts';
import { findOpenDraft, insertAssets, insertDraft, insertRevision } from '#db/stores/drafts.ts';
import { findPublishedLesson, textOf, titleOf } from './draft-state.server.ts';
import { type HandedInFile, readText, readUpload, type StartingText } from './starting-text.server.ts';

/** Where a new lesson will stand. */
export type DraftPlace = {
  readonly courseCode: string;
  /** The folder of the module: `01-concepts`. */
  readonly moduleDir: string;
  /** The tail of the lesson's code: `03-passwords`. */
  readonly name: string;
  readonly title?: string;
};

export type CreateDraft =
  | { readonly from: 'template'; readonly place: DraftPlace }
  | { readonly from: 'text'; readonly place: DraftPlace; readonly text: string }
  | {
      readonly from: 'upload';
      readonly place: DraftPlace;
      /** A lesson with its quiz and images, or one zip of them. */
      readonly files: readonly HandedInFile[];
    }
  | { readonly from: 'published'; readonly code: string };

export type CreatedDraft = { readonly draftId: string; readonly report: readonly Conversion[] };
type Refusals = 'forbidden' | 'not-found' | 'invalid-input' | 'draft-open' | 'lesson-exists' | 'upload-refused';

/** Opens a draft of a new lesson or of one in force. A lesson has one open draft at most. */
export async function createDraft(
  context: Context,
  actor: PersonActor,
  command: CreateDraft,
): Promise<Result<CreatedDraft, Refusals>> {
  if (!can({ actor, action: 'lesson.write' })) return refuse('forbidden');
  return command.from === 'published'
    ? createFromPublished(context, actor, command.code)
    : createNew(context, actor, command);
}

async function createFromPublished(
  context: Context,
  actor: PersonActor,
  code: string,
): Promise<Result<CreatedDraft, Refusals>> {
  const draftId = newId(context, 'dft');
  return context.database.transaction(async (tx) => {
    await lockContent(tx);
    const published = await findPublishedLesson(tx, code);
    if (!published) return refuse('not-found');
    const open = await findOpenDraft(tx, code);
    if (open) return refuse('draft-open', { draftId: open.id });
    const [courseCode = ''] = code.split('/');
    const course = await findPublishedByCode(tx, { kind: 'course', code: courseCode });
    const module = course?.body.modules.find(({ lessons }) => lessons.includes(code));
    const now = context.clock.now();
    const row = {
      id: draftId,
      documentId: published.version.documentId,
      code,
      courseCode,
      moduleDir: module?.dir ?? '',
      baseVersionId: published.version.versionId,
      title: published.version.body.title.zh,
      ...published.text,
      revision: 1,
      status: 'editing',
      createdBy: actor.personId,
      createdAt: now,
      updatedBy: actor.personId,
      updatedAt: now,
      publishedVersionId: null,
    } as const;
    await insertDraft(tx, row);
    await insertRevision(tx, {
      draftId,
      revision: 1,
      kind: 'created',
      ...textOf(row),
      authorId: actor.personId,
      at: now,
      note: '',
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'draft.create',
        subject: { kind: 'lesson', id: code },
        detail: { draftId, from: 'published', version: published.version.number },
      },
    );
    return ok({ draftId, report: [] });
  });
}

async function createNew(
  context: Context,
  actor: PersonActor,
  command: Exclude<CreateDraft, { from: 'published' }>,
): Promise<Result<CreatedDraft, Refusals>> {
  const { place } = command;
  const { read } = context.database;
  const code = `${place.courseCode}/${place.name}`;
  const course = await findPublishedByCode(read, { kind: 'course', code: place.courseCode });
  const errors = [
    ...(course ? [] : ['courseCode']),
    ...(course && !course.body.modules.some(({ dir }) => dir === place.moduleDir) ? ['moduleDir'] : []),
    ...(orderedName.safeParse(place.name).success && place.name.length <= 60 && lessonCode.safeParse(code).success
      ? []
      : ['name']),
    ...((place.title ?? '').length > 120 ? ['title'] : []),
  ];
  if (errors.length > 0) return refuse('invalid-input', { errors });
  const started = await startText(context, { command, code });
  if (!started.ok) return started;
  const { text, report, assets } = started.value;
  const parsed = draftText.safeParse(text);
  if (!parsed.success)
    return command.from === 'upload'
      ? refuse('upload-refused', { reason: 'too-long', file: '' })
      : refuse('invalid-input', { errors: ['text'] });

  const draftId = newId(context, 'dft');
  return context.database.transaction(async (tx) => {
    await lockContent(tx);
    if (await isCodeTaken(tx, code)) return refuse('lesson-exists', { code });
    const open = await findOpenDraft(tx, code);
    if (open) return refuse('draft-open', { draftId: open.id });
    const now = context.clock.now();
    await insertAssets(
      tx,
      assets.map(({ hash, bytes, width, height }) => ({
        hash,
        mediaType: 'image/webp',
        width,
        height,
        bytes,
        createdBy: actor.personId,
        createdAt: now,
      })),
    );
    await insertDraft(tx, {
      id: draftId,
      documentId: null,
      code,
      courseCode: place.courseCode,
      moduleDir: place.moduleDir,
      baseVersionId: null,
      title: titleOf(parsed.data.source) ?? place.name,
      ...parsed.data,
      revision: 1,
      status: 'editing',
      createdBy: actor.personId,
      createdAt: now,
      updatedBy: actor.personId,
      updatedAt: now,
      publishedVersionId: null,
    });
    await insertRevision(tx, {
      draftId,
      revision: 1,
      kind: 'created',
      ...parsed.data,
      authorId: actor.personId,
      at: now,
      note: '',
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'draft.create',
        subject: { kind: 'lesson', id: code },
        detail: { draftId, from: command.from, conversions: report.length },
      },
    );
    return ok({ draftId, report });
  });
}

/** Whether a lesson of this code is in force, or is named by a course. */
async function isCodeTaken(handle: Parameters<typeof listPublished>[0], code: string): Promise<boolean> {
  if (await findPublishedByCode(handle, { kind: 'lesson', code })) return true;
  return (await listPublished(handle, 'course')).some(({ body }) =>
    body.modules.some(({ lessons }) => lessons.includes(code)),
  );
}

async function startText(
  context: Context,
  { command, code }: { command: Exclude<CreateDraft, { from: 'published' }>; code: string },
): Promise<Result<StartingText, 'upload-refused' | 'invalid-input'>> {
  const today = dayOf(context.clock.now(), context.zone);
  const title = command.place.title?.trim() ?? '';
  switch (command.from) {
    case 'template':
      return ok({ text: lessonTemplate({ code, title, today }), report: [], assets: [] });
    case 'text':
      return command.text.trim() === ''
        ? refuse('invalid-input', { errors: ['text'] })
        : readText({ text: command.text, code, title, today });
    case 'upload':
      return readUpload(context, { files: command.files, code, title, today });
  }
}
