import { useLoaderData } from '@remix-run/react';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { OwnExams } from '#app/ui/exam/own-exams.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { listOwnSittings } from '#app/usecases/exams/list-own-sittings.server.ts';

const PAGE_SIZE = 20;

export const loader = pageLoader('exam.sit', async ({ context, actor, url }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const sittings = await listOwnSittings(context, actor, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  return { ...sittings, page, pageSize: PAGE_SIZE };
});

export const handle = pageTitle(({ t }) => t('exam.title'));

export default function Exams() {
  return <OwnExams {...useLoaderData<typeof loader>()} />;
}
