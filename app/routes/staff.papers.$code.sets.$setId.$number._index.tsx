import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { pickText } from '#app/domain/kernel/pick-text.ts';
import { readForm as readFields } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { FormPage } from '#app/ui/papers/form-page.tsx';
import { compareForms, readForm, readFormKeys } from '#app/usecases/papers/read-form.server.ts';

export const handle = pageTitle<typeof loader>(({ t, data: page }) =>
  page ? t('papers.form.pageTitle', { title: page.heading, number: page.form.number }) : t('papers.title'),
);

const namedBy = (params: Record<string, string | undefined>) => ({
  code: params.code ?? '',
  setId: params.setId ?? '',
  number: Number(params.number),
});

export const loader = pageLoader('form.view', async ({ context, actor, params, url, language }) => {
  const named = namedBy(params);
  const form = await readForm(context, actor, named);
  if (!form.ok) notFound();
  const asked = url.searchParams.get('with');
  const other = Number(asked?.normalize('NFKC'));
  return {
    form: form.value,
    asked,
    missing: url.searchParams.get('missing')?.slice(0, 100) || null,
    comparison: asked === null ? null : await compareForms(context, { ...named, other }),
    heading: pickText(form.value.blueprint.title, language).text,
  };
});

/** Shows the answers: an act, so that no address read ahead or opened again puts it on record unasked. */
export const action = pageAction('form.read-key', async ({ context, actor, params, request, language }) => {
  await readFields(request);
  const read = await readFormKeys(context, actor, { ...namedBy(params), language });
  if (!read.ok) notFound();
  return data({ keys: read.value.keys }, { headers: { 'Cache-Control': 'private, no-store' } });
});

/** The form never changes, so the page is not read again after its answers were shown. */
export const shouldRevalidate = ({ formMethod }: { formMethod?: string }) => formMethod !== 'POST';

export default function Form() {
  const { heading: _, ...page } = useLoaderData<typeof loader>();
  return <FormPage {...page} keys={useActionData<typeof action>()?.keys ?? null} />;
}
