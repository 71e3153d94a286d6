import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { readBody, targetOf, uploadBytesOf } from './door.server.ts';
import { negotiateAddress } from './negotiated-address.server.ts';
import type { RequestInfo } from './request-info.server.ts';

/**
 * A Fetch request from a node:http one that the door let in, with its whole body, or as it comes where a file is handed
 * in. The URL carries the host and protocol
 * that the client used.
 */
export async function toFetchRequest(
  request: IncomingMessage,
  info: RequestInfo,
): Promise<Request | 'too-large' | 'gone'> {
  const upload = uploadBytesOf(request);
  const body = upload === null ? await readBody(request) : streamOf(request, upload);
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
    body: body as Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null,
    ...(upload === null ? {} : { duplex: 'half' }),
  } as RequestInit);
}

/** A body as it comes; one that grows beyond the limit ends in an error. */
function streamOf(request: IncomingMessage, most: number): NodeReadableStream {
  let size = 0;
  const limited = request.pipe(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        done(size > most ? new RangeError('the body is too large') : null, chunk);
      },
    }),
  );
  // Whoever goes away in the middle ends the reading too.
  request.once('close', () => {
    if (!request.complete) limited.destroy(new Error('the client went away'));
  });
  // Nobody may be reading: a page that refuses its visitor leaves the body alone.
  limited.on('error', () => request.resume());
  return Readable.toWeb(limited);
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
