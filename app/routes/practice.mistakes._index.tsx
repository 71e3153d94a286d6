import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { CARD_TABS, MistakesView } from '#app/ui/practice/mistakes-view.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { changeCard } from '#app/usecases/practice/change-card.server.ts';
import { listFilterChoices } from '#app/usecases/practice/list-filter-choices.server.ts';
import { listMistakes } from '#app/usecases/practice/list-mistakes.server.ts';

export const handle = pageTitle(({ t }) => t('practice.mistakes.title'));

export const loader = pageLoader('practice.use', async ({ context, actor, url }) => {
  const param = (name: string) => url.searchParams.get(name) ?? '';
  const tab = CARD_TABS.find((each) => each === param('state')) ?? 'asked';
  const filter = { course: param('course'), point: param('point') };
  const page = Math.max(1, Math.trunc(Number(param('page'))) || 1);
  const changed = (['removed', 'restored'] as const).find((each) => each === param('done')) ?? null;
  return {
    ...(await listMistakes(context, actor, { ...filter, state: tab, page })),
    choices: await listFilterChoices(context),
    tab,
    filter,
    changed,
  };
});

export const action = pageAction('practice.use', async ({ context, actor, request, url }) => {
  const { questionId = '', intent = '' } = await readForm(request);
  const act = intent === 'restore' ? 'restore' : 'remove';
  const changed = await changeCard(context, actor, { questionId, act });
  if (!changed.ok) notFound();
  const back = new URLSearchParams(url.searchParams);
  back.delete('index');
  back.set('done', act === 'restore' ? 'restored' : 'removed');
  throw redirect(`/practice/mistakes?${back}`, { status: 303 });
});

export default function Mistakes() {
  return (
    <LearnerShell wide>
      <MistakesView {...useLoaderData<typeof loader>()} />
    </LearnerShell>
  );
}
