import { z } from 'zod';
import { defineCall, serveCall } from '#app/platform/http/api.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { readPreviewCode } from '#app/usecases/authoring/preview-draft.server.ts';

/** The compiled text of a draft as a module of this origin: for whoever may see drafts, and for a while. */
const call = defineCall({
  method: 'GET',
  path: '/staff/lessons/preview/{draftId}/{hash}.js',
  may: 'lesson.view-drafts',
  summary: 'The compiled code of a draft',
  body: z.object({}),
  query: z.object({}),
  response: 'text/javascript',
});

export const loader = serveCall(call, async ({ context, actor, params, request }) => {
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const result = await readPreviewCode(context, actor, { draftId: params.draftId ?? '', hash: params.hash ?? '' });
  if (!result.ok) return problem(request, result.code);
  return new Response(result.value, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
});
