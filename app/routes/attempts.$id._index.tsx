import { redirect } from '@remix-run/node';
import { useLoaderData, useNavigate, useParams } from '@remix-run/react';
import { useCallback } from 'react';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { ExamPage } from '#app/ui/exam/exam-page.tsx';
import { HeldElsewhere } from '#app/ui/exam/held-elsewhere.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { resumeAttempt } from '#app/usecases/exams/start-attempt.server.ts';

export const loader = pageLoader('exam.sit', async ({ context, actor, params, language }) => {
  const attemptId = params.id ?? '';
  const resumed = await resumeAttempt(context, actor, { attemptId });
  if (resumed.ok)
    return {
      kind: 'open' as const,
      paper: resumed.value,
      heading: pickText(resumed.value.title, language).text,
      candidate: { name: actor.name, number: actor.employeeNo },
    };
  if (resumed.code === 'attempt-closed') throw redirect(`/attempts/${attemptId}/result`);
  if (resumed.code === 'not-found') notFound();
  return { kind: 'held' as const };
});

export const handle = pageTitle<typeof loader>(({ t, data }) =>
  data?.kind === 'open' ? data.heading : t('exam.title'),
);

/** What the queue holds is newer than what a loader would bring. */
export const shouldRevalidate = () => false;

export default function Attempt() {
  const data = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const { id } = useParams();
  const toResult = useCallback(() => navigate(`/attempts/${id}/result`, { replace: true }), [navigate, id]);
  return data.kind === 'open' ? (
    <ExamPage key={data.paper.attemptId} paper={data.paper} candidate={data.candidate} onEnded={toResult} />
  ) : (
    <HeldElsewhere />
  );
}
