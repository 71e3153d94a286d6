import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { promptsOf } from '#app/usecases/learning/quiz.server.ts';
import { findLessonHash } from '#db/stores/content.ts';
import { findDraftCode } from '#db/stores/drafts.ts';
import { findPublishedLesson } from './draft-state.server.ts';
import { headOf, type Preview } from './preview-draft.server.ts';

export type PublishedPreview = {
  readonly number: number;
  readonly publishedAt: number;
  /** Of the code that learners are served, at `/lessons/<hash>.js`; null where none is stored. */
  readonly preview: Pick<Preview, 'moduleHash' | 'head' | 'quiz'> | null;
};

/** The lesson that a draft would replace, as learners see it now; null where nothing is in force. */
export async function previewPublished(
  context: Context,
  actor: PersonActor,
  { draftId }: { draftId: string },
): Promise<Result<PublishedPreview | null, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const draft = await findDraftCode(read, draftId);
  if (!draft) return refuse('not-found');
  const published = await findPublishedLesson(read, draft.code);
  if (!published) return ok(null);
  const { versionId, number, publishedAt, body } = published.version;
  const moduleHash = await findLessonHash(read, { versionId, compiler: context.lessons.version });
  return ok({
    number,
    publishedAt: publishedAt ?? 0,
    preview: moduleHash === null ? null : { moduleHash, head: headOf(body), quiz: promptsOf(quizOf(published)) },
  });
}

const quizOf = ({ questions }: NonNullable<Awaited<ReturnType<typeof findPublishedLesson>>>) =>
  questions.map(({ versionId, body }) => ({ versionId, question: body }));
