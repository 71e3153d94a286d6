import { serveCall } from '#app/platform/http/api.server.ts';
import { submitAttemptCall } from '#app/platform/http/calls/exams.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { submitAttempt } from '#app/usecases/exams/submit-attempt.server.ts';

const serve = serveCall(submitAttemptCall, async ({ context, actor, params, body, request }) => {
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const submitted = await submitAttempt(context, actor, { attemptId: params.id ?? '', lease: body.lease });
  return submitted.ok ? submitted.value : problem(request, submitted.code, submitted.detail);
});

export { serve as action, serve as loader };
