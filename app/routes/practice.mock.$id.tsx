import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { fieldsOfForm } from '#app/domain/questions/answer-of-fields.ts';
import { readFormData } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { MockPage } from '#app/ui/practice/mock-page.tsx';
import { ANSWER_FIELD } from '#app/ui/practice/practice-views.ts';
import { endMock } from '#app/usecases/practice/end-mock.server.ts';
import { answerMock, openMock } from '#app/usecases/practice/sit-mock.server.ts';

export const handle = pageTitle(({ t }) => t('practice.mock.title'));

const slotOf = (url: URL) => Math.max(1, Math.trunc(Number(url.searchParams.get('q'))) || 1);

export const loader = pageLoader('practice.use', async ({ context, actor, params, url }) => {
  const mockId = params.id ?? '';
  const opened = await openMock(context, actor, { mockId, slot: slotOf(url) });
  if (!opened.ok) {
    if (opened.code === 'not-found') notFound();
    throw redirect(`/practice/mock/${encodeURIComponent(mockId)}/report`);
  }
  const candidate = { name: actor.name, number: actor.employeeNo };
  return { mock: opened.value, candidate, asking: url.searchParams.has('submit') };
});

/** The form without script: keeps the answer and goes on; hands in. With script answers go to their own address. */
export const action = pageAction('practice.use', async ({ context, actor, params, request, url }) => {
  const mockId = params.id ?? '';
  const here = `/practice/mock/${encodeURIComponent(mockId)}`;
  const form = await readFormData(request);
  const intent = form.get('intent');
  const slot = slotOf(url);
  if (intent === 'submit') {
    const ended = await endMock(context, actor, { mockId });
    if (!ended.ok) notFound();
    throw redirect(`${here}/report`, { status: 303 });
  }
  const entries = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  const fields = fieldsOfForm(entries, { prefix: ANSWER_FIELD, ids: [String(slot)] })[slot];
  const kept = await answerMock(context, actor, { mockId, slot, fields: fields ?? { values: [], keyed: {} } });
  if (!kept.ok && kept.code === 'not-found') notFound();
  if (!kept.ok && kept.code === 'attempt-closed') throw redirect(`${here}/report`, { status: 303 });
  // What cannot be an answer was not written by this form: the question comes again as it was.
  throw redirect(`${here}?q=${kept.ok && intent === 'next' ? slot + 1 : slot}`, { status: 303 });
});

export default function Mock() {
  return <MockPage {...useLoaderData<typeof loader>()} />;
}
