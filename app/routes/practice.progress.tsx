import { useLoaderData } from '@remix-run/react';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { ProgressView } from '#app/ui/practice/progress-view.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { readProgress } from '#app/usecases/practice/read-progress.server.ts';

export const handle = pageTitle(({ t }) => t('practice.progress.title'));

export const loader = pageLoader('practice.use', async ({ context, actor, url }) => {
  const param = (name: string) => url.searchParams.get(name) ?? '';
  const filter = { course: param('course'), syllabus: param('syllabus') };
  const page = Math.max(1, Math.trunc(Number(param('page'))) || 1);
  return { ...(await readProgress(context, actor, { ...filter, words: '', page })), filter };
});

export default function Progress() {
  return (
    <LearnerShell wide>
      <ProgressView {...useLoaderData<typeof loader>()} />
    </LearnerShell>
  );
}
