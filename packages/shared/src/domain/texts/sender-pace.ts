import { readChannelAddress } from './channel-address.ts';

/** What sends a text. A pool is the carrier's name for several numbers. */
export type SenderKind = 'pool' | 'short_code' | 'toll_free' | 'number';

const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)\d{7}$/;
const SHORT_CODE = /^\d{5,6}$/;
const E164 = /^\+\d{7,15}$/;

/**
 * Segments a second that carriers grant by default. A pool of numbers may be faster, but that
 * depends on its brand registration: a person sets it.
 */
const USUAL: Readonly<Record<SenderKind, number>> = {
  number: 1,
  pool: 1,
  toll_free: 3,
  short_code: 100,
};

export function kindOfSender(address: string): SenderKind {
  const sender = readChannelAddress(address).number ?? address;
  if (SHORT_CODE.test(sender)) return 'short_code';
  if (TOLL_FREE.test(sender)) return 'toll_free';
  return E164.test(sender) ? 'number' : 'pool';
}

/** The pace of a sender without one of its own; `setting` is the operator's for all of these. */
export function usualPace(sender: string, setting: number | null): number {
  return setting ?? USUAL[kindOfSender(sender)];
}
