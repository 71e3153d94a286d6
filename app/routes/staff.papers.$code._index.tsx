import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { revalidateOvertaken } from '#app/ui/after-refusal.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { BlueprintPage, type DrawRefusal } from '#app/ui/papers/blueprint-page.tsx';
import { drawFormSet } from '#app/usecases/papers/draw-form-set.server.ts';
import { MOST_FORMS } from '#app/usecases/papers/explain-papers.server.ts';
import { readBlueprintPapers } from '#app/usecases/papers/read-papers.server.ts';

const PAGE_SIZE = 20;

export const handle = pageTitle<typeof loader>(({ t, data: page }) => page?.heading ?? t('papers.title'));

export const loader = pageLoader('paper.view', async ({ context, actor, params, url, language }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const papers = await readBlueprintPapers(context, actor, {
    code: params.code ?? '',
    count: 1,
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
  });
  if (!papers.ok) notFound();
  return {
    papers: papers.value,
    page,
    pageSize: PAGE_SIZE,
    most: MOST_FORMS,
    heading: pickText(papers.value.title, language).text,
  };
});

/** Draws a set; where it cannot be drawn the page says why, and what would mend it. */
export const action = pageAction('paper.draw', async ({ context, actor, params, request }) => {
  const fields = await readForm(request);
  const code = params.code ?? '';
  // Full-width digits are digits too.
  const count = Number((fields.count ?? '').normalize('NFKC').trim() || Number.NaN);
  const drawn = await drawFormSet(context, actor, { code, versionId: fields.version ?? '', count });
  if (!drawn.ok) {
    if (drawn.code === 'not-found') notFound();
    const refusal: DrawRefusal = { code: drawn.code, count: fields.count ?? '', explanation: null };
    return data(refusal, { status: statusOf(drawn.code) });
  }
  if (drawn.value.setId !== null)
    return redirect(`/staff/papers/${code}/sets/${drawn.value.setId}?drawn=1`, { status: 303 });
  const refusal: DrawRefusal = { code: 'bank-too-small', count: String(count), explanation: drawn.value.refused };
  return data(refusal, { status: statusOf('bank-too-small') });
});

export const shouldRevalidate = revalidateOvertaken;

export default function Blueprint() {
  const { heading: _, ...page } = useLoaderData<typeof loader>();
  return <BlueprintPage {...page} refusal={useActionData<typeof action>() ?? null} />;
}
