import { z } from 'zod';
import { defineCall, serveCall } from '#app/platform/http/api.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { readAsset } from '#app/usecases/authoring/read-asset.server.ts';

/**
 * An image of a lesson. Its address is its content, so it is kept for ever, by this browser alone; it was drawn anew
 * when it was stored, and is never anything but an image to whoever fetches it.
 */
const call = defineCall({
  method: 'GET',
  path: '/assets/{hash}.webp',
  may: 'asset.read',
  summary: 'An image of a lesson',
  body: z.object({}),
  query: z.object({}),
  response: 'image/webp',
});

export const loader = serveCall(call, async ({ context, actor, params, request }) => {
  const result = await readAsset(context, actor, { hash: params.hash ?? '' });
  if (!result.ok) return problem(request, result.code);
  return new Response(new Uint8Array(result.value.bytes), {
    headers: {
      'Content-Type': result.value.mediaType,
      'Content-Disposition': 'inline',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  });
});
