import { z } from 'zod';
import { defineCall, serveCall } from '#app/platform/http/api.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { savePosition } from '#app/usecases/learning/save-position.server.ts';

/** The lesson page's own call: where the reader stopped. */
const call = defineCall({
  method: 'POST',
  path: '/courses/{code}/{lesson}/position',
  may: 'lesson.study',
  summary: 'Remember where the reader stopped in a lesson',
  body: z.object({ position: z.int().min(0).max(10_000) }),
  query: z.object({}),
  response: z.object({}),
});

export const action = serveCall(call, async ({ context, actor, params, body, request }) => {
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const saved = await savePosition(context, actor, {
    courseCode: params.code ?? '',
    lessonSlug: params.lesson ?? '',
    position: body.position,
  });
  return saved.ok ? {} : problem(request, saved.code);
});
