import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { readLessonCode } from '#app/usecases/content/read-lesson-code.server.ts';

/** A compiled lesson as a module of this origin. Its address is its content, so it is kept for ever, by this browser alone. */
export const loader = pageLoader('course.browse', async ({ context, actor, params }) => {
  const result = await readLessonCode(context, actor, { hash: params.hash ?? '' });
  if (!result.ok) notFound();
  return new Response(result.value, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  });
});
