import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isVisibleText } from '#app/domain/kernel/visible-text.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { revalidateOvertaken } from '#app/ui/after-refusal.ts';
import { ReviewPage } from '#app/ui/authoring/review/review-page.tsx';
import type { Refusal } from '#app/ui/authoring/review/review-view.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { previewDraft } from '#app/usecases/authoring/preview-draft.server.ts';
import { previewPublished } from '#app/usecases/authoring/preview-published.server.ts';
import { publishDraft } from '#app/usecases/authoring/publish-draft.server.ts';
import { readReview } from '#app/usecases/authoring/read-review.server.ts';
import { returnDraft } from '#app/usecases/authoring/return-draft.server.ts';
import { addComment, resolveComment } from '#app/usecases/authoring/review-comments.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: page }) =>
  t('authoring.review.pageTitle', { title: page?.title ?? '' }),
);

const VIEWS = ['source', 'quiz', 'rendered'] as const;
const DONE = ['commented', 'resolved', 'reopened'] as const;

export const loader = pageLoader('lesson.view-drafts', async ({ context, actor, params, language, url }) => {
  const draftId = params.id ?? '';
  const found = await readReview(context, actor, { draftId, language });
  if (!found.ok) notFound();
  const { draft, against, comparison, comments, effect, checked, mayDecide, whyNot } = found.value;
  if (!draft.review) notFound();
  const asked = VIEWS.find((each) => each === url.searchParams.get('view')) ?? 'source';
  const view = against === 'earlier' && asked === 'rendered' ? 'source' : asked;
  const { source, quiz, images } = draft;
  const submitted =
    view === 'rendered' ? await previewDraft(context, actor, { draftId, source, quiz, images, language }) : null;
  const published = view === 'rendered' ? await previewPublished(context, actor, { draftId }) : null;
  return {
    draftId,
    title: draft.title,
    code: draft.code,
    revision: draft.revision,
    isOpen: draft.status === 'in-review',
    against,
    isBaseStale: draft.isBaseStale,
    review: draft.review,
    comparison,
    comments,
    effect,
    errors: checked.faults.filter(({ severity }) => severity === 'error').length,
    mayDecide,
    whyNot,
    view,
    all: url.searchParams.get('all') === '1' || against === 'nothing',
    commenting: Number(url.searchParams.get('line')) || null,
    rendered:
      submitted?.ok && published?.ok ? { submitted: submitted.value.preview, published: published.value } : null,
    done: DONE.find((each) => each === url.searchParams.get('done')) ?? null,
  };
});

export const action = pageAction('lesson.view-drafts', async ({ context, actor, params, request }) => {
  const draftId = params.id ?? '';
  const form = await readForm(request);
  const part = form.part === 'quiz' ? 'quiz' : 'source';
  const refuse = (code: Refusal['code'], field: Refusal['field'] = null, typed = '') =>
    data<Refusal>({ code, field, typed }, { status: statusOf(code) });
  const back = (done: string) => redirect(`/staff/reviews/${draftId}?view=${part}&done=${done}`, { status: 303 });
  const text = (form.text ?? '').trim();
  const note = (form.note ?? '').trim();
  switch (form.intent) {
    case 'comment': {
      if (!isVisibleText(text)) return refuse('invalid-input', 'text', text);
      const added = await addComment(context, actor, { draftId, part, line: Number(form.line), text });
      return added.ok ? back('commented') : refuse(added.code, added.code === 'invalid-input' ? 'text' : null, text);
    }
    case 'resolve': {
      const resolved = form.resolved === 'true';
      const done = await resolveComment(context, actor, { commentId: form.commentId ?? '', resolved });
      return done.ok ? back(resolved ? 'resolved' : 'reopened') : refuse(done.code);
    }
    case 'return': {
      if (!isVisibleText(note)) return refuse('invalid-input', 'note', note);
      const done = await returnDraft(context, actor, { draftId, note });
      return done.ok
        ? redirect('/staff/reviews?done=returned', { status: 303 })
        : refuse(done.code, done.code === 'invalid-input' ? 'note' : null, note);
    }
    case 'publish': {
      const done = await publishDraft(context, actor, { draftId, revision: Number(form.revision), note });
      return done.ok ? redirect('/staff/reviews?done=published', { status: 303 }) : refuse(done.code, null, note);
    }
    default:
      throw new Response('not a form of this page', { status: 400 });
  }
});

export const shouldRevalidate = revalidateOvertaken;

export default function ReviewRoute() {
  const review = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return <ReviewPage page={review} refusal={refusal ?? null} />;
}
