import { DRAFT_LIMITS } from '#app/domain/courses/draft.ts';
import { hashJson } from '#app/domain/kernel/canonical.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { can, type PersonActor } from '#app/domain/people/actor.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import { bodiesOf, type ReadLessonText } from '#app/usecases/content/check-one-lesson.server.ts';
import {
  compileLessons,
  type Hashed,
  keyOf,
  planVersions,
  project,
  writeVersions,
} from '#app/usecases/content/publish-documents.server.ts';
import type { Context } from '#app/usecases/context.ts';
import type { Handle } from '#db/open.server.ts';
import { findPublishedByCode, listDocumentStates, lockContent } from '#db/stores/content.ts';
import { type DraftRow, decideReview, findDraft, findLastReview, updateDraft } from '#db/stores/drafts.ts';
import { checkText, isError } from './check-draft.server.ts';
import { lockForDecision } from './decide.server.ts';
import { findPublishedLesson, isBaseStale, textOf } from './draft-state.server.ts';
import { effectOf } from './read-effect.server.ts';

export type PublishedDraft = { readonly code: string; readonly versionId: string; readonly number: number };
type Refusals =
  | 'forbidden'
  | 'invalid-input'
  | 'not-found'
  | 'not-in-review'
  | 'own-work'
  | 'stale-version'
  | 'stale-base'
  | 'draft-at-fault';

/**
 * Puts a submission into force in one transaction: the lesson's next version, those of the questions that changed, the
 * course that a new lesson enters, what queries read, the compiled text, one audit entry. Only the revision that the
 * reviewer saw, and only on top of what it was written on: if something was published meanwhile, from files or by
 * another, nothing is done and the draft is merged first.
 */
export async function publishDraft(
  context: Context,
  actor: PersonActor,
  { draftId, revision, note }: { draftId: string; revision: number; note: string },
): Promise<Result<PublishedDraft, Refusals>> {
  if (!can({ actor, action: 'lesson.review' })) return refuse('forbidden');
  if (note.length > DRAFT_LIMITS.note) return refuse('invalid-input', { errors: ['note'] });
  const { read: handle } = context.database;
  const seen = await findDraft(handle, draftId);
  if (!seen) return refuse('not-found');
  if (seen.status !== 'in-review') return findOwnPublishing(handle, { actor, draftId, revision });
  if (seen.revision !== revision) return refuse('stale-version');
  const { read, faults } = await checkText(handle, { code: seen.code, text: textOf(seen) });
  const errors = faults.filter(isError).length;
  const documents = documentsOf(read, seen);
  if (errors > 0 || !documents) return refuse('draft-at-fault', { errors: Math.max(1, errors) });
  const compiled = await compileLessons(context, [documents.lesson]);

  const result = await context.database.transaction(async (tx): Promise<Result<PublishedDraft, Refusals>> => {
    await lockContent(tx);
    const taken = await lockForDecision(tx, { actor, draftId });
    if (!taken.ok) return taken.code === 'not-in-review' ? findOwnPublishing(tx, { actor, draftId, revision }) : taken;
    const { draft, review } = taken.value;
    if (draft.revision !== revision) return refuse('stale-version');
    if (await isBaseStale(tx, draft)) return refuse('stale-base');
    // The standard, or whose a question is, may have changed since the text was read outside.
    const again = (await checkText(tx, { code: draft.code, text: textOf(draft) })).faults.filter(isError).length;
    if (again > 0) return refuse('draft-at-fault', { errors: again });

    const now = context.clock.now();
    const effect = await effectOf(tx, { draft, change: review.change, zone: context.zone });
    const states = await listDocumentStates(tx);
    const former = (await findPublishedLesson(tx, draft.code))?.version.body.quiz ?? [];
    const gone = former.filter((code) => !documents.lesson.body.quiz.includes(code));
    const course = draft.documentId === null ? await enterCourse(tx, draft) : [];
    if (course === null) return refuse('stale-base');
    const plan = planVersions(context, {
      documents: [documents.lesson, ...documents.questions, ...course],
      retire: states.filter(({ kind, code }) => kind === 'question' && gone.includes(code)),
      states,
      // What changed may be its quiz alone: the lesson is what readers' completions rest on.
      always: keyOf(documents.lesson),
    });
    await writeVersions(tx, {
      plan,
      publishedBy: actor.personId,
      createdBy: review.submittedBy,
      now,
      change: review.change,
      note: review.note,
    });
    await project(tx, { context, compiled });
    const version = plan.versions.find(({ kind }) => kind === 'lesson');
    if (!version) throw new Error(`publishing ${draft.code} made no version`);
    await decideReview(tx, {
      id: review.id,
      decision: 'published',
      decidedBy: actor.personId,
      decidedAt: now,
      decisionNote: note.trim() === '' ? null : note,
      versionId: version.id,
    });
    await updateDraft(tx, {
      id: draftId,
      status: 'published',
      documentId: version.documentId,
      publishedVersionId: version.id,
    });
    await recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'content.publish',
        subject: { kind: 'lesson', id: draft.code },
        detail: {
          draftId,
          versionId: version.id,
          number: version.number,
          change: review.change,
          note: review.note,
          submittedBy: review.submittedBy,
          published: plan.published,
          hashes: plan.hashes,
          retired: plan.retired,
          ...effect,
        },
      },
    );
    return ok({ code: draft.code, versionId: version.id, number: version.number });
  });
  if (result.ok) context.events.kick();
  return result;
}

/** A button pressed twice: the second time the same person asks for what they published already, and is told of it. */
async function findOwnPublishing(
  handle: Handle,
  { actor, draftId, revision }: { actor: PersonActor; draftId: string; revision: number },
): Promise<Result<PublishedDraft, 'not-in-review'>> {
  const draft = await findDraft(handle, draftId);
  const review = await findLastReview(handle, draftId);
  const isOwn = review?.decision === 'published' && review.decidedBy === actor.personId;
  if (draft?.status !== 'published' || draft.revision !== revision || !isOwn) return refuse('not-in-review');
  const version = (await findPublishedLesson(handle, draft.code))?.version;
  // Something newer came after it: no press of one moment is that slow.
  if (!version || version.versionId !== review.versionId) return refuse('not-in-review');
  return ok({ code: draft.code, versionId: version.versionId, number: version.number });
}

type LessonDocument = Extract<Hashed, { kind: 'lesson' }>;

/** The documents of a text without faults. */
function documentsOf(
  read: ReadLessonText,
  { images }: Pick<DraftRow, 'images'>,
): { readonly lesson: LessonDocument; readonly questions: readonly Hashed[] } | null {
  const bodies = bodiesOf(read, images);
  if (!bodies) return null;
  const { lesson } = bodies;
  return {
    lesson: { kind: 'lesson', code: lesson.id, publish: true, body: lesson, hash: hashJson(lesson) },
    questions: bodies.questions.map((body) => ({
      kind: 'question',
      code: body.id,
      publish: true,
      body,
      hash: hashJson(body),
    })),
  };
}

/** The course with a new lesson at the end of its module; null where the module is no longer there. */
async function enterCourse(tx: Handle, { code, courseCode, moduleDir }: DraftRow): Promise<Hashed[] | null> {
  const course = await findPublishedByCode(tx, { kind: 'course', code: courseCode });
  if (!course?.body.modules.some(({ dir }) => dir === moduleDir)) return null;
  // A lesson that was out of force for a while may stand there still.
  if (course.body.modules.some(({ lessons }) => lessons.includes(code))) return [];
  const body = {
    ...course.body,
    modules: course.body.modules.map((module) =>
      module.dir === moduleDir ? { ...module, lessons: [...module.lessons, code] } : module,
    ),
  };
  return [{ kind: 'course', code: courseCode, publish: true, body, hash: hashJson(body) }];
}
