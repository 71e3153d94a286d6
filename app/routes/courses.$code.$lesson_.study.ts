import { z } from 'zod';
import { defineCall, serveCall } from '#app/platform/http/api.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { beatStudy } from '#app/usecases/learning/beat-study.server.ts';
import { beginStudy } from '#app/usecases/learning/begin-study.server.ts';

/** The lesson page's own call: it takes the lease that counts study time, and says that it is still being read. */
const call = defineCall({
  method: 'POST',
  path: '/courses/{code}/{lesson}/study',
  may: 'lesson.study',
  summary: 'Begin to study a lesson, or go on',
  body: z.discriminatedUnion('act', [
    z.object({ act: z.literal('begin') }),
    z.object({ act: z.literal('beat'), lease: z.string().min(1).max(100) }),
  ]),
  query: z.object({}),
  response: z.object({ lease: z.string().optional(), standing: z.unknown().optional() }),
});

export const action = serveCall(call, async ({ context, actor, params, body, request }) => {
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const address = { courseCode: params.code ?? '', lessonSlug: params.lesson ?? '' };
  if (body.act === 'begin') {
    const begun = await beginStudy(context, actor, address);
    return begun.ok ? { lease: begun.value.lease } : problem(request, begun.code);
  }
  const beat = await beatStudy(context, actor, { ...address, lease: body.lease });
  return beat.ok ? { standing: beat.value } : problem(request, beat.code);
});
