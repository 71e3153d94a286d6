import type { IncomingMessage, ServerResponse } from 'node:http';
import { IMAGE_LIMITS } from '#app/domain/courses/image-file.ts';
import { UPLOAD_LIMITS } from '#app/domain/courses/lesson-upload.ts';
import { languageOfRequest, problemBody } from './problem.server.ts';
import type { ProblemCode } from './problem-codes.server.ts';
import type { RequestInfo } from './request-info.server.ts';

/** The largest body of any request, in bytes; a path that takes less says so itself. */
export const MAX_BODY_BYTES = 1_000_000;
/** Files that are handed in: their bodies are larger, and go on as they come instead of waiting in memory. */
const UPLOADS: readonly { readonly path: RegExp; readonly bytes: number }[] = [
  // A roster of MAX_ROSTER_BYTES with the form around it.
  { path: /^\/staff\/roster\/new(?:\.data)?$/, bytes: 65_000_000 },
  // Far more than UPLOAD_LIMITS and IMAGE_LIMITS: it is thrown away as it comes, and the page says what was too much.
  { path: /^\/staff\/lessons\/new(?:\.data)?$/, bytes: 4 * UPLOAD_LIMITS.bytes },
  { path: /^\/staff\/lessons\/[^/]+\/images$/, bytes: 4 * IMAGE_LIMITS.bytes },
];

/** The most bytes that a request to this address may bring as a streamed upload; null for all others. */
export const uploadBytesOf = ({ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>): number | null =>
  method === 'POST' ? (UPLOADS.find(({ path }) => path.test(url.split('?')[0] ?? ''))?.bytes ?? null) : null;

/** How long a refused body is still read and thrown away, so that its sender comes to read the answer. */
const LINGER_MS = 2_000;

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const WITHOUT_BODY = new Set(['GET', 'HEAD']);

export type DoorFault = Extract<ProblemCode, 'bad-request' | 'method-not-allowed' | 'not-found' | 'too-large'>;

/** Why a request is refused from its first lines alone, whatever it asks for; null when it may come in. */
export function findDoorFault(
  { method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  info: Pick<RequestInfo, 'host' | 'protocol'>,
): DoorFault | null {
  if (!METHODS.has(method)) return 'method-not-allowed';
  const target = targetOf(url, info);
  if (target === null) return 'bad-request';
  // No text of the product holds U+0000, and PostgreSQL cannot store it.
  if (url.includes('%00')) return 'bad-request';
  // No page has an address that is not percent-encoded UTF-8, and the router only complains of it to the log.
  if (!isDecodable(target.pathname)) return 'not-found';
  const most = uploadBytesOf({ method, url }) ?? MAX_BODY_BYTES;
  return Number(headers['content-length'] ?? 0) > most ? 'too-large' : null;
}

/** The address that a request line asks for, on the host that the client used; null when the two make none. */
export function targetOf(line: string, { host, protocol }: Pick<RequestInfo, 'host' | 'protocol'>): URL | null {
  const base = `${protocol}://${host}`;
  if (!/^[^\s/\\?#@]+$/.test(host) || !URL.canParse(base)) return null;
  // A proxy's form of the line names the host once more.
  const whole = /^https?:\/\/[^\s/\\?#@]+(\/.*)?$/i.exec(line);
  if (whole && !URL.canParse(line)) return null;
  const path = whole ? (whole[1] ?? '/') : line;
  if (!path.startsWith('/') || !URL.canParse(path, base)) return null;
  const url = new URL(path, base);
  return url.host === new URL(base).host && !url.pathname.startsWith('//') ? url : null;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The whole body; or why there is none: more than the limit, or the client went away before its end. */
export function readBody(request: IncomingMessage): Promise<Buffer | null | 'too-large' | 'gone'> {
  if (WITHOUT_BODY.has(request.method ?? 'GET')) return Promise.resolve(null);
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) return chunks.push(chunk);
      chunks = [];
      return resolve('too-large');
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => resolve('gone'));
    request.once('close', () => resolve('gone'));
  });
}

/**
 * Answers a request that is not let in: a program with a problem, a browser with its sentence. The connection ends
 * with it, but not before the sender stopped sending or a moment has passed: a socket closed on unread bytes is reset,
 * and the answer would be lost.
 */
export function refuseAtDoor(request: IncomingMessage, response: ServerResponse, code: DoorFault): void {
  const body = problemBody(code, languageOfRequest(request));
  const text = isProgram(request) ? JSON.stringify(body) : `${body.detail}\n`;
  response.writeHead(body.status, {
    'Content-Type': `${isProgram(request) ? 'application/problem+json' : 'text/plain'}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    Connection: 'close',
    ...(code === 'method-not-allowed' ? { Allow: 'GET, HEAD, POST, PUT, DELETE' } : {}),
  });
  if (request.method !== 'HEAD') response.write(text);
  if (request.complete) return void response.end();
  const end = () => {
    clearTimeout(patience);
    response.end();
  };
  const patience = setTimeout(end, LINGER_MS);
  request.once('end', end);
  request.once('error', end);
  request.once('close', end);
  request.resume();
}

const isProgram = ({ url = '', headers }: IncomingMessage) =>
  url.startsWith('/api/') || [headers.accept, headers['content-type']].some((type) => /[/+]json/i.test(type ?? ''));
