import { useLoaderData } from '@remix-run/react';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { EligibilityView } from '#app/ui/exam-office/eligibility-view.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { listEligibility, STANDINGS } from '#app/usecases/exam-office/list-eligibility.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data }) =>
  data ? `${t('office.people.title')} ${data.heading}` : t('office.people.title'),
);

export const loader = pageLoader('sitting.view', async ({ context, actor, params, url, language }) => {
  const given = (name: string) => url.searchParams.get(name)?.slice(0, 100) || null;
  const page = Number(given('page') ?? 1);
  const how = given('how');
  const filter = {
    search: given('q') ?? '',
    standing: STANDINGS.find((standing) => standing === given('standing')) ?? null,
    how: how === 'named' || how === 'audience' ? (how as 'named' | 'audience') : null,
  };
  const listed = await listEligibility(context, actor, {
    sittingId: params.id ?? '',
    search: filter.search,
    standing: filter.standing,
    named: filter.how === null ? null : filter.how === 'named',
    page: Number.isSafeInteger(page) ? page : 1,
  });
  if (!listed.ok) notFound();
  return { ...listed.value, filter, heading: pickText(listed.value.sitting.title, language).text };
});

export default function SittingPeople() {
  return <EligibilityView {...useLoaderData<typeof loader>()} />;
}
