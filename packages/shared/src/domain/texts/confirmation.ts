/**
 * Who confirms the opt-out to the lead. `carrier`: it answers its own keywords, and we answer other
 * words. `us`: its answers are switched off. `nobody`: the operator wants no confirmation.
 */
export const CONFIRMED_BY = ['carrier', 'us', 'nobody'] as const;
export type ConfirmedBy = (typeof CONFIRMED_BY)[number];

export type ReceivedText = {
  /** The lead's words as they came. */
  body: string;
  ourNumber: string;
  /** The carrier reports that it took the text for a keyword, and has answered it. */
  carrierActed: boolean;
  /** The age of a text that was found late. */
  ageMs?: number;
};

/** Longer after an opt-out its confirmation would only be one more text. */
const CONFIRMED_WITHIN_MS = 5 * 60_000;

/** The keywords that the carrier answers by itself, if they are the whole text. */
const KEYWORDS = new Set(
  'stop stopall unsubscribe cancel end quit revoke optout start yes unstop help info'.split(' '),
);
/** Those that the network of toll-free numbers answers, whatever is set at the carrier. */
const NETWORK_KEYWORDS = new Set(['stop', 'start', 'unstop']);
const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)/;

/**
 * Whether the carrier or the network has answered a keyword already, so that we must not. They know
 * keywords and nothing else: other words are ours to answer, on toll-free numbers too.
 */
export function carrierAnswers(
  { body, ourNumber, carrierActed }: ReceivedText,
  by: ConfirmedBy,
): boolean {
  const word = body.trim().toLowerCase();
  if (TOLL_FREE.test(ourNumber) && NETWORK_KEYWORDS.has(word)) return true;
  return by === 'carrier' && (carrierActed || KEYWORDS.has(word));
}

/** Whether we send the one confirmation of an opt-out. */
export function weConfirmOptOut(text: ReceivedText, by: ConfirmedBy): boolean {
  if (by === 'nobody' || (text.ageMs ?? 0) > CONFIRMED_WITHIN_MS) return false;
  return !carrierAnswers(text, by);
}
