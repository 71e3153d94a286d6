import { serveCall } from '#app/platform/http/api.server.ts';
import { startAttemptCall, toOpenPaper } from '#app/platform/http/calls/exams.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { startAttempt } from '#app/usecases/exams/start-attempt.server.ts';

const serve = serveCall(startAttemptCall, async ({ context, actor, params, request }) => {
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const started = await startAttempt(context, actor, { sittingId: params.id ?? '' });
  return started.ok ? toOpenPaper(started.value) : problem(request, started.code, started.detail);
});

export { serve as action, serve as loader };
