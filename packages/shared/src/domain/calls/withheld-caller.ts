const E164 = /^\+[1-9]\d{6,14}$/;

/** Keypad words that carriers put in place of a withheld number. */
const KEYPAD_WORDS = new Set([
  ...['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253'],
  ...['+7748283', '+94844353'],
]);

/**
 * Whether this is no number of a person: nothing, a word such as `anonymous`, a short code, an
 * address, or a keypad word (ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE, PRIVATE,
 * WITHHELD). Two withheld callers never count as one person. SQL has the same rule in
 * private.is_withheld.
 */
export function isWithheld(number: string | null | undefined): boolean {
  return typeof number !== 'string' || !E164.test(number) || KEYPAD_WORDS.has(number);
}
