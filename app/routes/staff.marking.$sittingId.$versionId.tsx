import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { formatHundredths, parseHundredths } from '#app/domain/kernel/hundredths.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { AnswerToMark, type MarkRefusal } from '#app/ui/marking/answer-to-mark.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { giveMark } from '#app/usecases/marking/give-mark.server.ts';
import { readAnswerToMark } from '#app/usecases/marking/read-answer.server.ts';

export const handle = pageTitle(({ t }) => t('marking.title'));

export const loader = pageLoader('answer.mark', async ({ context, actor, params, url }) => {
  const found = await readAnswerToMark(context, actor, {
    sittingId: params.sittingId ?? '',
    questionVersionId: params.versionId ?? '',
    taskId: url.searchParams.get('task'),
  });
  if (!found.ok) notFound();
  const saved = parseHundredths(url.searchParams.get('saved') ?? '');
  return { ...found.value, saved, address: url.pathname };
});

/** Choices are fields named `credit-<criterion>`, in hundredths. */
const CREDIT = 'credit-';

export const action = pageAction('answer.mark', async ({ context, actor, request, url }) => {
  const { taskId = '', comment = '', number = '', ...rest } = await readForm(request);
  const credits = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) =>
      name.startsWith(CREDIT) && /^\d{1,3}$/.test(value) ? [[name.slice(CREDIT.length), Number(value)]] : [],
    ),
  );
  const written = comment.replaceAll('\r\n', '\n').trim();
  const given = await giveMark(context, actor, { taskId, credits, comment: written, number: Number(number) });
  if (!given.ok) {
    if (given.code === 'not-found') notFound();
    const field =
      given.code !== 'invalid-input'
        ? null
        : [given.detail?.errors].flat().includes('comment')
          ? 'comment'
          : 'criteria';
    return data<MarkRefusal>(
      { taskId, code: given.code, field, credits, comment: written },
      { status: statusOf(given.code) },
    );
  }
  throw redirect(`${url.pathname}?saved=${formatHundredths(given.value.mark)}`, { status: 303 });
});

export default function MarkAnswer() {
  const refusal = useActionData<typeof action>();
  const page = useLoaderData<typeof loader>();
  return <AnswerToMark key={page.answer?.taskId ?? 'none'} page={page} refusal={refusal ?? null} />;
}
