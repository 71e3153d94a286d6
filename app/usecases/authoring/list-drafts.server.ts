import { type DraftStatus, OPEN_STATUSES } from '#app/domain/courses/draft.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import type { Context } from '#app/usecases/context.ts';
import { listDocumentVersionIds } from '#db/stores/content.ts';
import { countDraftsByStatus, countOpenComments, listDrafts as listDraftRows } from '#db/stores/drafts.ts';
import { readNames, type Someone } from './draft-state.server.ts';

export type DraftLine = {
  readonly draftId: string;
  readonly code: string;
  readonly courseCode: string;
  readonly title: string;
  readonly status: DraftStatus;
  /** Whether the lesson is new: nothing of it is in force. */
  readonly isNew: boolean;
  /** Whether a version was published that the draft does not know. */
  readonly isBaseStale: boolean;
  readonly createdBy: Someone;
  readonly updatedBy: Someone;
  readonly updatedAt: number;
  readonly openComments: number;
};

export type DraftPage = {
  readonly drafts: readonly DraftLine[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  /** Under the same course and text, whatever status is asked for. */
  readonly counts: Readonly<Record<'open' | DraftStatus, number>>;
};

export const DRAFT_PAGE_SIZE = 20;

/** The drafts of all authors, the one saved last first. A page past the end is the last one. */
export async function listDrafts(
  context: Context,
  actor: PersonActor,
  {
    course,
    status,
    mine,
    text,
    page,
  }: {
    course: string | null;
    status: DraftStatus | 'open' | null;
    mine: boolean;
    text: string;
    page: number;
  },
): Promise<Result<DraftPage, 'forbidden'>> {
  if (!can({ actor, action: 'lesson.view-drafts' })) return refuse('forbidden');
  const { read } = context.database;
  const filter = { course, text, personId: mine ? actor.personId : null };
  const byStatus = await countDraftsByStatus(read, { ...filter, statuses: null });
  const of = (each: DraftStatus) => byStatus.get(each) ?? 0;
  const counts = {
    open: OPEN_STATUSES.reduce((sum, each) => sum + of(each), 0),
    editing: of('editing'),
    'in-review': of('in-review'),
    returned: of('returned'),
    published: of('published'),
    discarded: of('discarded'),
  };
  const total = status === null ? [...byStatus.values()].reduce((sum, found) => sum + found, 0) : counts[status];
  const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / DRAFT_PAGE_SIZE)));
  const rows = await listDraftRows(read, {
    ...filter,
    statuses: status === null ? null : status === 'open' ? OPEN_STATUSES : [status],
    offset: (shown - 1) * DRAFT_PAGE_SIZE,
    limit: DRAFT_PAGE_SIZE,
  });
  const nameOf = await readNames(
    read,
    rows.flatMap(({ createdBy, updatedBy }) => [createdBy, updatedBy]),
  );
  const inForce = await listDocumentVersionIds(
    read,
    rows.flatMap(({ documentId }) => documentId ?? []),
  );
  const comments = await countOpenComments(
    read,
    rows.map(({ id }) => id),
  );
  return ok({
    drafts: rows.map((row) => ({
      draftId: row.id,
      code: row.code,
      courseCode: row.courseCode,
      title: row.title,
      status: row.status,
      isNew: row.documentId === null,
      isBaseStale:
        OPEN_STATUSES.includes(row.status) &&
        row.documentId !== null &&
        inForce.get(row.documentId) !== row.baseVersionId,
      createdBy: nameOf(row.createdBy),
      updatedBy: nameOf(row.updatedBy),
      updatedAt: row.updatedAt,
      openComments: comments.get(row.id) ?? 0,
    })),
    total,
    page: shown,
    pageSize: DRAFT_PAGE_SIZE,
    counts,
  });
}
