import { z } from 'zod';
import { defineCall, serveCall } from '#app/platform/http/api.server.ts';
import { problem } from '#app/platform/http/problem.server.ts';
import { readAsset } from '#app/usecases/authoring/read-asset.server.ts';

/** An image of a lesson. Its address is its content, so it is kept for ever, by this browser alone. */
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
  if (actor.kind !== 'person') return problem(request, 'forbidden');
  const asset = await readAsset(context, actor, { hash: params.hash ?? '' });
  if (!asset.ok) return problem(request, asset.code);
  return new Response(new Uint8Array(asset.value.bytes), {
    headers: {
      'Content-Type': asset.value.mediaType,
      'Cache-Control': 'private, max-age=31536000, immutable',
      'Content-Disposition': 'inline',
      'X-Content-Type-Options': 'nosniff',
    },
  });
});
