import { useLoaderData } from '@remix-run/react';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { PaperList } from '#app/ui/papers/paper-list.tsx';
import { listPapers } from '#app/usecases/papers/read-papers.server.ts';

const PAGE_SIZE = 20;

export const handle = pageTitle(({ t }) => t('papers.title'));

export const loader = pageLoader('paper.view', async ({ context, actor, url }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const listed = await listPapers(context, actor, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  return { ...listed, page, pageSize: PAGE_SIZE };
});

export default function Papers() {
  return <PaperList {...useLoaderData<typeof loader>()} />;
}
