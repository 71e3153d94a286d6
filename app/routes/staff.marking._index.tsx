import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { MarkingList } from '#app/ui/marking/marking-list.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { finishMarking } from '#app/usecases/marking/finish-marking.server.ts';
import { listMarking } from '#app/usecases/marking/list-marking.server.ts';

export const handle = pageTitle(({ t }) => t('marking.title'));

const PAGE_SIZE = 20;

export const loader = pageLoader('answer.mark', async ({ context, actor, url }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const listed = await listMarking(context, actor, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  return { ...listed, page, pageSize: PAGE_SIZE };
});

export const action = pageAction('answer.mark', async ({ context, actor, request }) => {
  const { sittingId = '' } = await readForm(request);
  const finished = await finishMarking(context, actor, { sittingId });
  if (!finished.ok) notFound();
  return data({ graded: finished.value.graded });
});

export default function Marking() {
  const finished = useActionData<typeof action>();
  return <MarkingList {...useLoaderData<typeof loader>()} graded={finished?.graded ?? null} />;
}
