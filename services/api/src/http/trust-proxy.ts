import { BlockList, isIPv4, isIPv6 } from 'node:net';

const NEAR = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  NEAR.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  NEAR.addSubnet(net, bits, 'ipv6');
}

/**
 * How many proxies are trusted to name the client's address. The nearest one must be in our own
 * network, so that a client that reaches this port around it is known by the address of its socket,
 * whatever its headers claim.
 */
export function trustProxy(hops: number): (address: string, distance: number) => boolean {
  return (address, distance) => distance < hops && (distance > 0 || isNear(address));
}

function isNear(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (isIPv4(plain)) return NEAR.check(plain, 'ipv4');
  return isIPv6(plain) && NEAR.check(plain, 'ipv6');
}
