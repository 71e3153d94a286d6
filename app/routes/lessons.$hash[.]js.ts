import { z } from 'zod';
import { defineCall, serveCall } from '#app/platform/http/api.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { readLessonCode } from '#app/usecases/content/read-lesson-code.server.ts';

/**
 * A compiled lesson as a module of this origin. Its address is its content, so it is kept for ever, by this browser
 * alone. A call rather than a page: a script that asks unasked gets 401, not the sign-in page.
 */
const call = defineCall({
  method: 'GET',
  path: '/lessons/{hash}.js',
  may: 'course.browse',
  summary: 'The compiled code of a lesson',
  body: z.object({}),
  query: z.object({}),
  response: 'text/javascript',
});

export const loader = serveCall(call, async ({ context, actor, params, request }) => {
  const result = await readLessonCode(context, actor, { hash: params.hash ?? '' });
  if (!result.ok) return problem(request, result.code);
  return new Response(result.value, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  });
});
