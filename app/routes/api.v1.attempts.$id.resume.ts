import { serveCall } from '#app/platform/http/api.server.ts';
import { resumeAttemptCall, toOpenPaper } from '#app/platform/http/calls/exams.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { resumeAttempt } from '#app/usecases/exams/start-attempt.server.ts';

const serve = serveCall(resumeAttemptCall, async ({ context, actor, params, request }) => {
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const resumed = await resumeAttempt(context, actor, { attemptId: params.id ?? '' });
  return resumed.ok ? toOpenPaper(resumed.value) : problem(request, resumed.code, resumed.detail);
});

export { serve as action, serve as loader };
