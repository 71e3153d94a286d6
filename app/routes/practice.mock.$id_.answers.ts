import { fieldsOfForm } from '#app/domain/questions/answer-of-fields.ts';
import { readFormData } from '#app/platform/http/form.server.ts';
import { pageAction } from '#app/platform/http/page.server.ts';
import { statusOf } from '#app/platform/http/problem-codes.server.ts';
import { ANSWER_FIELD } from '#app/ui/practice/practice-views.ts';
import { answerMock } from '#app/usecases/practice/sit-mock.server.ts';

/** Takes one answer of a running mock exam; 409 once its time is over. */
export const action = pageAction('practice.use', async ({ context, actor, params, request }) => {
  const form = await readFormData(request);
  const slot = Math.trunc(Number(form.get('slot'))) || 0;
  const entries = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  const fields = fieldsOfForm(entries, { prefix: ANSWER_FIELD, ids: [String(slot)] })[slot];
  const kept = await answerMock(context, actor, {
    mockId: params.id ?? '',
    slot,
    fields: fields ?? { values: [], keyed: {} },
  });
  return kept.ok
    ? Response.json({ kept: true })
    : Response.json({ kept: false, code: kept.code }, { status: statusOf(kept.code) });
});
