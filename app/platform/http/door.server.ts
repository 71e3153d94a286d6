import type { IncomingMessage, ServerResponse } from 'node:http';
import { IMAGE_LIMITS } from '#app/domain/courses/image-file.ts';
import { UPLOAD_LIMITS } from '#app/domain/courses/lesson-upload.ts';
import type { Language } from '#app/domain/kernel/local-text.ts';
import { serverWords } from '#app/ui/words/all.ts';
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

export type DoorFault = Extract<
  ProblemCode,
  | 'bad-request'
  | 'empty-form'
  | 'foreign-origin'
  | 'method-not-allowed'
  | 'not-found'
  | 'too-large'
  | 'unsupported-media-type'
>;

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

const TAKEN = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];
const DOOR_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page without the product around it: what stands at the door has no session, no words but these and no script. */
function doorPage({ status, detail }: { status: number; detail: string }, language: Language): string {
  const { errors } = serverWords(language);
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${errors.otherTitle}</title>
<style>body{max-width:40rem;margin:0 auto;padding:4rem 1.5rem;font:1rem/1.75 system-ui,sans-serif}h1{font-size:1.75rem;line-height:1.3}</style></head>
<body><main><p>${errors.status.replace('{{status}}', String(status))}</p><h1>${errors.otherTitle}</h1><p>${detail}</p><p><a href="/">${errors.toHome}</a></p></main></body>
</html>
`;
}

/**
 * Answers a request that is not let in: a program with a problem, a browser with a page, anyone else with its sentence.
 * @param methods what the address takes, where the method is the fault. The connection ends
 * with it, but not before the sender stopped sending or a moment has passed: a socket closed on unread bytes is reset,
 * and the answer would be lost.
 */
export function refuseAtDoor(
  request: IncomingMessage,
  response: ServerResponse,
  code: DoorFault,
  methods: readonly string[] = TAKEN,
): void {
  const language = languageOfRequest(request);
  const body = problemBody(code, language);
  const { type, text } = isProgram(request)
    ? { type: 'application/problem+json', text: JSON.stringify(body) }
    : isReadByPerson(request)
      ? { type: 'text/html', text: doorPage(body, language) }
      : { type: 'text/plain', text: `${body.detail}\n` };
  response.writeHead(body.status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(text),
    ...(type === 'text/html' ? { 'Content-Security-Policy': DOOR_POLICY } : {}),
    'Cache-Control': 'no-store',
    Connection: 'close',
    ...(code === 'method-not-allowed' ? { Allow: methods.join(', ') } : {}),
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

/** Whether the answer is shown as a page: a browser's own request of anything but the API. */
export const isReadByPerson = (request: IncomingMessage): boolean =>
  !isProgram(request) && /text\/html/i.test(request.headers.accept ?? '');

const isProgram = ({ url = '', headers }: IncomingMessage) =>
  url.startsWith('/api/') || [headers.accept, headers['content-type']].some((type) => /[/+]json/i.test(type ?? ''));
