import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { CardView } from '#app/ui/practice/card-view.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { changeCard } from '#app/usecases/practice/change-card.server.ts';
import { readCard } from '#app/usecases/practice/read-card.server.ts';
import { setFavourite } from '#app/usecases/practice/set-favourite.server.ts';

export const handle = pageTitle(({ t }) => t('practice.mistakes.cardTitle'));

export const loader = pageLoader('practice.use', async ({ context, actor, params }) => {
  const card = await readCard(context, actor, { questionId: params.questionId ?? '' });
  if (!card.ok) notFound();
  return card.value;
});

export const action = pageAction('practice.use', async ({ context, actor, params, request }) => {
  const questionId = params.questionId ?? '';
  const { intent = '' } = await readForm(request);
  const done =
    intent === 'star' || intent === 'unstar'
      ? await setFavourite(context, actor, { questionId, on: intent === 'star' })
      : await changeCard(context, actor, { questionId, act: intent === 'restore' ? 'restore' : 'remove' });
  if (!done.ok) notFound();
  throw redirect(`/practice/mistakes/${encodeURIComponent(questionId)}`, { status: 303 });
});

export default function Mistake() {
  return (
    <LearnerShell>
      <CardView card={useLoaderData<typeof loader>()} />
    </LearnerShell>
  );
}
