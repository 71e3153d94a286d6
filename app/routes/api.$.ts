import { publicLoader } from '#app/platform/http/page.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';

/** Programs that ask for a call that is not there get a problem, not a page. */
const serve = Object.assign(
  publicLoader(async ({ request }) => problem(request, 'not-found')),
  { methods: ['POST', 'PUT', 'PATCH', 'DELETE'] },
);

export { serve as action, serve as loader };
