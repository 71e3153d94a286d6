import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { negotiateAddress } from './negotiated-address.server.ts';
import type { RequestInfo } from './request-info.server.ts';

/** A Fetch request from a node:http one. The URL carries the host and protocol that the client used. */
export function toFetchRequest(request: IncomingMessage, { host, protocol }: RequestInfo): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith(':') || value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) headers.append(name, item);
  }
  const method = request.method ?? 'GET';
  const init: RequestInit & { duplex?: 'half' } = { method, headers };
  if (method !== 'GET' && method !== 'HEAD') {
    init.body = Readable.toWeb(request) as unknown as ReadableStream;
    init.duplex = 'half';
  }
  const url = new URL(request.url ?? '/', `${protocol}://${host}`);
  return new Request(negotiateAddress({ url, method, accept: request.headers.accept }), init);
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
