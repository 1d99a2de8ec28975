/**
 * Who tells the lead that the opt-out was understood. `carrier`: it answers its own keywords, and we
 * answer other words. `us`: its answers are switched off. `nobody`: the operator wants silence.
 */
export const CONFIRMED_BY = ['carrier', 'us', 'nobody'] as const;
export type ConfirmedBy = (typeof CONFIRMED_BY)[number];

export type HeardByCarrier = {
  /** The lead's words as they came. */
  body: string;
  ourNumber: string;
  /** The carrier says that it took the text for a keyword, and has answered it. */
  carrierActed: boolean;
  /** How long ago it was written, of a text that was found late. */
  ageMs?: number;
};

/** Longer after an opt-out a text that confirms it is only one more text. */
const CONFIRMED_WITHIN_MS = 5 * 60_000;

/** The words that the carrier answers by itself, if they are the whole text. */
const KEYWORDS = new Set(
  'stop stopall unsubscribe cancel end quit revoke optout start yes unstop help info'.split(' '),
);
/** Those that the network behind toll-free numbers answers, whatever is set at the carrier. */
const NETWORK_KEYWORDS = new Set(['stop', 'start', 'unstop']);
const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)/;

/**
 * Whether the other side has answered a keyword already, so that we must not. It knows keywords and
 * nothing else: other words are for us to answer, on toll-free numbers too.
 */
export function carrierAnswers(
  { body, ourNumber, carrierActed }: HeardByCarrier,
  by: ConfirmedBy,
): boolean {
  const word = body.trim().toLowerCase();
  if (TOLL_FREE.test(ourNumber) && NETWORK_KEYWORDS.has(word)) return true;
  return by === 'carrier' && (carrierActed || KEYWORDS.has(word));
}

/** Whether the one confirmation of an opt-out is ours to send. */
export function weConfirmOptOut(heard: HeardByCarrier, by: ConfirmedBy): boolean {
  if (by === 'nobody' || (heard.ageMs ?? 0) > CONFIRMED_WITHIN_MS) return false;
  return !carrierAnswers(heard, by);
}
