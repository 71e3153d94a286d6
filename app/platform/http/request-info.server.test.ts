import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { makeRequestInfo } from './request-info.server.ts';

const nearOf = (peer: string, forwarded?: string) =>
  makeRequestInfo(['10.1.1.1'])({
    socket: { remoteAddress: peer },
    headers: { host: 'x', ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }) },
  } as unknown as IncomingMessage).near;

it.each([
  ['127.0.0.1'],
  ['::1'],
  ['::ffff:192.168.3.4'],
  ['172.31.0.9'],
  ['fd00::1'],
  ['fe80::1%eth0'],
  ['10.1.1.1', '10.2.3.4'],
])('%s (for %s) is near', (peer, forwarded?: string) => expect(nearOf(peer, forwarded)).toBe(true));

it.each([
  ['8.8.8.8'],
  ['172.32.0.1'],
  ['2001:db8::1'],
  ['10.1.1.1', '8.8.8.8'],
  // A proxy that nobody told us of speaks for anyone.
  ['127.0.0.1', '127.0.0.1, 8.8.8.8'],
  ['127.0.0.1', '127.0.0.1'],
])('%s (for %s) is not', (peer, forwarded?: string) => expect(nearOf(peer, forwarded)).toBe(false));
