import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** What the connection tells of a request, once proxies that we trust have had their say. */
export type RequestInfo = { readonly address: string; readonly host: string; readonly protocol: 'http' | 'https' };

declare module '@remix-run/node' {
  interface AppLoadContext {
    readonly address: string;
  }
}

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
    if (!isTrusted(peer)) return { address: peer, host, protocol: 'http' };
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
    return { address: client, host: forwardedHost || host, protocol };
  };
}

const plainAddress = (address: string) => (address.startsWith('::ffff:') ? address.slice(7) : address);
