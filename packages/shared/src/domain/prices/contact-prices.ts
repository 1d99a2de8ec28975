import { PRICES } from './price-table.ts';

/** What a destination costs, until the carrier reports the real price. */
export type DestinationPrice = { callMinuteUsd: number; textSegmentUsd: number };

/** A text with pictures, which costs the same wherever it can go; a planning figure like the others. */
export const PICTURES_USD = 0.035;

const BY_LENGTH = Object.keys(PRICES.byPrefix).sort((a, b) => b.length - a.length);

/** The price of the longest prefix of the number; an unknown destination counts as expensive. */
export function priceOf(phone: string): DestinationPrice {
  const digits = phone.replace(/^\+/, '');
  const prefix = BY_LENGTH.find((one) => digits.startsWith(one));
  const [callMinuteUsd, textSegmentUsd] =
    (prefix === undefined ? undefined : PRICES.byPrefix[prefix]) ?? PRICES.unknown;
  return { callMinuteUsd, textSegmentUsd };
}

export function textCostUsd(phone: string, segments: number): number {
  return segments * priceOf(phone).textSegmentUsd;
}
