import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { MocksView } from '#app/ui/practice/mocks-view.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { listMocks } from '#app/usecases/practice/list-mocks.server.ts';
import { startMock } from '#app/usecases/practice/start-mock.server.ts';

export const handle = pageTitle(({ t }) => t('practice.mock.title'));

export const loader = pageLoader('practice.use', async ({ context, actor, url }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  return listMocks(context, actor, { page });
});

export const action = pageAction('practice.use', async ({ context, actor, request }) => {
  const { blueprint = '' } = await readForm(request);
  const started = await startMock(context, actor, { blueprintCode: blueprint });
  if (started.ok) throw redirect(`/practice/mock/${started.value.mockId}`, { status: 303 });
  if (started.code === 'not-found') notFound();
  return data({ refused: true }, { status: statusOf(started.code) });
});

export default function Mocks() {
  const refused = useActionData<typeof action>()?.refused ?? false;
  return (
    <LearnerShell>
      <MocksView facts={useLoaderData<typeof loader>()} refused={refused} />
    </LearnerShell>
  );
}
