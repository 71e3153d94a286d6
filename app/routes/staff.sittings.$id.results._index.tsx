import { useLoaderData } from '@remix-run/react';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { parseResultQuery } from '#app/platform/http/result-query.server.ts';
import { ResultsView } from '#app/ui/exam-office/results-view.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { readResults } from '#app/usecases/exam-office/read-results.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) =>
  data ? `${t('office.results.title')} ${data.heading}` : t('office.results.title'),
);

const PAGE_SIZE = 50;

export const loader = pageLoader('sitting.results', async ({ context, actor, params, url, language }) => {
  const filter = parseResultQuery(url.searchParams);
  const read = await readResults(context, actor, { sittingId: params.id ?? '', filter });
  if (!read.ok) notFound();
  const { rows, ...figures } = read.value;
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1), pages);
  return {
    ...figures,
    filter,
    total: rows.length,
    page,
    pageSize: PAGE_SIZE,
    rows: rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(({ gradeId, unitId, ...row }) => row),
    heading: pickText(figures.sitting.title, language).text,
  };
});

export default function SittingResults() {
  return <ResultsView {...useLoaderData<typeof loader>()} />;
}
