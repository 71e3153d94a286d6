import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { Briefing } from '#app/ui/exam/briefing.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { readOwnSitting } from '#app/usecases/exams/read-own-sitting.server.ts';
import { startAttempt } from '#app/usecases/exams/start-attempt.server.ts';

export const loader = pageLoader('exam.sit', async ({ context, actor, params, language }) => {
  const sitting = await readOwnSitting(context, actor, { sittingId: params.sittingId ?? '' });
  if (!sitting.ok) notFound();
  return { sitting: sitting.value, heading: pickText(sitting.value.title, language).text };
});

export const action = pageAction('exam.sit', async ({ context, actor, params }) => {
  const started = await startAttempt(context, actor, { sittingId: params.sittingId ?? '' });
  if (started.ok) throw redirect(`/attempts/${started.value.attemptId}`);
  return data({ refused: started.code }, { status: statusOf(started.code) });
});

export const handle = pageTitle<typeof loader>(({ t, data: page }) => page?.heading ?? t('exam.title'));

export default function Sitting() {
  const { sitting } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  return <Briefing sitting={sitting} refused={refused} />;
}
