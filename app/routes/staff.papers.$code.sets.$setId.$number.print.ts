import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction } from '#app/platform/http/page.server.ts';
import { respondWithPaper } from '#app/platform/pdf/paper-file.server.ts';
import { readFormKeys, takeFormForPrint } from '#app/usecases/papers/read-form.server.ts';

/** The question paper, the answer sheet or the key of a form as a file, each on record. */
export const action = pageAction('form.print', async ({ context, actor, params, request, language }) => {
  const { what } = await readForm(request);
  const named = { code: params.code ?? '', setId: params.setId ?? '', number: Number(params.number) };
  if (what === 'key') {
    const read = await readFormKeys(context, actor, { ...named, language });
    return read.ok ? respondWithPaper(context, { what, ...read.value, language }) : notFound();
  }
  if (what !== 'paper' && what !== 'sheet') throw new Response('no such print', { status: 422 });
  const form = await takeFormForPrint(context, actor, { ...named, what });
  return form.ok ? respondWithPaper(context, { what, form: form.value, keys: {}, language }) : notFound();
});
