import type { IncomingMessage, ServerResponse } from 'node:http';
import { uploadBytesOf } from './door.server.ts';

/** Times in ms. */
export type BodyPace = {
  /** An ordinary body is here, whole, within this. */
  readonly wholeMs: number;
  /** Of an upload, at least so much comes in every stretch of this length. */
  readonly stretchMs: number;
  readonly stretchBytes: number;
};

/**
 * An upload may take as long as its line needs while it makes progress: 64 MB take a minute and a half on 6 Mbit/s and
 * more than an hour on 128 kbit/s, the slowest that is waited for. Whoever sends a byte now and then, to keep a
 * connection for nothing, is cut off after half a minute.
 */
export const BODY_PACE: BodyPace = { wholeMs: 90_000, stretchMs: 30_000, stretchBytes: 480_000 };

type Progress = {
  readonly upload: boolean;
  /** Since its first lines were here. */
  readonly waitedMs: number;
  readonly stretchMs: number;
  readonly stretchBytes: number;
  /** Whether something that came was not read yet: then it is we who are slow. */
  readonly unread: boolean;
};

/** What becomes of a body that is not here yet: it may go on, begins a new stretch, or is given up. */
export function judgePace(
  { upload, waitedMs, stretchMs, stretchBytes, unread }: Progress,
  pace: BodyPace,
): 'wait' | 'next-stretch' | 'too-slow' {
  if (!upload) return waitedMs >= pace.wholeMs ? 'too-slow' : 'wait';
  if (stretchMs < pace.stretchMs) return 'wait';
  return unread || stretchBytes >= pace.stretchBytes ? 'next-stretch' : 'too-slow';
}

type Watched = { readonly response: ServerResponse; readonly upload: boolean; readonly since: number } & {
  stretchSince: number;
  stretchFrom: number;
};

/** Keeps watch over bodies that are on their way. `look` is called now and then; `now` never goes back. */
export function openBodyWatch(pace: BodyPace, now: () => number) {
  const watched = new Map<IncomingMessage, Watched>();
  return {
    watch(request: IncomingMessage, response: ServerResponse): void {
      if (!announcesBody(request)) return;
      const at = now();
      watched.set(request, {
        ...{ response, upload: uploadBytesOf(request) !== null, since: at },
        ...{ stretchSince: at, stretchFrom: request.socket.bytesRead },
      });
      request.once('close', () => watched.delete(request));
    },
    look(): void {
      const at = now();
      for (const [request, each] of watched) {
        if (request.complete) {
          watched.delete(request);
          continue;
        }
        const read = request.socket.bytesRead;
        const verdict = judgePace(
          {
            upload: each.upload,
            waitedMs: at - each.since,
            stretchMs: at - each.stretchSince,
            stretchBytes: read - each.stretchFrom,
            unread: request.readableLength > 0,
          },
          pace,
        );
        if (verdict === 'too-slow') {
          watched.delete(request);
          giveUp(request, each.response);
        } else if (verdict === 'next-stretch') {
          each.stretchSince = at;
          each.stretchFrom = read;
        }
      }
    },
  };
}

const announcesBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** As node answers a request that takes too long: there is nobody to read more than the status. */
function giveUp(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  if (!response.headersSent) socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
  socket.destroySoon();
}
