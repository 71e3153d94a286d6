import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { lookup } from 'mrmime';

type Encoding = 'br' | 'gzip';
type Kept = {
  readonly type: string;
  readonly etag: string;
  /** As it is, and as the build compressed it beforehand. */
  readonly plain: Buffer;
  readonly encoded: Readonly<Partial<Record<Encoding, Buffer>>>;
};

const SUFFIXES: readonly (readonly [suffix: string, encoding: Encoding])[] = [
  ['.br', 'br'],
  ['.gz', 'gzip'],
];
/** Names in here carry a hash of what they hold. */
const HASHED = '/assets/';

/**
 * Serves the files of a build from memory (a few megabytes), as they were when the process began. A build that is
 * replaced beneath a running server takes no file from the pages that are open, and no request ever opens one: a file
 * server that reads from disk fails on files that went, and with it the process. Ranges are not offered.
 */
export function keptAssets(folder: string) {
  const files = readFolder(folder);
  return (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const [address = ''] = (request.url ?? '').split('?');
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(address) : undefined;
    if (!file) return next();
    const offered = String(request.headers['accept-encoding'] ?? '');
    const encoding = SUFFIXES.map(([, each]) => each).find((each) => file.encoded[each] && accepts(offered, each));
    const body = (encoding && file.encoded[encoding]) ?? file.plain;
    const etag = encoding ? `${file.etag.slice(0, -1)}-${encoding}"` : file.etag;
    const headers = {
      'Content-Type': file.type,
      ETag: etag,
      Vary: 'Accept-Encoding',
      'Cache-Control': address.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(encoding && { 'Content-Encoding': encoding }),
    };
    const known = String(request.headers['if-none-match'] ?? '')
      .split(',')
      .some((each) => each.trim().replace(/^W\//, '') === etag);
    if (known) return void response.writeHead(304, headers).end();
    response.writeHead(200, { ...headers, 'Content-Length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

/** Whether a list of encodings takes this one: named, and not with the weight 0 that refuses. */
function accepts(offered: string, encoding: Encoding): boolean {
  const entry = offered.split(',').find((each) => each.split(';')[0]?.trim().toLowerCase() === encoding);
  return entry !== undefined && !/;\s*q=0(\.0*)?\s*$/i.test(entry);
}

function readFolder(folder: string): ReadonlyMap<string, Kept> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const all = new Set(names);
  const files = new Map<string, Kept>();
  for (const name of names) {
    if (SUFFIXES.some(([suffix]) => name.endsWith(suffix) && all.has(name.slice(0, -suffix.length)))) continue;
    const plain = readFileSync(name);
    const type = lookup(name) ?? 'application/octet-stream';
    files.set(`/${path.relative(folder, name).split(path.sep).map(encodeURIComponent).join('/')}`, {
      type: type.startsWith('text/') ? `${type};charset=utf-8` : type,
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      plain,
      encoded: Object.fromEntries(
        SUFFIXES.flatMap(([suffix, encoding]) =>
          all.has(name + suffix) ? [[encoding, readFileSync(name + suffix)]] : [],
        ),
      ),
    });
  }
  return files;
}
