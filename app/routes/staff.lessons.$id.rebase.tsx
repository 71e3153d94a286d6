import { data, redirect } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { MergeView } from '#app/ui/authoring/workspace/merge-view.tsx';
import { LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { openDraft } from '#app/usecases/authoring/open-draft.server.ts';
import { readRebase, rebaseDraft } from '#app/usecases/authoring/rebase-draft.server.ts';

export const handle = pageTitle(({ t }) => t('authoring.rebase.title'));

export const loader = pageLoader('lesson.write', async ({ context, actor, params }) => {
  const draftId = params.id ?? '';
  const opened = await openDraft(context, actor, { draftId });
  const rebase = await readRebase(context, actor, { draftId });
  if (!opened.ok || !rebase.ok) notFound();
  return { draftId, title: opened.value.title, mayEdit: opened.value.mayEdit, rebase: rebase.value };
});

const images = z.record(z.string(), z.string());

export const action = pageAction('lesson.write', async ({ context, actor, params, request }) => {
  const draftId = params.id ?? '';
  const form = await readForm(request);
  let parsed: unknown;
  try {
    parsed = JSON.parse(form.images ?? '');
  } catch {
    throw new Response('not a form of this page', { status: 400 });
  }
  const named = images.safeParse(parsed);
  if (!named.success) throw new Response('not a form of this page', { status: 400 });
  const done = await rebaseDraft(context, actor, {
    draftId,
    revision: Number(form.revision),
    versionId: form.versionId ?? '',
    source: (form.source ?? '').replaceAll('\r\n', '\n'),
    quiz: (form.quiz ?? '').replaceAll('\r\n', '\n'),
    images: named.data,
  });
  if (done.ok) return redirect(`/staff/lessons/${draftId}`, { status: 303 });
  if (done.code === 'not-found') notFound();
  return data({ stale: done.code === 'stale-version' || done.code === 'stale-base' }, { status: statusOf(done.code) });
});

export default function RebasePage() {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { draftId, title, mayEdit, rebase } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const address = `/staff/lessons/${draftId}`;
  return (
    <StaffShell
      title={t('authoring.rebase.title')}
      intro={
        rebase &&
        t('authoring.rebase.intro', {
          number: rebase.number,
          name: rebase.publishedBy.name,
          time: time.instant(rebase.publishedAt),
        })
      }
      breadcrumb={[
        { label: t('authoring.list.title'), to: '/staff/lessons' },
        { label: <span lang="zh-CN">{title}</span>, to: address },
      ]}
    >
      {fetcher.data && (
        <div className="mb-4">
          <FormError title={t('authoring.rebase.refused')}>
            {t(fetcher.data.stale ? 'authoring.rebase.stale' : 'authoring.rebase.locked')}
          </FormError>
        </div>
      )}
      {rebase && mayEdit ? (
        <>
          <noscript>{t('authoring.rebase.needScript')}</noscript>
          <MergeView
            key={`${rebase.revision} ${rebase.versionId}`}
            merge={{ ...rebase, savedBy: rebase.publishedBy, savedAt: rebase.publishedAt }}
            me={null}
            pending={fetcher.state !== 'idle'}
            onSave={(decide) => {
              const text = decide(rebase);
              if (!text) return;
              fetcher.submit(
                {
                  revision: rebase.revision,
                  versionId: rebase.versionId,
                  source: text.source,
                  quiz: text.quiz,
                  images: JSON.stringify(text.images),
                },
                { method: 'post' },
              );
            }}
          />
        </>
      ) : (
        <EmptyState
          title={t('authoring.rebase.none')}
          action={<LinkButton to={address}>{t('authoring.submit.back')}</LinkButton>}
        />
      )}
    </StaffShell>
  );
}
