import { BlockList, isIP } from 'node:net';

const NETWORKS = new BlockList();
for (const [address, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  NETWORKS.addSubnet(address, prefix, 'ipv4');
NETWORKS.addAddress('::1', 'ipv6');
NETWORKS.addSubnet('fc00::', 7, 'ipv6');
NETWORKS.addSubnet('fe80::', 10, 'ipv6');

/** Whether an address is this machine's own or one of a private network. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.split('%')[0] ?? '';
  const family = isIP(plain);
  return family !== 0 && NETWORKS.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
