import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { MockReportView } from '#app/ui/practice/mock-report.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { readMockReport } from '#app/usecases/practice/read-mock-report.server.ts';

export const handle = pageTitle(({ t }) => t('practice.report.title'));

export const loader = pageLoader('practice.use', async ({ context, actor, params }) => {
  const mockId = params.id ?? '';
  const report = await readMockReport(context, actor, { mockId });
  if (report.ok) return report.value;
  if (report.code === 'not-found') notFound();
  // It runs: nothing is told before its end. One whose time ran out is closed by being opened.
  throw redirect(`/practice/mock/${encodeURIComponent(mockId)}`);
});

export default function MockReport() {
  return (
    <LearnerShell>
      <MockReportView report={useLoaderData<typeof loader>()} />
    </LearnerShell>
  );
}
