import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { fieldsOfForm } from '#app/domain/questions/answer-of-fields.ts';
import { CERTAINTIES } from '#app/domain/questions/behaviours/behaviour.ts';
import { readFormData } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import type { StepRefused } from '#app/ui/practice/answer-form.tsx';
import { ANSWER_FIELD } from '#app/ui/practice/practice-views.ts';
import { SessionView } from '#app/ui/practice/session-view.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { endPractice } from '#app/usecases/practice/end-practice.server.ts';
import { openSession } from '#app/usecases/practice/open-session.server.ts';
import { setFavourite } from '#app/usecases/practice/set-favourite.server.ts';
import { takePracticeStep } from '#app/usecases/practice/take-step.server.ts';

export const handle = pageTitle(({ t }) => t('practice.title'));

const slotOf = (url: URL) => Math.trunc(Number(url.searchParams.get('q'))) || null;

export const loader = pageLoader('practice.use', async ({ context, actor, params, url }) => {
  const opened = await openSession(context, actor, { sessionId: params.sessionId ?? '', slot: slotOf(url) });
  if (!opened.ok) notFound();
  return opened.value;
});

export const action = pageAction('practice.use', async ({ context, actor, params, request, url }) => {
  const form = await readFormData(request);
  const text = (name: string) => String(form.get(name) ?? '');
  const sessionId = params.sessionId ?? '';
  const slot = slotOf(url) ?? 0;
  const here = `/practice/${encodeURIComponent(sessionId)}?q=${slot}`;
  const intent = text('intent');
  if (intent === 'star' || intent === 'unstar') {
    const set = await setFavourite(context, actor, { questionId: text('questionId'), on: intent === 'star' });
    if (!set.ok) notFound();
    throw redirect(here, { status: 303 });
  }
  if (intent === 'end') {
    const ended = await endPractice(context, actor, { sessionId });
    if (!ended.ok) notFound();
    throw redirect(`/practice/${encodeURIComponent(sessionId)}/summary`, { status: 303 });
  }
  const entries = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  const fields = fieldsOfForm(entries, { prefix: ANSWER_FIELD, ids: [String(slot)] })[slot];
  const taken = await takePracticeStep(context, actor, {
    sessionId,
    slot,
    act:
      intent === 'show'
        ? { kind: 'show' }
        : {
            kind: 'answer',
            fields: fields ?? { values: [], keyed: {} },
            certainty: CERTAINTIES.find((level) => String(level) === text('certainty')) ?? null,
          },
  });
  if (taken.ok) throw redirect(here, { status: 303 });
  if (taken.code === 'not-found') notFound();
  const refused: StepRefused =
    taken.code !== 'invalid-input' ? taken.code : taken.detail?.missing === 'certainty' ? 'certainty' : 'answer';
  return data({ refused, slot }, { status: statusOf(taken.code) });
});

export default function PracticeSession() {
  const session = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const refused = posted && posted.slot === session.item.slot ? posted.refused : null;
  return (
    <LearnerShell>
      <SessionView session={session} refused={refused} />
    </LearnerShell>
  );
}
