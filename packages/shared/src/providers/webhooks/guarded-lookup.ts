import type { LookupAddress } from 'node:dns';
import { lookup as lookupNow } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import {
  isPublicAddress,
  NOT_PUBLIC,
  type TargetRules,
  targetFault,
} from '../../domain/webhooks/target.ts';
import type { CheckTarget } from './port.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export const resolveName: Resolve = (hostname) => lookupNow(hostname, { all: true });

export class PrivateTarget extends Error {
  override name = 'PrivateTarget';
  constructor() {
    super(NOT_PUBLIC);
  }
}

/**
 * Looks a name up for the very connection that is being made: the checked address is the connected
 * one, so that a name which points elsewhere a moment later gains nothing.
 */
export function guardedLookup(rules: TargetRules, resolve: Resolve = resolveName): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const first = addresses[0];
        const isRefused =
          !rules.allowPrivate && !addresses.every(({ address }) => isPublicAddress(address));
        if (isRefused || !first) callback(new PrivateTarget(), '', 0);
        else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

/** Whether an endpoint may be registered at all. It is checked again at every connection. */
export function createCheckTarget(rules: TargetRules, resolve: Resolve = resolveName): CheckTarget {
  return async (url) => {
    const fault = targetFault(url, rules);
    if (fault !== null || rules.allowPrivate) return fault;
    try {
      const addresses = await resolve(new URL(url).hostname.replace(/^\[|\]$/g, ''));
      return addresses.every(({ address }) => isPublicAddress(address)) ? null : NOT_PUBLIC;
    } catch {
      return 'Its name cannot be looked up.';
    }
  };
}
