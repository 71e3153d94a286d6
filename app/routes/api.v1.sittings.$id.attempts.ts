import { serveCall } from '#app/platform/http/api.server.ts';
import { startAttemptCall } from '#app/platform/http/calls/exams.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { startAttempt } from '#app/usecases/exams/start-attempt.server.ts';

const serve = serveCall(startAttemptCall, async ({ context, actor, params }) => {
  if (actor.kind !== 'person') return problem('forbidden');
  const started = await startAttempt(context, actor, { sittingId: params.id ?? '' });
  if (!started.ok) return problem(started.code, started.detail);
  const { attemptId, remainingMs, serverNow, lease, items } = started.value;
  return {
    attemptId,
    remainingMs,
    serverNow,
    lease,
    items: items.map(({ prompt, options, unit, ...item }) => ({
      ...item,
      prompt: prompt.zh,
      ...(options && { options: options.map(({ id, text }) => ({ id, text: text.zh })) }),
      ...(unit && { unit: unit.zh }),
    })),
  };
});

export { serve as action, serve as loader };
