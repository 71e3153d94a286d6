import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import {
  PRACTICE_BEHAVIOUR_NAMES,
  PRACTICE_SCOPES,
  PRACTICE_SIZES,
  type PracticeScope,
} from '#app/domain/practice/choices.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { pageTitle } from '#app/ui/page-title.ts';
import { BeginPractice } from '#app/ui/practice/begin-practice.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { describeScope } from '#app/usecases/practice/describe-scope.server.ts';
import { startPractice } from '#app/usecases/practice/start-practice.server.ts';

export const handle = pageTitle(({ t }) => t('practice.begin.title'));

function scopeOf(kind: string | null, ref: string | null): PracticeScope {
  const known = PRACTICE_SCOPES.find((each) => each === kind) ?? 'all';
  return { kind: known, ref: known === 'course' || known === 'point' ? (ref ?? '') : '' };
}

export const loader = pageLoader('practice.use', async ({ context, actor, url }) => {
  const scope = scopeOf(url.searchParams.get('kind'), url.searchParams.get('ref'));
  const described = await describeScope(context, actor, { scope });
  if (!described.ok) notFound();
  return described.value;
});

export const action = pageAction('practice.use', async ({ context, actor, request }) => {
  const { kind = '', ref = '', size = '', behaviour = '' } = await readForm(request);
  const scope = scopeOf(kind, ref);
  const started = await startPractice(context, actor, {
    scope,
    size: PRACTICE_SIZES.find((each) => String(each) === size) ?? PRACTICE_SIZES[0],
    behaviour: PRACTICE_BEHAVIOUR_NAMES.find((each) => each === behaviour) ?? 'immediate',
  });
  if (started.ok) throw redirect(`/practice/${started.value.sessionId}`, { status: 303 });
  if (started.code === 'not-found') notFound();
  // Nothing is left to draw from, which the page of the choice says in its own words.
  throw redirect(`/practice/new?kind=${scope.kind}&ref=${encodeURIComponent(scope.ref)}`, { status: 303 });
});

export default function NewPractice() {
  return (
    <LearnerShell>
      <BeginPractice {...useLoaderData<typeof loader>()} />
    </LearnerShell>
  );
}
