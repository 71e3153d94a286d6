import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { readBody, targetOf } from './door.server.ts';
import { negotiateAddress } from './negotiated-address.server.ts';
import type { RequestInfo } from './request-info.server.ts';

/**
 * A Fetch request from a node:http one that the door let in, with its whole body. The URL carries the host and protocol
 * that the client used.
 */
export async function toFetchRequest(
  request: IncomingMessage,
  info: RequestInfo,
): Promise<Request | 'too-large' | 'gone'> {
  const body = await readBody(request);
  if (body === 'too-large' || body === 'gone') return body;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith(':') || value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) headers.append(name, item);
  }
  const method = request.method ?? 'GET';
  const url = targetOf(request.url ?? '/', info);
  if (!url) throw new Error('a request that the door refuses');
  return new Request(negotiateAddress({ url, method, accept: request.headers.accept }), {
    method,
    headers,
    body: body as Uint8Array<ArrayBuffer> | null,
  });
}

/** Sends a Fetch response. A client that goes away ends the stream quietly. */
export async function sendFetchResponse(response: Response, to: ServerResponse): Promise<void> {
  to.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') to.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) to.setHeader('Set-Cookie', cookies);
  if (!response.body) {
    to.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream), to).catch(() => to.destroy());
}
