/** Codes with which a carrier says that the number a text was to leave from is none of its account's. */
const FOREIGN = new Set([21_212, 21_606, 21_659, 21_660, 21_661]);

/**
 * Whether a number is carried by somebody else, as those are that a lead writes to at another provider:
 * no other try and no pause makes this carrier send from it.
 */
export const isForeignSender = (code: number | null): boolean => code !== null && FOREIGN.has(code);
