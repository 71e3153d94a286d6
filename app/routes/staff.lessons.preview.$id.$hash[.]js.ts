import { z } from 'zod';
import { defineCall, serveCall } from '#app/platform/http/api.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { readPreviewCode } from '#app/usecases/authoring/preview-draft.server.ts';

/** The compiled code of a draft under preview. Its address is its content; it is nobody's but its authors'. */
const call = defineCall({
  method: 'GET',
  path: '/staff/lessons/preview/{id}/{hash}.js',
  may: 'lesson.view-drafts',
  summary: 'The compiled code of a draft',
  body: z.object({}),
  query: z.object({}),
  response: 'text/javascript',
});

export const loader = serveCall(call, async ({ context, actor, params, request }) => {
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const code = await readPreviewCode(context, actor, { draftId: params.id ?? '', hash: params.hash ?? '' });
  if (!code.ok) return problem(request, code.code);
  return new Response(code.value, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'private, max-age=1800, immutable' },
  });
});
