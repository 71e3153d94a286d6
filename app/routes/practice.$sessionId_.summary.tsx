import { useLoaderData } from '@remix-run/react';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { SummaryView } from '#app/ui/practice/summary-view.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { readSummary } from '#app/usecases/practice/read-summary.server.ts';

export const handle = pageTitle(({ t }) => t('practice.summary.title'));

export const loader = pageLoader('practice.use', async ({ context, actor, params }) => {
  const summary = await readSummary(context, actor, { sessionId: params.sessionId ?? '' });
  if (!summary.ok) notFound();
  return summary.value;
});

export default function PracticeSummary() {
  return (
    <LearnerShell>
      <SummaryView summary={useLoaderData<typeof loader>()} />
    </LearnerShell>
  );
}
