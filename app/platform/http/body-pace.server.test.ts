import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { BODY_PACE, judgePace, openBodyWatch } from './body-pace.server.ts';

const PACE = { wholeMs: 90, stretchMs: 30, stretchBytes: 1_000 };
const upload = { upload: true, waitedMs: 1e9, stretchMs: 30, stretchBytes: 0, unread: false };

describe('the pace of a body', () => {
  test('lets an ordinary one take just less than its time, and no longer', () => {
    const ordinary = { upload: false, stretchMs: 0, stretchBytes: 1e9, unread: true };
    expect(judgePace({ ...ordinary, waitedMs: 89 }, PACE)).toBe('wait');
    expect(judgePace({ ...ordinary, waitedMs: 90 }, PACE)).toBe('too-slow');
  });

  test('lets an upload take any time while every stretch brings exactly what it must', () => {
    expect(judgePace({ ...upload, stretchMs: 29 }, PACE)).toBe('wait');
    expect(judgePace({ ...upload, stretchBytes: 1_000 }, PACE)).toBe('next-stretch');
    expect(judgePace({ ...upload, stretchBytes: 999 }, PACE)).toBe('too-slow');
  });

  test('does not blame the sender for what lies here unread', () => {
    expect(judgePace({ ...upload, unread: true }, PACE)).toBe('next-stretch');
  });

  test('of the product is one that a line of 128 kbit/s keeps', () => {
    expect((BODY_PACE.stretchBytes * 8) / (BODY_PACE.stretchMs / 1000)).toBe(128_000);
  });
});

describe('the watch over bodies', () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  /** A server that reads what comes, on a clock of ours; `come` waits until it has read so many bytes. */
  async function serve() {
    let time = 0;
    const bodies = openBodyWatch(PACE, () => time);
    let read = 0;
    const server = createServer((request: IncomingMessage, response) => {
      bodies.watch(request, response);
      request.on('data', (chunk: Buffer) => {
        read += chunk.length;
        server.emit('progress');
      });
      request.on('end', () => response.end(`${read} bytes`));
      server.emit('progress');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(() => server.close());
    const open = async (path: string, length: number) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      ends.push(() => socket.destroy());
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      const closed = once(socket, 'close').then(() => answer);
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`);
      await once(server, 'progress');
      return { socket, closed };
    };
    return {
      open,
      async send({ socket, closed }: { socket: Socket; closed: Promise<string> }, bytes: number) {
        const expected = read + bytes;
        socket.write('a'.repeat(bytes));
        while (read < expected) {
          await Promise.race([once(server, 'progress'), closed]);
          if (socket.destroyed) throw new Error('cut off while sending');
        }
      },
      pass(ms: number) {
        time += ms;
        bodies.look();
      },
    };
  }

  test('an upload that goes on for many times the limit of other bodies arrives', async () => {
    const { open, send, pass } = await serve();
    const sender = await open('/staff/lessons/new', 20_000);
    for (let sent = 0; sent < 20_000; sent += 1_000) {
      await send(sender, 1_000);
      pass(30);
    }
    expect(await sender.closed).toContain('20000 bytes');
  });

  test('an upload that stalls, or drips, is answered with 408 after one stretch', async () => {
    const { open, send, pass } = await serve();
    const sender = await open('/staff/lessons/new', 20_000);
    await send(sender, 1_000);
    pass(30);
    await send(sender, 10);
    pass(29);
    expect(sender.socket.destroyed).toBe(false);
    pass(1);
    expect(await sender.closed).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('another body that makes good progress is given up at its limit all the same', async () => {
    const { open, send, pass } = await serve();
    const sender = await open('/login', 20_000);
    for (let i = 0; i < 3; i += 1) {
      await send(sender, 5_000);
      pass(30);
    }
    expect(await sender.closed).toMatch(/^HTTP\/1\.1 408 /);
  });
});
