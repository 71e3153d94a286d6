import { serveCall } from '#app/platform/http/api.server.ts';
import { listExamsCall } from '#app/platform/http/calls/exams.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { listOwnExams } from '#app/usecases/exams/list-own-exams.server.ts';

const serve = serveCall(listExamsCall, async ({ context, actor, request }) => {
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const exams = await listOwnExams(context, actor);
  return { exams: exams.map((exam) => ({ ...exam, title: exam.title.zh })) };
});

export { serve as action, serve as loader };
