import { serveCall } from '#app/platform/http/api.server.ts';
import { readResultCall } from '#app/platform/http/calls/exams.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { settleEvents } from '#app/platform/jobs/settle-events.server.ts';
import { readResult } from '#app/usecases/exams/read-result.server.ts';

const serve = serveCall(readResultCall, async ({ context, actor, params, request }) => {
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const read = () => readResult(context, actor, { attemptId: params.id ?? '' });
  let result = await read();
  if (result.ok && result.value.kind === 'released' && result.value.passed && !result.value.certificate) {
    await settleEvents(context);
    result = await read();
  }
  if (!result.ok) return problem(request, result.code, result.detail);
  if (result.value.kind === 'withheld') return { status: 'withheld', releaseAt: result.value.releaseAt };
  const { status, score, maxScore, grade, certificate } = result.value;
  return { status, score, maxScore, grade: grade.zh, ...(certificate && { certificateNo: certificate.number }) };
});

export { serve as action, serve as loader };
