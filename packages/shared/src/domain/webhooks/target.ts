import ipaddr from 'ipaddr.js';

/** All globally used IPv6 addresses are in here. */
const GLOBAL_IPV6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|arpa)\.?$/i;

/**
 * Whether an address belongs to the open internet. Private, loopback, link-local, carrier-grade
 * NAT, unique-local, mapped, tunnelled and reserved addresses do not: our own machines may answer
 * there.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6);
}

export type TargetRules = {
  /** For development: http, and addresses of our own network. */
  allowPrivate: boolean;
};

/** What is wrong with the address of an endpoint before its name is looked up; null: nothing. */
export function targetFault(address: string, { allowPrivate }: TargetRules): string | null {
  const url = URL.parse(address);
  if (!url) return 'It is no web address.';
  if (url.username !== '' || url.password !== '') return 'It holds a user or a password.';
  if (url.hash !== '') return 'It has a part after #, which is never sent.';
  if (allowPrivate) return /^https?:$/.test(url.protocol) ? null : 'It is neither https nor http.';
  if (url.protocol !== 'https:') return 'It is not https.';
  const literal = literalIn(url);
  if (literal !== null) return isPublicAddress(literal) ? null : NOT_PUBLIC;
  if (LOCAL_NAME.test(url.hostname) || !url.hostname.includes('.')) return NOT_PUBLIC;
  return null;
}

export const NOT_PUBLIC = 'It leads into a private network.';

/** The IP address in a URL; null if it has a name. */
export function literalIn({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : null;
}
