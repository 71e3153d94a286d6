import { useLoaderData } from '@remix-run/react';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { LONGEST_QUERY, PointsView } from '#app/ui/practice/points-view.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { readProgress } from '#app/usecases/practice/read-progress.server.ts';

export const handle = pageTitle(({ t }) => t('practice.points.title'));

export const loader = pageLoader('practice.use', async ({ context, actor, url }) => {
  const words = (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST_QUERY);
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const progress = await readProgress(context, actor, { course: '', syllabus: '', words, page });
  const { groups, rows, total, pageSize } = progress;
  return { groups, rows, total, page: progress.page, pageSize, words };
});

export default function Points() {
  return (
    <LearnerShell>
      <PointsView {...useLoaderData<typeof loader>()} />
    </LearnerShell>
  );
}
