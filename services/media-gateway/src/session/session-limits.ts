/** How long a hang-up by key waits for the refusal to be on record. */
export const REFUSAL_MS = 1_500;
/** Who leaves after that had reason to. */
export const IN_VAIN_MS = 3_000;
/** A model that has just been given all that a lead said notices within this that somebody spoke. */
export const NOTICE_MS = 500;
/** So long it may take to notice words that were said before it listened; who waits is not asked twice. */
export const NOTICE_FIRST_MS = 1_000;
