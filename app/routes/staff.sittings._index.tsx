import { useLoaderData } from '@remix-run/react';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { StaffSittings } from '#app/ui/exam/staff-sittings.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { listSittings } from '#app/usecases/exams/list-sittings.server.ts';

const PAGE_SIZE = 50;

export const loader = pageLoader('sitting.view', async ({ context, actor, url }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const listed = await listSittings(context, actor, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  return { ...listed, page, pageSize: PAGE_SIZE };
});

export const handle = pageTitle(({ t }) => t('exam.sittings.title'));

export default function Sittings() {
  return <StaffSittings {...useLoaderData<typeof loader>()} />;
}
