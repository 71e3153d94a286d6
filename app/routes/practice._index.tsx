import { useLoaderData } from '@remix-run/react';
import { pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { PracticeHome } from '#app/ui/practice/practice-home.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { readPracticeHome } from '#app/usecases/practice/read-practice-home.server.ts';

export const handle = pageTitle(({ t }) => t('practice.title'));

export const loader = pageLoader('practice.use', async ({ context, actor, url }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  return readPracticeHome(context, actor, { page });
});

export default function Practice() {
  return (
    <LearnerShell wide>
      <PracticeHome facts={useLoaderData<typeof loader>()} />
    </LearnerShell>
  );
}
