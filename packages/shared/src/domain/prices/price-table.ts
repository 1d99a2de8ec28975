/**
 * What calls and texts cost by destination, in USD: [a minute of a call, a segment of a text]. By
 * the digits that a number begins with, the longest first; mobile numbers cost more than others in
 * many countries. Planning figures, high rather than exact, so that a budget is not overrun. The
 * carrier's price of a call or text replaces them.
 */
export const PRICES: {
  source: string;
  date: string;
  byPrefix: Readonly<Record<string, readonly [callMinuteUsd: number, textSegmentUsd: number]>>;
  unknown: readonly [callMinuteUsd: number, textSegmentUsd: number];
} = {
  source:
    'Planning figures of this project, rounded up from the order of magnitude of carriers’ list prices; compare them with your account’s own price list.',
  date: '2026-11-30',
  byPrefix: {
    '1': [0.014, 0.0083],
    '27': [0.25, 0.12],
    '30': [0.15, 0.1],
    '31': [0.15, 0.12],
    '32': [0.2, 0.12],
    '33': [0.05, 0.09],
    '336': [0.15, 0.09],
    '337': [0.15, 0.09],
    '34': [0.05, 0.1],
    '346': [0.15, 0.1],
    '347': [0.15, 0.1],
    '351': [0.1, 0.06],
    '353': [0.1, 0.1],
    '358': [0.2, 0.12],
    '39': [0.05, 0.11],
    '393': [0.15, 0.11],
    '41': [0.1, 0.09],
    '417': [0.35, 0.09],
    '43': [0.1, 0.12],
    '436': [0.2, 0.12],
    '44': [0.03, 0.06],
    '447': [0.06, 0.06],
    '45': [0.1, 0.06],
    '46': [0.1, 0.07],
    '47': [0.1, 0.08],
    '48': [0.1, 0.06],
    '49': [0.05, 0.13],
    '491': [0.15, 0.13],
    '52': [0.05, 0.08],
    '55': [0.15, 0.08],
    '61': [0.05, 0.07],
    '614': [0.1, 0.07],
    '63': [0.3, 0.2],
    '64': [0.1, 0.13],
    '65': [0.1, 0.07],
    '81': [0.2, 0.1],
    '82': [0.15, 0.06],
    '852': [0.15, 0.08],
    '91': [0.1, 0.1],
    '971': [0.4, 0.12],
    '972': [0.15, 0.28],
  },
  unknown: [2, 0.4],
};
