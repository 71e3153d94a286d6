import type { Change, DraftStatus, DraftText } from '#app/domain/courses/draft.ts';
import type { LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { listLeftConflicts } from '#app/usecases/content/import-content.server.ts';
import { type ContentConflict, isStillLeft } from '#app/usecases/content/reconcile-documents.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { findPublication, findPublishedByCode } from '#db/stores/content.ts';
import { countOpenComments, findDraft, findLastReview, listAssetSizes } from '#db/stores/drafts.ts';
import { isBaseStale, readNames, type Someone, textOf } from './draft-state.server.ts';

export type ReviewState = {
  readonly reviewId: string;
  readonly change: Change;
  readonly note: string;
  readonly submittedBy: Someone;
  readonly submittedAt: number;
  readonly decision: 'published' | 'returned' | 'withdrawn' | null;
  readonly decidedBy: Someone | null;
  readonly decidedAt: number | null;
  readonly decisionNote: string | null;
};

export type OpenDraft = DraftText & {
  readonly draftId: string;
  readonly code: string;
  readonly title: string;
  readonly status: DraftStatus;
  readonly revision: number;
  readonly place: {
    readonly courseCode: string;
    readonly courseTitle: LocalText;
    readonly moduleDir: string;
    readonly moduleTitle: LocalText;
  };
  readonly createdBy: Someone;
  readonly createdAt: number;
  readonly updatedBy: Someone;
  readonly updatedAt: number;
  /** The version in force now; null for a new lesson. */
  readonly published: { readonly number: number; readonly publishedBy: Someone; readonly publishedAt: number } | null;
  /** Whether something was published since the draft was opened or last merged: merge before submitting. */
  readonly isBaseStale: boolean;
  /** The newest submission; null where it never was submitted. */
  readonly review: ReviewState | null;
  readonly openComments: number;
  readonly mayEdit: boolean;
  /** Sizes of the images in pixels, by hash. */
  readonly imageSizes: Readonly<Record<string, { readonly width: number; readonly height: number }>>;
  /** What the last import left undecided of this lesson; null where it is at one with the files. */
  readonly fileConflict: ContentConflict | null;
};

/** A draft as its page shows it. */
export async function openDraft(
  context: Context,
  actor: PersonActor,
  { draftId }: { draftId: string },
): Promise<Result<OpenDraft, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const draft = await findDraft(read, draftId);
  if (!draft) return refuse('not-found');
  const isOpen = draft.status === 'editing' || draft.status === 'returned' || draft.status === 'in-review';
  const course = await findPublishedByCode(read, { kind: 'course', code: draft.courseCode });
  const module = course?.body.modules.find(({ dir }) => dir === draft.moduleDir);
  const published = await findPublication(read, { kind: 'lesson', code: draft.code });
  const review = await findLastReview(read, draftId);
  const nameOf = await readNames(read, [
    draft.createdBy,
    draft.updatedBy,
    published?.publishedBy ?? null,
    review?.submittedBy ?? null,
    review?.decidedBy ?? null,
  ]);
  const left = (await listLeftConflicts(read)).find(({ kind, code }) => kind === 'lesson' && code === draft.code);
  return ok({
    draftId,
    code: draft.code,
    title: draft.title,
    status: draft.status,
    revision: draft.revision,
    ...textOf(draft),
    place: {
      courseCode: draft.courseCode,
      courseTitle: course?.body.title ?? { zh: draft.courseCode },
      moduleDir: draft.moduleDir,
      moduleTitle: module?.title ?? { zh: draft.moduleDir },
    },
    createdBy: nameOf(draft.createdBy),
    createdAt: draft.createdAt,
    updatedBy: nameOf(draft.updatedBy),
    updatedAt: draft.updatedAt,
    published: published && {
      number: published.number,
      publishedBy: nameOf(published.publishedBy ?? ''),
      publishedAt: published.publishedAt ?? 0,
    },
    isBaseStale: isOpen && (await isBaseStale(read, draft)),
    review: review && {
      reviewId: review.id,
      change: review.change,
      note: review.note,
      submittedBy: nameOf(review.submittedBy),
      submittedAt: review.submittedAt,
      decision: review.decision,
      decidedBy: review.decidedBy === null ? null : nameOf(review.decidedBy),
      decidedAt: review.decidedAt,
      decisionNote: review.decisionNote,
    },
    openComments: (await countOpenComments(read, [draftId])).get(draftId) ?? 0,
    mayEdit: can({ actor, action: 'lesson.write' }) && (draft.status === 'editing' || draft.status === 'returned'),
    imageSizes: Object.fromEntries(await listAssetSizes(read, Object.values(draft.images))),
    fileConflict: left && isStillLeft(left, { inForce: published?.hash ?? null }) ? left : null,
  });
}
