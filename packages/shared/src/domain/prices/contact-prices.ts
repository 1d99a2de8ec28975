import { PRICES } from './price-table.ts';

/** What a destination costs, until the carrier says what it really asks. */
export type DestinationPrice = { callMinuteUsd: number; textSegmentUsd: number };

const BY_LENGTH = Object.keys(PRICES.byPrefix).sort((a, b) => b.length - a.length);

/** The price of the longest prefix that the number begins with; what nobody knows is taken for dear. */
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
