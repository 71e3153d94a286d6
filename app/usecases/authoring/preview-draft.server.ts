import { type DraftText, draftText } from '#app/domain/courses/draft.ts';
import { type Heading, listHeadings } from '#app/domain/courses/headings.ts';
import type { LessonBody } from '#app/domain/courses/lesson.ts';
import type { ContentFaultCode } from '#app/domain/kernel/content-fault.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { ReadLessonText } from '#app/usecases/content/check-one-lesson.server.ts';
import { placeImages } from '#app/usecases/content/publish-documents.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { promptsOf, type QuizPrompt } from '#app/usecases/learning/quiz.server.ts';
import { findDraft, findDraftCode, listAssetSizes } from '#db/stores/drafts.ts';
import { type CheckedDraft, checkText, isError, summarise } from './check-draft.server.ts';
import { textOf } from './draft-state.server.ts';

export type Preview = {
  /** Names the compiled body: `/staff/lessons/preview/<draftId>/<hash>.js`, for a while. */
  readonly moduleHash: string;
  readonly headings: readonly Heading[];
  /** The head of the lesson; null while its front matter is at fault. */
  readonly head: Omit<LessonBody, 'source' | 'quiz' | 'images' | 'formatVersion'> | null;
  /** The questions that can be read; a question's version is its code here. */
  readonly quiz: readonly QuizPrompt[];
};

/**
 * What a lesson still lacks does not keep its author from seeing it. Everything else does: what is not on this list
 * is never compiled, so that nothing in a draft can run that the checker would refuse in a lesson.
 */
const SHOWN_ALL_THE_SAME: ReadonlySet<ContentFaultCode> = new Set([
  'lesson-length',
  'lesson-length-unusual',
  'quiz-missing',
  'section-missing',
  'reading-not-last',
  'heading-level',
  'heading-skipped',
  'image-alt-missing',
  'image-missing',
  'image-unused',
]);

/**
 * A draft as a learner would see it, from the text as it stands in the editor. The compiled code goes on a shelf from
 * which it disappears again; a text at fault gives its faults and nothing else.
 */
export async function previewDraft(
  context: Context,
  actor: PersonActor,
  { draftId, language, ...written }: DraftText & { readonly draftId: string; readonly language: Language },
): Promise<Result<CheckedDraft & { preview: Preview | null }, 'forbidden' | 'not-found' | 'invalid-input'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read: handle } = context.database;
  const draft = await findDraftCode(handle, draftId);
  if (!draft) return refuse('not-found');
  const parsed = draftText.safeParse(written);
  if (!parsed.success) return refuse('invalid-input', { errors: ['source'] });
  const { read, faults } = await checkText(handle, { code: draft.code, text: parsed.data });
  const checked = summarise(faults, language);
  const compiled = await compileSafely(context, { read, faults, images: parsed.data.images });
  if (!compiled) return ok({ ...checked, preview: null });
  context.previews.put(keyOf(draftId, compiled.hash), compiled.code);
  const { body } = read.lesson;
  return ok({
    ...checked,
    preview: {
      moduleHash: compiled.hash,
      headings: listHeadings(read.lesson.source),
      head: body && headOf(body),
      quiz: promptsOf(
        read.questions.flatMap(({ body: question }) => (question ? [{ versionId: question.id, question }] : [])),
      ),
    },
  });
}

/** What a page shows of a lesson around its body. */
export const headOf = ({
  formatVersion: _version,
  source: _source,
  quiz: _quiz,
  images: _images,
  ...head
}: NonNullable<ReadLessonText['lesson']['body']> &
  Partial<Pick<LessonBody, 'source' | 'quiz' | 'images'>>): NonNullable<Preview['head']> => head;

const keyOf = (draftId: string, hash: string) => `${draftId} ${hash}`;

/** Null where the body must not be compiled, or cannot. */
async function compileSafely(
  context: Context,
  {
    read,
    faults,
    images,
  }: {
    read: ReadLessonText;
    faults: Awaited<ReturnType<typeof checkText>>['faults'];
    images: DraftText['images'];
  },
): Promise<{ code: string; hash: string } | null> {
  const first = read.lesson.bodyLine;
  if (first === null) return null;
  const inBody = faults.filter(({ part, line }) => part === 'source' && line >= first);
  if (inBody.some((fault) => isError(fault) && !SHOWN_ALL_THE_SAME.has(fault.code))) return null;
  const sizes = await listAssetSizes(context.database.read, Object.values(images));
  try {
    return await context.lessons.compile(
      read.lesson.source,
      placeImages(images, (hash) => sizes.get(hash)),
    );
  } catch (error) {
    // The checker let through what the compiler cannot take: a fault of ours, which must not take the page with it.
    context.log.warn({ error: String(error) }, 'a draft that passed the check was not compiled');
    return null;
  }
}

/**
 * The compiled code of a preview. One that is gone from the shelf, or was made by another node, is made again where it
 * is the draft's saved text.
 */
export async function readPreviewCode(
  context: Context,
  actor: PersonActor,
  { draftId, hash }: { draftId: string; hash: string },
): Promise<Result<string, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const found = context.previews.find(keyOf(draftId, hash));
  if (found !== null) return ok(found);
  const draft = await findDraft(context.database.read, draftId);
  if (!draft) return refuse('not-found');
  const text = textOf(draft);
  const { read, faults } = await checkText(context.database.read, { code: draft.code, text });
  const compiled = await compileSafely(context, { read, faults, images: text.images });
  if (compiled?.hash !== hash) return refuse('not-found');
  context.previews.put(keyOf(draftId, hash), compiled.code);
  return ok(compiled.code);
}
