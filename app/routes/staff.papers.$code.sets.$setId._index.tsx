import { useLoaderData } from '@remix-run/react';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { FormSetPage } from '#app/ui/papers/form-set-page.tsx';
import { readFormSet } from '#app/usecases/papers/read-form-set.server.ts';

const PAGE_SIZE = 50;

export const handle = pageTitle<typeof loader>(({ t, data: page }) =>
  page ? t('papers.set.pageTitle', { title: page.heading, count: page.set.count }) : t('papers.title'),
);

export const loader = pageLoader('paper.view', async ({ context, actor, params, url, language }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const set = await readFormSet(context, actor, {
    code: params.code ?? '',
    setId: params.setId ?? '',
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
  });
  if (!set.ok) notFound();
  return {
    set: set.value,
    page,
    pageSize: PAGE_SIZE,
    drawn: url.searchParams.get('drawn') === '1',
    heading: pickText(set.value.blueprint.title, language).text,
  };
});

export default function FormSet() {
  const { heading: _, ...page } = useLoaderData<typeof loader>();
  return <FormSetPage {...page} />;
}
