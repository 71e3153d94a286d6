import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { revalidateOvertaken } from '#app/ui/after-refusal.ts';
import { SITTING_ACTS, type SittingActRefusal } from '#app/ui/exam-office/act-forms.tsx';
import { SITTING_DONE, SittingOverview } from '#app/ui/exam-office/sitting-overview.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { actOnSitting } from '#app/usecases/exam-office/act-on-sitting.server.ts';
import { readSitting } from '#app/usecases/exam-office/read-sitting.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: page }) => page?.heading ?? t('exam.sittings.title'));

export const loader = pageLoader('sitting.view', async ({ context, actor, params, url, language }) => {
  const sitting = await readSitting(context, actor, { sittingId: params.id ?? '' });
  if (!sitting.ok) notFound();
  return {
    sitting: sitting.value,
    done: SITTING_DONE.find((done) => done === url.searchParams.get('done')) ?? null,
    heading: pickText(sitting.value.title, language).text,
  };
});

/** Each act's own permission is asked by the use case. */
export const action = pageAction('sitting.change', async ({ context, actor, params, request }) => {
  const fields = await readForm(request);
  const sittingId = params.id ?? '';
  const act = SITTING_ACTS.find((known) => known === fields.act);
  if (!act) throw new Response('no such act', { status: 422 });
  const reason = (fields.reason ?? '').slice(0, 2_000);
  const early = fields.early === '1';
  const result = await actOnSitting(context, actor, {
    sittingId,
    act,
    revision: Number(fields.revision),
    reason,
    early,
  });
  if (result.ok) return redirect(`/staff/sittings/${sittingId}?done=${act}`, { status: 303 });
  if (result.code === 'not-found') notFound();
  const errors = (result.detail?.errors ?? []) as readonly string[];
  return data<SittingActRefusal>({ act, code: result.code, reason, errors }, { status: statusOf(result.code) });
});

export const shouldRevalidate = revalidateOvertaken;

export default function Sitting() {
  const { sitting, done } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>() ?? null;
  return <SittingOverview sitting={sitting} done={done} refusal={refusal} />;
}
