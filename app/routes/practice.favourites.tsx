import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { FavouritesView } from '#app/ui/practice/favourites-view.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { listFavourites } from '#app/usecases/practice/list-favourites.server.ts';
import { listFilterChoices } from '#app/usecases/practice/list-filter-choices.server.ts';
import { setFavourite } from '#app/usecases/practice/set-favourite.server.ts';

export const handle = pageTitle(({ t }) => t('practice.favourites.title'));

export const loader = pageLoader('practice.use', async ({ context, actor, url }) => {
  const param = (name: string) => url.searchParams.get(name) ?? '';
  const filter = { course: param('course'), point: param('point') };
  const page = Math.max(1, Math.trunc(Number(param('page'))) || 1);
  return {
    ...(await listFavourites(context, actor, { ...filter, page })),
    choices: await listFilterChoices(context),
    filter,
  };
});

export const action = pageAction('practice.use', async ({ context, actor, request, url }) => {
  const { questionId = '' } = await readForm(request);
  const taken = await setFavourite(context, actor, { questionId, on: false });
  if (!taken.ok) notFound();
  throw redirect(`/practice/favourites${url.search}`, { status: 303 });
});

export default function Favourites() {
  return (
    <LearnerShell wide>
      <FavouritesView {...useLoaderData<typeof loader>()} />
    </LearnerShell>
  );
}
