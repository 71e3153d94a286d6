import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { settleEvents } from '#app/platform/jobs/settle-events.server.ts';
import { ResultView } from '#app/ui/exam/result-view.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { readResultPage } from '#app/usecases/exams/read-result.server.ts';
import { readReview } from '#app/usecases/exams/read-review.server.ts';

export const loader = pageLoader('result.view-own', async ({ context, actor, params, url, language }) => {
  const attemptId = params.id ?? '';
  const read = () => readResultPage(context, actor, { attemptId });
  let page = await read();
  if (page.ok && page.value.result.kind === 'released' && page.value.result.passed && !page.value.result.certificate) {
    await settleEvents(context);
    page = await read();
  }
  if (!page.ok) {
    if (page.code === 'attempt-running') throw redirect(`/attempts/${attemptId}`);
    notFound();
  }
  const wanted = url.searchParams.get('review') === '1' && page.value.result.kind === 'released';
  const review = wanted ? await readReview(context, actor, { attemptId }) : null;
  return {
    page: page.value,
    review: review?.ok ? review.value : null,
    heading: pickText(page.value.title, language).text,
  };
});

export const handle = pageTitle<typeof loader>(({ t, data }) =>
  data ? t('exam.result.of', { title: data.heading }) : t('exam.result.title'),
);

export default function Result() {
  const { page, review } = useLoaderData<typeof loader>();
  return <ResultView page={page} review={review} />;
}
