import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { isPrivateAddress } from './private-network.server.ts';

/** What the connection tells of a request, once proxies that we trust have had their say. */
export type RequestInfo = {
  readonly address: string;
  readonly host: string;
  readonly protocol: 'http' | 'https';
  /** The client is on this machine or in a private network, and no proxy that we were not told of speaks for it. */
  readonly near: boolean;
};

declare module '@remix-run/node' {
  interface AppLoadContext {
    readonly address: string;
    readonly near: boolean;
  }
}

/** What a proxy that nobody told us of may give itself away by. */
const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

/** @param trusted addresses or CIDR ranges whose X-Forwarded-* headers are believed. */
export function makeRequestInfo(trusted: readonly string[]): (request: IncomingMessage) => RequestInfo {
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (address: string) =>
    trusted.length > 0 && isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (request) => {
    const peer = plainAddress(request.socket.remoteAddress ?? '');
    const host = request.headers.host ?? 'localhost';
    if (!isTrusted(peer)) {
      const near = isPrivateAddress(peer) && !PROXY_HEADERS.some((name) => name in request.headers);
      return { address: peer, host, protocol: 'http', near };
    }
    // From the nearest proxy outwards: the first address that is not one of ours is the client.
    const hops = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((hop) => plainAddress(hop.trim()))
      .filter(Boolean);
    const client = hops.reverse().find((hop) => !isTrusted(hop)) ?? hops.at(-1) ?? peer;
    const forwardedHost = String(request.headers['x-forwarded-host'] ?? '')
      .split(',')[0]
      ?.trim();
    const protocol =
      String(request.headers['x-forwarded-proto'] ?? '')
        .split(',')[0]
        ?.trim() === 'https'
        ? 'https'
        : 'http';
    return { address: client, host: forwardedHost || host, protocol, near: isPrivateAddress(client) };
  };
}

const plainAddress = (address: string) => (address.startsWith('::ffff:') ? address.slice(7) : address);
