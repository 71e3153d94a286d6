import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { can } from '#app/domain/people/actor.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { DraftStatusWord } from '#app/ui/authoring/draft-status.tsx';
import { useListTitle } from '#app/ui/authoring/use-list-title.ts';
import type { WorkDraft } from '#app/ui/authoring/workspace/draft-view.ts';
import { Workspace } from '#app/ui/authoring/workspace/workspace.tsx';
import { Button, LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { mixed } from '#app/ui/components/mixed-text.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { discardDraft } from '#app/usecases/authoring/discard-draft.server.ts';
import { listPoints } from '#app/usecases/authoring/list-points.server.ts';
import { openDraft } from '#app/usecases/authoring/open-draft.server.ts';
import { readReview } from '#app/usecases/authoring/read-review.server.ts';
import { saveDraft } from '#app/usecases/authoring/save-draft.server.ts';
import { withdrawDraft } from '#app/usecases/authoring/submit-draft.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: page }) =>
  t('authoring.work.pageTitle', { title: page?.draft.title ?? '' }),
);

export const loader = pageLoader('lesson.view-drafts', async ({ context, actor, params, language, url }) => {
  const draftId = params.id ?? '';
  const opened = await openDraft(context, actor, { draftId });
  if (!opened.ok) notFound();
  const { source, quiz, images, ...draft } = opened.value;
  const review = draft.review ? await readReview(context, actor, { draftId, language }) : null;
  const work: WorkDraft = {
    id: draftId,
    code: draft.code,
    status: draft.status,
    mayEdit: draft.mayEdit,
    mayWithdraw: draft.status === 'in-review' && can({ actor, action: 'lesson.write' }),
    revision: draft.revision,
    savedAt: draft.updatedAt,
    me: actor.personId,
    text: { source, quiz, images },
    isBaseStale: draft.isBaseStale,
    fileConflict: draft.fileConflict !== null,
    review: draft.review && {
      decision: draft.review.decision,
      note: draft.review.decisionNote ?? '',
      by: draft.review.decidedBy,
    },
    comments: review?.ok
      ? review.value.comments.map(({ commentId, ...comment }) => ({ id: commentId, ...comment }))
      : [],
    points: await listPoints(context, language),
  };
  return {
    work,
    draft: {
      title: draft.title,
      status: draft.status,
      code: draft.code,
      publishedNumber: draft.published?.number ?? null,
      wasSubmitted: draft.review !== null,
    },
    saved: url.searchParams.get('done') === 'saved',
  };
});

/** Without script: saves, and with it too: withdraws and gives up. What was typed and could not be saved is shown again. */
export const action = pageAction('lesson.write', async ({ context, actor, params, request }) => {
  const draftId = params.id ?? '';
  const { intent, source = '', quiz = '', revision = '' } = await readForm(request);
  if (intent === 'withdraw') {
    const done = await withdrawDraft(context, actor, { draftId });
    if (done.ok) return redirect(`/staff/lessons/${draftId}`, { status: 303 });
    return data({ code: done.code, typed: null }, { status: statusOf(done.code) });
  }
  if (intent === 'discard') {
    const now = await openDraft(context, actor, { draftId });
    // One's own saves since the page was loaded are no news; another's are.
    const isOwn = now.ok && now.value.updatedBy.personId === actor.personId;
    const seen = isOwn ? now.value.revision : Number(revision);
    const done = await discardDraft(context, actor, { draftId, revision: seen });
    if (done.ok) return redirect('/staff/lessons?done=discarded', { status: 303 });
    return data({ code: done.code, typed: null }, { status: statusOf(done.code) });
  }
  const opened = await openDraft(context, actor, { draftId });
  if (!opened.ok) notFound();
  const text = {
    source: source.replaceAll('\r\n', '\n'),
    quiz: quiz.replaceAll('\r\n', '\n'),
    images: opened.value.images,
  };
  const done = await saveDraft(context, actor, { draftId, revision: Number(revision), ...text });
  if (done.ok) return redirect(`/staff/lessons/${draftId}?done=saved`, { status: 303 });
  return data({ code: done.code, typed: text }, { status: statusOf(done.code) });
});

export default function DraftPage() {
  const { t } = useTranslation();
  const listTitle = useListTitle();
  const { work, draft, saved } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const address = `/staff/lessons/${work.id}`;
  return (
    <StaffShell
      title={<span lang="zh-CN">{draft.title}</span>}
      breadcrumb={[{ label: listTitle, to: '/staff/lessons' }]}
      action={
        <>
          <LinkButton to={`${address}/history`}>{t('authoring.work.history')}</LinkButton>
          {draft.wasSubmitted && (
            <LinkButton to={`/staff/reviews/${work.id}`}>{t('authoring.work.toReview')}</LinkButton>
          )}
          {work.mayEdit && (
            <LinkButton to={`${address}/submit`} tone="primary">
              {t('authoring.work.submit')}
            </LinkButton>
          )}
          {work.mayWithdraw && (
            <Form method="post">
              <input type="hidden" name="intent" value="withdraw" />
              <SubmitButton tone="secondary">{t('authoring.work.withdraw')}</SubmitButton>
            </Form>
          )}
        </>
      }
    >
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        {refusal && (
          <FormError title={t('authoring.work.refused.title')}>{t(`authoring.work.refused.${refusal.code}`)}</FormError>
        )}
        {saved && (
          <Callout tone="ok" announce>
            {t('authoring.work.saved')}
          </Callout>
        )}
      </div>
      <Workspace
        // A withdrawn or returned draft opens anew; saves of this very page do not.
        key={`${work.id} ${work.status}`}
        draft={refusal?.typed ? { ...work, text: refusal.typed } : work}
        status={
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-14 text-ink-2">
            <DraftStatusWord status={draft.status} />
            <span>{t('authoring.work.code', { code: draft.code })}</span>
            <span>
              {draft.publishedNumber === null
                ? t('authoring.work.neverPublished')
                : t('authoring.work.version', { number: draft.publishedNumber })}
            </span>
          </p>
        }
      />
      {work.mayEdit && (
        <div className="mt-6 max-w-reading">
          <Disclosure summary={t('authoring.work.discardTitle')}>
            <p className="mb-3">{t('authoring.work.discardText')}</p>
            <DiscardForm title={draft.title} revision={work.revision} />
          </Disclosure>
        </div>
      )}
    </StaffShell>
  );
}

function DiscardForm({ title, revision }: { readonly title: string; readonly revision: number }) {
  const { t } = useTranslation();
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="discard" />
      <input type="hidden" name="revision" value={revision} />
      <Button tone="danger">{mixed(t('authoring.work.discard', { title }))}</Button>
    </Form>
  );
}
